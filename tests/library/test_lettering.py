"""The face that comes with zeroshot, and lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeroshot.library.lettering import FACES, clipped, face_path, lettering, settable, width_em, wrapped

TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)


@pytest.mark.parametrize("is_bold", FACES)
def test_the_face_comes_with_its_licence_and_many_alphabets(is_bold: bool) -> None:
    path = face_path(is_bold=is_bold)
    assert "Bitstream" in (path.parent / "LICENSE-DejaVu.txt").read_text()
    nothing = lettering(40, is_bold=is_bold).getmask("\ufffe").getbbox()
    for letter in "Aß9ЖщЇΩљ°′″×→↑↻½…“”–—−±≈⌀":
        mask = lettering(40, is_bold=is_bold).getmask(letter)
        assert mask.getbbox() not in (None, nothing), letter


@given(TEXTS, st.floats(2.0, 40.0), st.booleans())
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float, is_bold: bool) -> None:
    lines = wrapped(text, width, is_bold=is_bold)
    assert all(width_em(line, is_bold=is_bold) <= width + 1e-9 or len(line) == 1 for line in lines)
    kept = [letter for letter in settable(text) if not letter.isspace()]
    assert len(kept) == sum(letter.isprintable() and not letter.isspace() for letter in text)
    assert [letter for line in lines for letter in line if not letter.isspace()] == kept


def test_lines_break_between_words_where_there_are_any() -> None:
    assert wrapped("one two three\nfour", width_em("one two")) == ["one two", "three", "four"]


def test_a_box_stands_for_a_letter_that_the_face_lacks() -> None:
    assert settable("Ж 漢字 🚀 a\nb") == "Ж □□ □ a b"


@given(TEXTS, st.floats(2.0, 40.0))
def test_a_clipped_line_fits_and_says_that_it_was_cut(text: str, width: float) -> None:
    line = clipped(text, width)
    assert width_em(line) <= width + 1e-9
    assert line.endswith("…") or width_em(line) <= width
    assert "\n" not in line
