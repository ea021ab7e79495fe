"""Boards: every picture is on it, with its words below, however long they are."""

from __future__ import annotations

import numpy as np

from zeroshot.render.boards import Cell, Clock, draw_board


def cell(shade: int, *lines: str, size: tuple[int, int] = (40, 60), clocks: tuple[Clock, ...] = ()) -> Cell:
    return Cell(np.full((*size, 3), shade, dtype=np.uint8), f"{shade}", lines, clocks)


def board(*cells: Cell, title: str = "Title", columns: int = 2) -> np.ndarray:
    return draw_board(title, "", cells, columns=columns, cell_px=60)


def test_every_picture_is_on_the_board_as_it_is() -> None:
    cells = [cell(10 * i + 90, "a line") for i in range(5)]
    drawn = board(*cells)
    for each in cells:
        assert (drawn == each.picture[0, 0, 0]).all(axis=2).sum() >= 40 * 60


def test_long_lines_are_wrapped_and_cost_height_not_width() -> None:
    short, long = board(cell(120, "a")), board(cell(120, "many words that do not fit " * 6))
    assert long.shape[1] == short.shape[1]
    assert long.shape[0] > short.shape[0] + 60
    long = board(cell(120), title="a title of very many words " * 4)
    assert long.shape[1] == short.shape[1]
    assert long.shape[0] > board(cell(120)).shape[0] + 60


def test_a_row_is_as_high_as_its_highest_cell_alone() -> None:
    one = board(cell(120, "a"), cell(130, "a " * 300))
    two = board(cell(120, "a"), cell(130, "a " * 300), cell(140, "a"))
    assert two.shape[0] - one.shape[0] == board(cell(1, "a")).shape[0] - board().shape[0]


def test_clocks_take_room_only_where_there_are_any() -> None:
    with_clock = board(cell(120, clocks=(Clock("Someone of a very long name", 90.0, "#ff0000"),)))
    assert with_clock.shape[0] > board(cell(120)).shape[0]
    assert (with_clock == (255, 0, 0)).all(axis=2).any()


def test_letters_are_drawn_in_any_alphabet() -> None:
    for text in ("Surgeon 41°", "Хирург"):
        drawn, other = board(cell(120, text)), board(cell(120, "\ufffe" * len(text)))
        assert drawn.shape != other.shape or (drawn != other).any()
