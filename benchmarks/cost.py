"""Measure the core-seconds of a still in each look, in one process: the first, and those after it.

Run: python benchmarks/cost.py [SCENE] [--size 1920x1080] [--stills N]. Everything counts that a process of
`zeroshot render` does: import, posing, drawing, counting who is seen, findings, writing. Core-seconds depend
less than seconds on what else the machine does; a farm's bill is made of them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))


def measure(scene: Path, look: str, size: str, count: int) -> dict[str, float]:
    """Draw stills of a scene's shots in turn and return core-seconds: of the first, and of one after it."""
    import time

    from zeroshot.batch.draw import Studio
    from zeroshot.batch.jobs import StillJob
    from zeroshot.batch.sizes import box_from_text
    from zeroshot.scene.files import read_document
    from zeroshot.scene.resolve import shots_of

    shots = shots_of(read_document(scene))
    with tempfile.TemporaryDirectory() as folder, Studio() as studio:
        ended = []
        for index in range(count):
            shot = shots[index % len(shots)]
            still = str(Path(folder) / f"{index}.png")
            studio.draw(StillJob(str(scene), shot, still, box_from_text(size), look))
            ended.append(time.process_time())
    kept = ended[len(shots) - 1]  # by then every shot was drawn once
    return {"first": ended[0], "next": (ended[-1] - kept) / (count - len(shots))}


def main() -> None:
    """Measure every look in a process of its own and print a table."""
    from zeroshot.render.looks import LOOKS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path, default=ROOT / "scenes" / "four_planes.json")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--stills", type=int, default=6)
    parser.add_argument("--look", help="measure this look in this process")
    given = parser.parse_args()
    if given.look:
        print(json.dumps(measure(given.scene, given.look, given.size, given.stills)))
        return
    print(f"{given.scene.name}, {given.size}; {platform.machine()}, Python {platform.python_version()}")
    print("look           first still   each after it   (core-seconds)")
    one_thread = dict.fromkeys(("LP_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    for look in LOOKS:
        arguments = [str(given.scene), "--size", given.size, "--stills", str(given.stills), "--look", look]
        done = subprocess.run(
            [sys.executable, __file__, *arguments],
            env={**os.environ, **one_thread},
            stdout=subprocess.PIPE,
            check=True,
        )
        found = json.loads(done.stdout.splitlines()[-1])
        print(f"{look:14} {found['first']:11.1f} {found['next']:15.2f}", flush=True)


if __name__ == "__main__":
    main()
