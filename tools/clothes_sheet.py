"""Draw what people can wear, from four sides each: ``python tools/clothes_sheet.py [OUT] [NAME ...]``.

Every outfit is worn by a woman or a man afloat in the neutral posture; docs/pictures/people/clothes.jpg.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from zeroshot.framing.staging import stage
from zeroshot.library.lettering import lettering
from zeroshot.render.painter import Painter
from zeroshot.scene.document import Document
from zeroshot.spatial import look_at

OUT = Path(__file__).parents[1] / "docs" / "pictures" / "people" / "clothes.jpg"
TILE_PX, CAPTION_PX = (240, 400), 26
SIDES = {"front": 0.0, "three-quarter": 40.0, "profile": 90.0, "back": 180.0}
OUTFITS = {
    "Polo, cargo trousers, socks": ("male", ("polo", "cargo-trousers", "socks")),
    "T-shirt, shorts, socks": ("female", ("t-shirt", "shorts", "socks")),
    "T-shirt, cargo trousers, socks": ("female", ("t-shirt", "cargo-trousers", "socks")),
    "Flight suit": ("female", ("flight-suit", "socks")),
    "Flight suit in the actor's colour": ("male", ("flight-suit-colored", "socks")),
    "Sokol, visor raised": ("female", ("sokol",)),
    "Sokol, visor lowered": ("male", ("sokol-closed",)),
    "EVA suit, sun shield lowered": ("male", ("eva",)),
    "EVA suit, sun shield raised": ("female", ("eva-shield-up",)),
}
COLORS = ("#c8553d", "#3d8b6d", "#d9a441", "#c8553d", "#6b7fd1", "#c8553d", "#3f6d96", "#c8553d", "#d9a441")
GROUND = (92, 97, 105)


def main() -> None:
    """Draw the sheet."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    wanted = sys.argv[2:]
    rows: list[Image.Image] = []
    with Painter(ground=GROUND) as painter:
        for (title, (sex, clothes)), color in zip(OUTFITS.items(), COLORS, strict=True):
            if not wanted or any(name in clothes for name in wanted):
                tiles = [_tile(painter, sex, clothes, color, turn) for turn in SIDES.values()]
                rows.append(_row(title, tiles))
    columns = 2 if len(rows) > 2 else 1
    deep = -(-len(rows) // columns)
    width, height = rows[0].size
    sheet = Image.new("RGB", (width * columns, height * deep), "#17181a")
    for index, row in enumerate(rows):
        sheet.paste(row, (width * (index // deep), height * (index % deep)))
    out.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(out, quality=82)


def _row(title: str, tiles: list[Image.Image]) -> Image.Image:
    width, height = TILE_PX
    row = Image.new("RGB", (width * len(tiles), height + CAPTION_PX), "#17181a")
    for index, tile in enumerate(tiles):
        row.paste(tile, (width * index, 0))
    ImageDraw.Draw(row).text((10, height + 6), title, font=lettering(14), fill="#e8e6e0")
    return row


def _tile(painter: Painter, sex: str, clothes: tuple[str, ...], color: str, turn_deg: float) -> Image.Image:
    width, height = TILE_PX
    staged = stage(scene_of(sex, clothes, color, turn_deg))
    # A pack moves the centre of mass far from the middle of the picture.
    down_m = float(staged.actors[0].figure.mesh.bounds_m[:, 2].mean())
    staged = stage(scene_of(sex, clothes, color, turn_deg, down_m=down_m))
    picture = painter.draw(staged, width_px=2 * width, height_px=2 * height)
    return Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS)


def scene_of(
    sex: str,
    clothes: tuple[str, ...],
    color: str,
    turn_deg: float,
    *,
    far_m: float = 3.6,
    down_m: float = 0.0,
) -> Document:
    """Return a scene of one person seen from a side, degrees round from the front to their right."""
    turn = np.radians(turn_deg)
    eye = far_m * np.array([np.cos(turn), np.sin(turn), -0.08])
    aside = np.array([-np.sin(turn), np.cos(turn), 0.0])
    lights = [
        (0.8 * eye - 1.4 * aside + np.array([0.0, 0.0, -1.6]), 6000.0),
        (0.8 * eye + 1.8 * aside + np.array([0.0, 0.0, -0.2]), 700.0),
        (-0.9 * eye + 0.6 * aside + np.array([0.0, 0.0, -1.2]), 3000.0),
    ]
    stature_m = 1.64 if sex == "female" else 1.78
    return Document.model_validate(
        {
            "actors": [
                {
                    "id": "wearer",
                    "color": color,
                    "body": {"sex": sex, "stature_m": stature_m},
                    "clothes": clothes,
                    "name_tag": "E. MARLOW",
                    "position_m": [0.0, 0.0, -down_m],
                }
            ],
            "cameras": [
                {
                    "id": "a",
                    "position_m": eye.tolist(),
                    "orientation_xyzw": look_at(-eye, head_reference_in_world=(0.0, 0.0, -1.0)).tolist(),
                    "sensor": {"width_mm": 15.0, "height_mm": 24.0},
                    "lens": {"focal_length_mm": 39.0},
                    "exposure": {"iso": 320.0},
                }
            ],
            "lights": [
                {
                    "id": f"light-{index}",
                    "position_m": place.tolist(),
                    "orientation_xyzw": look_at(-place, head_reference_in_world=(0.0, 0.0, -1.0)).tolist(),
                    "lumens": lumens,
                    "width_m": 1.0,
                    "height_m": 1.0,
                }
                for index, (place, lumens) in enumerate(lights)
            ],
        }
    )


if __name__ == "__main__":
    main()
