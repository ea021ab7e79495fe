"""Draw bodies from eight sides, slim to heavy and short to tall: ``python tools/body_sheet.py [OUT]``.

Women and men afloat in the neutral posture, in T-shirt and shorts; docs/pictures/people/bodies.jpg.
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

OUT = Path(__file__).parents[1] / "docs" / "pictures" / "people" / "bodies.jpg"
TILE_PX, CAPTION_PX = (200, 330), 24
GROUND = (92, 97, 105)
FAR_M = 5.0
# Where the camera is, seen from the person: forward, right, down.
SIDES = {
    "front": (1.0, 0.0, 0.0), "three-quarter": (0.72, 0.69, 0.0), "profile": (0.0, 1.0, 0.0),
    "three-quarter back": (-0.72, 0.69, 0.0), "back": (-1.0, 0.0, 0.0), "overhead": (0.05, 0.0, -1.0),
    "below the feet": (0.05, 0.0, 1.0), "from below": (0.75, 0.3, 0.6),
}  # fmt: skip
BODIES = {
    "Woman 1.63 m, slim": ("female", 1.626, -1.0),
    "Woman 1.63 m, mid": ("female", 1.626, 0.0),
    "Woman 1.63 m, heavy": ("female", 1.626, 1.0),
    "Woman 1.48 m": ("female", 1.483, 0.0),
    "Man 1.76 m, slim": ("male", 1.755, -1.0),
    "Man 1.76 m, mid": ("male", 1.755, 0.0),
    "Man 1.76 m, heavy": ("male", 1.755, 1.0),
    "Man 1.93 m": ("male", 1.927, 0.0),
}


def main() -> None:
    """Draw the sheet."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    width, height = TILE_PX
    deep = height + CAPTION_PX
    sheet = Image.new("RGB", (width * len(SIDES), deep * len(BODIES)), "#17181a")
    letters = ImageDraw.Draw(sheet)
    with Painter(ground=GROUND) as painter:
        for row, (title, body) in enumerate(BODIES.items()):
            for column, way in enumerate(SIDES.values()):
                scene = stage(scene_of(*body, np.array(way)))
                picture = painter.draw(scene, width_px=2 * width, height_px=2 * height)
                tile = Image.fromarray(picture).resize(TILE_PX, Image.Resampling.LANCZOS)
                sheet.paste(tile, (width * column, deep * row))
            letters.text((10, deep * row + height + 4), title, font=lettering(14), fill="#e8e6e0")
    out.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(out, quality=82)


def scene_of(sex: str, stature_m: float, build: float, way: np.ndarray) -> Document:
    """Return a scene of one person, camera and three lights, from one side."""
    eye = FAR_M * way / np.linalg.norm(way)
    head = np.array([0.0, 0.0, -1.0]) if abs(way[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    aside = np.cross(head, eye)
    aside /= np.linalg.norm(aside)
    places = (0.5 * eye - 1.4 * aside + 1.6 * head, 0.5 * eye + 1.8 * aside, -0.6 * eye + 1.2 * head)
    body = {"sex": sex, "stature_m": stature_m, "build": build}
    clothes = ["t-shirt", "shorts", "socks"]
    return Document.model_validate(
        {
            "actors": [
                {"id": "a", "color": "#c8553d", "position_m": [0, 0, 0], "body": body, "clothes": clothes}
            ],
            "cameras": [
                {
                    **_aimed("c", eye, head),
                    "sensor": {"width_mm": 14.55, "height_mm": 24.0},
                    "lens": {"focal_length_mm": 53.0},
                    "exposure": {"iso": 220.0},
                }
            ],
            "lights": [
                {**_aimed(f"l{index}", place, head), "lumens": lumens, "width_m": 1.0, "height_m": 1.0}
                for index, (place, lumens) in enumerate(zip(places, (6000.0, 900.0, 2500.0), strict=True))
            ],
        }
    )


def _aimed(name: str, place: np.ndarray, head: np.ndarray) -> dict[str, object]:
    """Return what stands at a place and looks at the person."""
    attitude = look_at(-place, head_reference_in_world=head)
    return {"id": name, "position_m": place.tolist(), "orientation_xyzw": attitude.tolist()}


if __name__ == "__main__":
    main()
