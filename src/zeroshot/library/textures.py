"""Image files and image bytes as arrays a material can hold. Pillow is imported when one is read."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.mesh import Image

if TYPE_CHECKING:
    import PIL.Image


def read_texture(path: Path, *, named_in: Path) -> Image:
    """Read a texture file: (h, w, 3 or 4) uint8 sRGB, rows from the top.

    named_in: the mesh or material file that asks for it, for the message.
    Raises AssetError when it cannot be read or is no picture.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AssetError(
            f'the texture "{path.name}" that "{named_in.name}" asks for cannot be read ({error.strerror}): '
            f"check that it is a file and that you may open it ({path})"
        ) from None
    return decode_texture(data, name=path.name, named_in=named_in)


def decode_texture(data: bytes, *, name: str, named_in: Path) -> Image:
    """Decode the bytes of a picture file: (h, w, 3 or 4) uint8 sRGB, rows from the top.

    Raises AssetError when the bytes are no picture, or one of more than Pillow's 179 million pixels.
    """
    import PIL.Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with PIL.Image.open(io.BytesIO(data)) as picture:
                return array_from_picture(picture)
    except PIL.Image.DecompressionBombError:
        problem = "has far more pixels than a texture needs: save it at 8192 × 8192 or less"
    except (OSError, ValueError, SyntaxError, EOFError):
        problem = "is not a picture that can be read: save it again as PNG or JPEG"
    raise AssetError(f'the texture "{name}" {problem} (asked for by {named_in})')


def array_from_picture(picture: PIL.Image.Image) -> Image:
    """Turn a Pillow picture of any mode into (h, w, 3 or 4) uint8 sRGB."""
    if picture.mode.startswith("I"):
        # 16-bit grey: Pillow's own conversion clips to 255 instead of scaling.
        grey = (np.asarray(picture, dtype=np.float64) / 257.0).clip(0, 255).astype(np.uint8)
        return np.repeat(grey[:, :, None], 3, axis=2)
    has_opacity = "A" in picture.getbands() or "transparency" in picture.info
    mode = "RGBA" if has_opacity else "RGB"
    return np.asarray(picture if picture.mode == mode else picture.convert(mode), dtype=np.uint8)


def refuse_no_picture(path: Path, *, named_in: Path) -> None:
    """Raise AssetError when a texture file that exists does not begin like a picture; decodes nothing."""
    import PIL.Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            PIL.Image.open(path).close()
    except FileNotFoundError:
        return
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        # Reading it says which of its problems it is.
        read_texture(path, named_in=named_in)


def missing_texture(path: Path, *, named_in: Path) -> str | None:
    """Say in a sentence that a texture does not exist, with the nearest name; None when it does."""
    if path.exists():
        return None
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    return (
        f'the texture "{path.name}" that "{named_in.name}" asks for does not exist'
        f"{did_you_mean(path.name, siblings)}: its surfaces are drawn plain until it is put there ({path})"
    )
