"""The one face that every picture and page is lettered in: DejaVu Sans Condensed, in two weights.

It has Latin, Cyrillic, Greek, Armenian, Georgian, Hebrew and Arabic letters, arrows and signs, no Chinese,
Japanese or Korean ones. It comes with zeroshot (``assets/fonts``, its licence beside it), so that a page
looks the same on every machine.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from zeroshot.errors import AssetError
from zeroshot.library.assets import asset_folder

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FACES = {False: "DejaVuSansCondensed.ttf", True: "DejaVuSansCondensed-Bold.ttf"}
"""The files of the two weights, by whether they are bold."""

BOX = "□"
_NO_LETTER = "\uffff"
"""No letter, and never to be one: what the face shows for it, it shows for all that it lacks."""

_UNITS_PER_EM = 2048
"""The grid that the face is drawn on: at this size every advance is whole. Source: the face's head table."""


def face_path(*, is_bold: bool = False) -> Path:
    """Return the file of a weight. Raises AssetError when it is missing from this installation."""
    path = asset_folder() / "fonts" / FACES[is_bold]
    if not path.is_file():
        raise AssetError(f"the lettering of zeroshot is missing: install it again ({path})")
    return path


@cache
def lettering(size_px: float, *, is_bold: bool = False) -> FreeTypeFont:
    """Return the face at a size, for Pillow to draw with; size_px: of the em, on a picture."""
    from PIL import ImageFont

    return ImageFont.truetype(face_path(is_bold=is_bold), size_px, layout_engine=ImageFont.Layout.BASIC)


def width_em(text: str, *, is_bold: bool = False) -> float:
    """Return how wide a line is set, in ems: the sum of its advances, without kerning."""
    return sum(_advance_em(letter, is_bold) for letter in text)


def wrapped(text: str, width: float, *, is_bold: bool = False) -> list[str]:
    """Break a text into lines at most so many ems wide: between words, and within one that is wider.

    Lines of the text stay lines; letters that the face lacks become boxes.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        lines += _wrapped_paragraph(settable(paragraph), width, is_bold)
    return lines


def printable(text: str) -> str:
    """Return a text on one line, with spaces in place of signs that cannot be printed."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def settable(text: str) -> str:
    """Return a text on one line as the face can set it: a box stands for every letter that it lacks."""
    return "".join(letter if _has(letter) else BOX for letter in printable(text))


def clipped(text: str, width: float, *, is_bold: bool = False) -> str:
    """Return a line at most so many ems wide, with an ellipsis where it was cut."""
    text = settable(text)
    if width_em(text, is_bold=is_bold) <= width:
        return text
    while text and width_em(text + "…", is_bold=is_bold) > width:
        text = text[:-1].rstrip()
    return text + "…"


def _wrapped_paragraph(text: str, width: float, is_bold: bool) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in text.split():
        longer = f"{current} {word}" if current else word
        if width_em(longer, is_bold=is_bold) <= width:
            current = longer
            continue
        if current:
            lines.append(current)
        *full, current = _broken(word, width, is_bold)
        lines += full
    return [*lines, current]


def _broken(word: str, width: float, is_bold: bool) -> list[str]:
    """Break a word into pieces that fit; one letter always does."""
    pieces, current, used = [], "", 0.0
    for letter in word:
        advance = _advance_em(letter, is_bold)
        if current and used + advance > width:
            pieces.append(current)
            current, used = "", 0.0
        current, used = current + letter, used + advance
    return [*pieces, current]


@cache
def _has(letter: str) -> bool:
    return letter.isspace() or _shape(letter) != _shape(_NO_LETTER)


def _shape(letter: str) -> bytes:
    return bytes(lettering(32).getmask(letter))


@cache
def _advance_em(letter: str, is_bold: bool) -> float:
    return lettering(_UNITS_PER_EM, is_bold=is_bold).getlength(letter) / _UNITS_PER_EM
