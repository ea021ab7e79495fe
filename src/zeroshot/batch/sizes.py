"""The size of stills as people type it: a box in pixels that each picture fits in, its aspect kept."""

from __future__ import annotations

import math
import re

from zeroshot.errors import OpticsError
from zeroshot.scene.document import Blocking, Document
from zeroshot.scene.values import FrozenDict

LARGEST_PX = 16384
"""The widest and highest picture. Source: the limit of GL_MAX_RENDERBUFFER_SIZE in Mesa's llvmpipe."""

SMALLEST_PX = 16

SMALLEST_ASPECT, LARGEST_ASPECT = 0.1, 10.0
"""As in the scene file."""


def box_from_text(text: str) -> tuple[int, int]:
    """Read ``1920x1080`` as width and height in pixels. Raises OpticsError with what would be right."""
    match = re.fullmatch(r"\s*(\d{1,9})\s*[xX×]\s*(\d{1,9})\s*", text)
    if match is None:
        raise OpticsError(f'--size must be width x height in pixels, such as 1920x1080, and not "{text}"')
    width_px, height_px = int(match[1]), int(match[2])
    for side_px in (width_px, height_px):
        if not SMALLEST_PX <= side_px <= LARGEST_PX:
            raise OpticsError(
                f"--size must lie between {SMALLEST_PX} and {LARGEST_PX} pixels each way, and not be {text}"
            )
    return width_px, height_px


def aspect_from_text(text: str) -> float:
    """Read ``2.39``, ``2.39:1`` or ``16:9`` as width over height. Raises OpticsError with what is right."""
    match = re.fullmatch(r"\s*(\d{1,5}(?:\.\d{1,9})?)\s*(?:[:/]\s*(\d{1,5}(?:\.\d{1,9})?))?\s*", text)
    aspect = float(match[1]) / (float(match[2] or 1.0) or math.inf) if match else 0.0
    if not SMALLEST_ASPECT <= aspect <= LARGEST_ASPECT:
        raise OpticsError(
            f"--aspect must be width over height, such as 2.39 or 16:9, between {SMALLEST_ASPECT:g} and "
            f'{LARGEST_ASPECT:g}, and not "{text}"'
        )
    return aspect


def with_aspect(document: Document, aspect: float | None) -> Document:
    """Return the document with the picture of every camera in every shot cropped to an aspect.

    None leaves each its own. The gate is cropped, never the picture stretched: a lens sees what it saw.
    """
    if aspect is None:
        return document
    cameras = tuple(camera.model_copy(update={"aspect": aspect}) for camera in document.cameras)
    shots = tuple(
        shot.model_copy(update={"blocking": _without_aspects(shot.blocking)}) for shot in document.shots
    )
    return document.model_copy(update={"cameras": cameras, "shots": shots})


def _without_aspects(blocking: FrozenDict[str, Blocking]) -> FrozenDict[str, Blocking]:
    kept = {}
    for item_id, change in blocking.items():
        overrides = {name: value for name, value in change.overrides.items() if name != "aspect"}
        kept[item_id] = Blocking(**overrides, extra=change.extra)
    return FrozenDict(kept)
