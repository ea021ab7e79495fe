"""`zeroshot render` as people call it: command, process that draws, findings, sidecar, manifest and all.

Option: the look. Its seconds a picture are those of the manifest: reading, drawing, finding faults, writing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from shared import arguments_of, tell


def main() -> None:
    """Render the shots of the cameras asked for, in one process, and tell when each was on disk."""
    arguments = arguments_of()
    numbers = [int(number) for number in arguments.cameras.split(",")]
    out = arguments.out / f"from-{numbers[0]}"
    command = [
        sys.executable, "-m", "zeroshot", "render", str(arguments.case / "scene.json"), "--jobs", "1",
        "--look", arguments.option, "--size", f"{arguments.width}x{arguments.height}", "--out", str(out),
        "--shots", ",".join(f"s{number:02}" for number in numbers),
    ]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    rows = json.loads((out / "manifest.json").read_text())["stills"]
    tell(sorted((_still(out, row) for row in rows), key=lambda still: still["at"]), of_children=True)


def _still(out: Path, row: dict[str, Any]) -> dict[str, float]:
    written = (out / row["still"]).stat().st_mtime
    return {"memory_s": row["seconds"], "disk_s": row["seconds"], "cpu_s": 0.0, "at": written}


if __name__ == "__main__":
    main()
