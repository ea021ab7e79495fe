"""Draw the sheets of heads: ``python tools/head_sheet.py``.

Two heads from eight sides, every face, every cut of hair, every tone of skin and hair: docs/pictures/people/
heads.jpg, faces.jpg, hair.jpg and tones.jpg. All are drawn by the painter, in Destiny, as any still is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from zeroshot.framing.staging import stage
from zeroshot.library.lettering import lettering
from zeroshot.people.faces import FACES
from zeroshot.people.skeleton import INDEX
from zeroshot.people.tones import HAIR_CUTS
from zeroshot.render.painter import Painter
from zeroshot.scene.document import Document
from zeroshot.spatial import Array, look_at

PICTURES = Path(__file__).parents[1] / "docs" / "pictures" / "people"
TILE_PX, CAPTION_PX = 300, 26
STATURE_M = {"female": 1.68, "male": 1.78}

SIDES: dict[str, tuple[float, float, float]] = {
    "front": (1.0, 0.0, 0.0),
    "three-quarter": (1.0, 0.8, 0.0),
    "profile": (0.0, 1.0, 0.0),
    "three-quarter from behind": (-1.0, 0.9, -0.1),
    "behind": (-1.0, 0.12, -0.1),
    "above": (0.75, 0.1, -1.0),
    "below the chin": (0.9, 0.1, 0.9),
    "from the crown": (0.12, 0.0, -1.0),
}
"""Where the camera stands, in the head's own frame: forward, right, down."""


@dataclass(frozen=True)
class Tile:
    """One picture of a head. away_m: how far the lens is; a longer lens goes with a longer way."""

    caption: str
    sex: str
    side: str = "three-quarter"
    hair: str | None = None
    face: str = "neutral"
    skin: str | None = None
    hair_color: str | None = None
    away_m: float = 0.80
    focal_length_mm: float = 62.0


def main() -> None:
    """Draw all sheets."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with Painter() as painter:
        for name, (columns, tiles) in _sheets().items():
            pictures = [_drawn(painter, tile) for tile in tiles]
            _laid_out(pictures, columns).save(PICTURES / f"{name}.jpg", quality=82)


def _sheets() -> dict[str, tuple[int, list[Tile]]]:
    both = ("female", "male")
    cuts = HAIR_CUTS["female"]
    faces = [(sex, side, face) for sex in both for side in ("front", "three-quarter") for face in FACES]
    return {
        "heads": (4, [_of_side(side, sex) for sex in both for side in SIDES]),
        "faces": (
            7,
            [Tile(face, sex, side, face=face) for sex, side, face in faces],
        ),
        "hair": (5, [_of_cut(cut, sex) for sex in both for cut in cuts]),
        "tones": (6, list(_tones())),
    }


def _of_side(side: str, sex: str) -> Tile:
    return Tile(side, sex, side)


def _of_cut(cut: str, sex: str) -> Tile:
    is_long = cut in ("ponytail", "bob-floating", "long-floating")
    return Tile(
        cut, sex, hair=cut, away_m=1.45 if is_long else 0.85, hair_color="chestnut" if is_long else None
    )


def _tones() -> Iterable[Tile]:
    """Give every tone of skin a colour of hair, and every colour of hair a head."""
    told = (
        ("porcelain", "blond", "crop"), ("rosy", "red", "short"), ("sand", "chestnut", "bun"),
        ("olive", "dark-brown", "side-part"), ("honey", "black", "crop"), ("bronze", "brown", "short"),
        ("walnut", "black", "curls"), ("umber", "black", "buzz"), ("ebony", "black", "bun"),
        ("rosy", "grey", "side-part"), ("sand", "white", "crop"), ("porcelain", "auburn", "curls"),
    )  # fmt: skip
    for index, (skin, color, cut) in enumerate(told):
        yield Tile(f"{skin}, {color}", ("female", "male")[index % 2], hair=cut, skin=skin, hair_color=color)


def _drawn(painter: Painter, tile: Tile) -> Image.Image:
    """Draw a head as its tile says, with its caption under it."""
    document = _document(tile)
    figure = stage(Document.model_validate(document)).actors[0]
    head = figure.placement.matrix[:3, :3] @ figure.figure.attitudes_in_actor[INDEX["head"]]
    eyes = figure.placement.apply(figure.figure.eyes_in_actor)
    _aim(document["cameras"][0], tile, head, eyes + head @ np.array([-0.06, 0.0, 0.012]))
    picture = painter.draw(
        stage(Document.model_validate(document)), width_px=2 * TILE_PX, height_px=2 * TILE_PX
    )
    still = Image.fromarray(picture).resize((TILE_PX, TILE_PX), Image.Resampling.LANCZOS)
    result = Image.new("RGB", (TILE_PX, TILE_PX + CAPTION_PX), "#17181a")
    result.paste(still, (0, 0))
    ImageDraw.Draw(result).text((8, TILE_PX + 4), tile.caption, font=lettering(14), fill="#e8e6e0")
    return result


def _document(tile: Tile) -> dict:
    body = {"sex": tile.sex, "stature_m": STATURE_M[tile.sex]}
    for key in ("hair", "skin", "hair_color"):
        if getattr(tile, key) is not None:
            body[key] = getattr(tile, key)
    actor = {"id": "a", "body": body, "pose": {"name": "neutral", "face": tile.face}}
    camera = {
        "id": "c",
        "sensor": {"width_mm": 24.0, "height_mm": 24.0},
        "lens": {"focal_length_mm": tile.focal_length_mm},
    }
    modules = [{"id": "destiny", "model": "destiny"}]
    return {"set": {"modules": modules}, "actors": [actor], "cameras": [camera]}


def _aim(camera: dict, tile: Tile, head: Array, middle: Array) -> None:
    way = np.array(SIDES[tile.side])
    away = head @ (way / np.linalg.norm(way)) * tile.away_m
    top = head @ (
        np.array([1.0, 0.0, 0.0]) if abs(way[2]) > 2.0 * abs(way[0]) else np.array([0.0, 0.0, -1.0])
    )
    camera["position_m"] = (middle + away).tolist()
    camera["orientation_xyzw"] = look_at(-away, head_reference_in_world=top).tolist()


def _laid_out(pictures: list[Image.Image], columns: int) -> Image.Image:
    wide, high = pictures[0].size
    sheet = Image.new("RGB", (wide * columns, high * -(-len(pictures) // columns)), "#17181a")
    for index, picture in enumerate(pictures):
        sheet.paste(picture, (wide * (index % columns), high * (index // columns)))
    return sheet


if __name__ == "__main__":
    main()
