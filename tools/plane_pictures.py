"""Draw the pictures of docs/composing-without-a-floor.md and docs/moves.md: boards, shots, the strip."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
BOARDS = {
    "board_four.jpg": "scenes/four_planes.json",
    "board_three.jpg": "scenes/face_to_face.json",
    "board_found_four.jpg": "scenes/found/four_planes.json",
    "board_found_three.jpg": "scenes/found/three_planes.json",
}
FOUND = {"found_four": "scenes/found/four_planes.json", "found_three": "scenes/found/three_planes.json"}
SEARCH = (
    "find", "scenes/four_planes.json", "--planes", "4", "--visible", "surgeon,engineer,commander",
    "--lenses", "Signature Prime",
)  # fmt: skip
QUALITY = 84


def main() -> None:
    """Draw them all."""
    planes = PICTURES / "planes"
    for name, scene in BOARDS.items():
        with TemporaryDirectory() as folder:
            _zeroshot("planes", scene, "--shot", "1a", "--out", folder)
            _keep(next(Path(folder).glob("*_board.png")), planes / name)
    for name, scene in FOUND.items():
        with TemporaryDirectory() as folder:
            _zeroshot("render", scene, "--out", folder, "--size", "960x540")
            for still in Path(folder).glob("*.png"):
                _keep(still, planes / f"{name}_{still.stem[-2:]}.jpg")
    _zeroshot("planes", "scenes/found/four_planes.json", "--strip", str(planes / "strip.png"))
    with TemporaryDirectory() as folder:
        _zeroshot(*SEARCH, "--out", folder)
        _keep(Path(folder) / "found.png", PICTURES / "found_four_planes.jpg")


def _zeroshot(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "zeroshot", *arguments], cwd=ROOT, check=True)


def _keep(picture: Path, path: Path) -> None:
    with Image.open(picture) as drawn:
        drawn.convert("RGB").save(path, quality=QUALITY)


if __name__ == "__main__":
    main()
