"""The size of stills as people type it: a box in pixels that each picture fits in, its aspect kept."""

from __future__ import annotations

import re

from zeroshot.errors import OpticsError

LARGEST_PX = 16384
"""The widest and highest picture. Source: the limit of GL_MAX_RENDERBUFFER_SIZE in Mesa's llvmpipe."""

SMALLEST_PX = 16


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
