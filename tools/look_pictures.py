"""Draw one shot in every look, beside each other, for docs/looks.md. Run: python tools/look_pictures.py"""

from __future__ import annotations

from pathlib import Path

from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage
from zeroshot.render.boards import Cell, draw_board
from zeroshot.render.looks import LOOKS
from zeroshot.render.overlays import OVERLAYS, with_overlays
from zeroshot.render.painter import Painter
from zeroshot.render.still import write_picture
from zeroshot.scene.files import read_document

ROOT = Path(__file__).parents[1]
SCENE, SHOT = ROOT / "scenes" / "face_to_face.json", "1a"
OUT = ROOT / "docs" / "pictures" / "looks"
BOX_PX = (1280, 720)
SIDE_BY_SIDE = ("draft", "clay", "film", "storyboard", "planes", "ids")


def main() -> None:
    """Write a picture of each look, the board of them, and one with every overlay."""
    staged = stage(read_document(SCENE), SHOT, beside=SCENE.parent)
    width_px, height_px = size_px(staged.view, width_px=BOX_PX[0], height_px=BOX_PX[1])
    OUT.mkdir(parents=True, exist_ok=True)
    with Painter() as painter:
        pictures = {
            look: painter.draw(staged, width_px=width_px, height_px=height_px, look=look)
            for look in SIDE_BY_SIDE
        }
    for look, picture in pictures.items():
        write_picture(OUT / f"{look}.jpg", picture)
    cells = [Cell(pictures[look], look, (LOOKS[look].purpose,), ()) for look in SIDE_BY_SIDE]
    board = draw_board("One shot in six looks", "Face to face, shot 1A", cells, columns=3, cell_px=640)
    write_picture(OUT / "side-by-side.jpg", board)
    reading = read_shot(staged, scene=SCENE.name)
    write_picture(OUT / "overlays.jpg", with_overlays(pictures["film"], list(OVERLAYS), staged, reading))


if __name__ == "__main__":
    main()
