"""Draw the contact sheet of the modules and three pictures of Destiny: ``python tools/module_sheet.py``.

Renders one still of every scene in scenes/modules/ and lays them out with title and accuracy in
docs/pictures/modules.jpg; the stills of Destiny from set viewpoints become docs/pictures/destiny-N.jpg.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from zeroshot.framing.staging import stage
from zeroshot.library.models import find_model
from zeroshot.render.painter import Painter
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document
from zeroshot.spatial import look_at

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
TILE_PX, CAPTION_PX, COLUMNS = (480, 270), 34, 3
ORDER = (
    "destiny", "unity", "harmony", "tranquility", "cupola", "columbus", "kibo", "kibo-logistics", "leonardo",
    "quest", "pma", "zvezda", "zarya", "nauka", "rassvet", "poisk", "prichal", "soyuz",
)  # fmt: skip

VIEWPOINTS = (
    ((-3.29, -0.11, -0.11), (3.88, -0.05, -0.05), (0.0, 0.0, -1.0), 70.0),
    ((-2.20, 0.54, 0.43), (2.25, -0.22, -0.11), (0.0, 1.0, -0.15), 62.0),
    ((-1.44, 0.92, -0.81), (0.73, -0.98, 0.65), (0.0, 0.0, -1.0), 75.0),
)
"""Down the length of Destiny, rolled a quarter, and across it: eye, what it looks at, where the picture's top
is (metres, forward, starboard, deck), and the vertical field of view in degrees."""


def main() -> None:
    """Draw sheet and pictures."""
    with Painter() as painter:
        tiles = [_tile(painter, name) for name in ORDER]
        for number, viewpoint in enumerate(VIEWPOINTS, start=1):
            picture = painter.draw(stage(_looking(*viewpoint)), width_px=1280, height_px=720)
            Image.fromarray(picture).save(PICTURES / f"destiny-{number}.jpg", quality=76)
    _sheet(tiles).save(PICTURES / "modules.jpg", quality=80)


def _tile(painter: Painter, name: str) -> Image.Image:
    path = ROOT / "scenes" / "modules" / f"{name}.json"
    staged = stage(read_document(path), None, beside=path.parent)
    width, height = TILE_PX
    # Twice as large and scaled down: sharper than a small picture.
    drawn = painter.draw(staged, width_px=2 * width, height_px=round(2 * width / staged.view.aspect))
    still = Image.fromarray(drawn).resize(
        (width, round(width / staged.view.aspect)), Image.Resampling.LANCZOS
    )
    tile = Image.new("RGB", (width, height + CAPTION_PX), "#17181a")
    tile.paste(
        still.crop((0, 0, width, min(height, still.height))), (0, max(0, (height - still.height) // 2))
    )
    facts = find_model(name, beside=None).facts
    draw = ImageDraw.Draw(tile)
    draw.text((8, height + 8), facts.title, font=ImageFont.load_default(16), fill="#e8e6e0")
    draw.text(
        (width - 8, height + 9), facts.accuracy, font=ImageFont.load_default(14), fill="#9fb8d6", anchor="ra"
    )
    return tile


def _sheet(tiles: list[Image.Image]) -> Image.Image:
    wide, high = tiles[0].size
    sheet = Image.new("RGB", (wide * COLUMNS, high * -(-len(tiles) // COLUMNS)), "#17181a")
    for index, tile in enumerate(tiles):
        sheet.paste(tile, (wide * (index % COLUMNS), high * (index // COLUMNS)))
    return sheet


def _looking(
    eye: tuple[float, float, float],
    at: tuple[float, float, float],
    top: tuple[float, float, float],
    fov_deg: float,
) -> Document:
    turn = look_at(np.subtract(at, eye), head_reference_in_world=top)
    height_mm = 24.0
    focal_length_mm = height_mm / 2.0 / float(np.tan(np.radians(fov_deg) / 2.0))
    camera = {
        "id": "a",
        "position_m": eye,
        "orientation_xyzw": turn.tolist(),
        "sensor": {"width_mm": height_mm * 16 / 9, "height_mm": height_mm},
        "lens": {"focal_length_mm": focal_length_mm},
    }
    return Document.model_validate(
        {"set": {"modules": [{"id": "destiny", "model": "destiny"}]}, "cameras": [camera]}
    )


if __name__ == "__main__":
    main()
