"""Boards: every picture is on it unchanged, with its words below."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from zeroshot.batch.boards import PAPER, Tile, draw_board, write_board
from zeroshot.errors import OutputError


def tile(shade: int, *lines: str, size: tuple[int, int] = (40, 60)) -> Tile:
    return Tile(np.full((*size, 3), shade, dtype=np.uint8), f"{shade}", lines)


def test_every_picture_is_on_the_board_as_it_is() -> None:
    tiles = [tile(10 * i + 90, "a line") for i in range(5)]
    board = np.asarray(draw_board(tiles, title="Five", columns=2))
    for each in tiles:
        shade = each.picture[0, 0, 0]
        assert (board == shade).all(axis=2).sum() >= 40 * 60


def test_long_lines_are_wrapped_and_cost_height_not_width() -> None:
    short = draw_board([tile(120, "a")], title="One")
    long = draw_board([tile(120, "many words that do not fit " * 6)], title="One")
    assert long.width == short.width and long.height > short.height + 60


def test_letters_are_drawn_in_any_alphabet() -> None:
    for text in ("Surgeon 41°", "Хирург"):
        board, other = (
            np.asarray(draw_board([tile(120, line)], title=" ")) for line in (text, "\ufffd" * len(text))
        )
        assert board.shape != other.shape or (board != other).any()


def test_a_board_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    board = draw_board([tile(120)], title="One")
    write_board(tmp_path / "board.png", board)
    with Image.open(tmp_path / "board.png") as read:
        assert read.size == board.size
        assert "#{:02x}{:02x}{:02x}".format(*read.convert("RGB").getpixel((0, 0))) == PAPER
    with pytest.raises(OutputError):
        write_board(tmp_path / "nowhere" / "board.png", board)
