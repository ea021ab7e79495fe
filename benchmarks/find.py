"""Time finding shots: candidates made, judged and chosen in a second, id pictures of the short list included.

Run: python benchmarks/find.py [SCENE] [--candidates N] [--runs N]. The first run also loads meshes and cuts
them into pieces; it is printed apart.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from pathlib import Path

from zeroshot.framing.find.asks import Ask, lenses_for_cabin, most_planes
from zeroshot.framing.find.shots import Found, find_shots
from zeroshot.framing.staging import stage
from zeroshot.library.lenses import find_prime_set
from zeroshot.render.reader import Reader
from zeroshot.scene.files import read_document

SCENE = Path(__file__).parents[1] / "scenes" / "four_planes.json"


def main() -> None:
    """Print seconds and candidates per second, for an open ask and a narrow one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path, default=SCENE)
    parser.add_argument("--candidates", type=int, default=4000)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    staged = stage(read_document(chosen.scene), beside=chosen.scene.parent)
    ids = tuple(actor.actor.id for actor in staged.actors)
    lenses = lenses_for_cabin(find_prime_set("Master Prime"))
    asks = {
        "any framing": Ask(focal_lengths_mm=lenses, candidate_count=chosen.candidates),
        "most planes": Ask(
            focal_lengths_mm=lenses, candidate_count=chosen.candidates, plane_count=most_planes(staged)
        ),
        "MCU or MS of the first, all seen": Ask(
            focal_lengths_mm=lenses, candidate_count=chosen.candidates,
            of=ids[:1], sizes=("MCU", "MS"), visible=ids,
        ),
    }  # fmt: skip
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {chosen.scene.name}")
    with Reader() as reader:

        def timed(ask: Ask) -> tuple[float, Found]:
            start = time.perf_counter()
            found = find_shots(staged, ask, see=reader.picture)
            return time.perf_counter() - start, found

        print(f"first, with meshes to prepare: {timed(asks['any framing'])[0]:.2f} s")
        for name, ask in asks.items():
            results = [timed(ask) for _ in range(chosen.runs)]
            seconds = statistics.median(result[0] for result in results)
            found = results[0][1]
            rate = found.judged_count / seconds
            print(
                f"{name}: {found.judged_count} candidates in {seconds:.2f} s, {rate:.0f} a second, "
                f"{len(found.shots)} shots"
            )


if __name__ == "__main__":
    main()
