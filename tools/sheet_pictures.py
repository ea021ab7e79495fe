"""Draw the pictures of docs/sheets.md: a contact sheet and a set-up card of the example scenes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
SCENES = ("four_planes", "face_to_face", "her_low_angle")
SHEETS = {
    "contact.png": [],
    "card.png": ["--cards", "--shots", "1a"],
}


def main() -> None:
    """Draw each sheet into docs/pictures/sheets; the stills go away."""
    out = ROOT / "docs" / "pictures" / "sheets"
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as stills:
        for name, options in SHEETS.items():
            files = [f"scenes/{scene}.json" for scene in (SCENES if not options else SCENES[:1])]
            command = [sys.executable, "-m", "zeroshot", "sheet", *files, "--out", str(out / name)]
            subprocess.run([*command, *options, "--stills", stills], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
