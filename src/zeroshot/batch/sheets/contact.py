"""Contact sheets: the stills of many shots on pages, in the order of the film, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from zeroshot.batch.sheets.clocks import clock_pieces
from zeroshot.batch.sheets.pages import (
    ACCENT,
    DIM,
    FAINT,
    INK,
    Bookmark,
    Ink,
    Page,
    Piece,
    height_of,
    lines_of,
    placed,
    space,
    taken,
)
from zeroshot.batch.sheets.papers import Paper
from zeroshot.batch.sheets.photos import photo_piece
from zeroshot.batch.sheets.records import ShotRecord
from zeroshot.library.lettering import printable

GAP_MM = 5.0
_TALLEST = 0.62
"""A still takes at most this share of a page's height, so that its words have room."""

_STILL_SHARES = (1.0, 0.93, 0.86, 0.8)
"""Of a column's width, the best first."""

_SHORT_NOTES = 200
"""So many letters of notes stand over one column."""


def contact_pages(records: Sequence[ShotRecord], paper: Paper, *, columns: int) -> list[Page]:
    """Lay shots out in rows of so many columns; a scene begins under its title, wherever in a row that is.

    Stills are a little narrower than their columns where that saves a page: else a row that lacks a few
    millimetres leaves half of every page empty.
    """
    made = [_laid_out(records, paper, columns, share) for share in _STILL_SHARES]
    return numbered(min(made, key=len), paper)  # the first of the shortest: with the largest stills


def _laid_out(records: Sequence[ShotRecord], paper: Paper, columns: int, still_share: float) -> list[Page]:
    layout = _Layout(paper, columns, still_share)
    for row in _rows(records, columns):
        layout.add_row(row)
    return layout.finish()


@dataclass(frozen=True)
class _Place:
    """One shot in a row. span: over how many columns its scene's title may run; 0 where it has none."""

    record: ShotRecord
    span: int


def _rows(records: Sequence[ShotRecord], columns: int) -> Iterator[list[_Place]]:
    """Part shots into rows. A scene with much to say of itself begins a row, so that its title has room."""
    row: list[_Place] = []
    for _, group in groupby(records, key=lambda record: record.scene):
        shots = list(group)
        if row and len(shots[0].document.notes) > _SHORT_NOTES * min(len(shots), columns - len(row)):
            yield row
            row = []
        for index, record in enumerate(shots):
            span = 0 if index else min(len(shots), columns - len(row))
            row.append(_Place(record, span))
            if len(row) == columns:
                yield row
                row = []
    if row:
        yield row


class _Layout:
    """Pages under way: what is on the current one, and how far down it is full."""

    def __init__(self, paper: Paper, columns: int, still_share: float) -> None:
        self.paper = paper
        self.still_share = still_share
        self.cell_mm = (paper.inner_width_mm - GAP_MM * (columns - 1)) / columns
        self.pages: list[Page] = []
        self.ink: list[Ink] = []
        self.bookmarks: list[Bookmark] = []
        self.y = paper.margin_mm

    def finish(self) -> list[Page]:
        if self.ink:
            self._turn()
        return self.pages

    def add_row(self, row: Sequence[_Place]) -> None:
        cells = self._cells(row)
        if self.ink and max(height_of(cell) for cell in cells) > self._left_mm:
            self._turn()
        for place in row:
            if place.span:
                self.bookmarks.append(Bookmark(printable(place.record.scene_title), self.y))
            self.bookmarks.append(Bookmark(bookmark_title(place.record), self.y, level=1))
        while any(cells):
            parts = [taken(cell, self._left_mm) for cell in cells]
            for column, (now, _) in enumerate(parts):
                self.ink += placed(now, self.paper.margin_mm + column * (self.cell_mm + GAP_MM), self.y)
            self.y += max(height_of(now) for now, _ in parts)
            cells = [self._continued(place, rest) for place, (_, rest) in zip(row, parts, strict=True)]
            if any(cells):
                self._turn()
        self.y += GAP_MM

    def _continued(self, place: _Place, rest: list[Piece]) -> list[Piece]:
        """Say whose words go on, on the page that they go on to."""
        if not rest:
            return []
        said = f"{place.record.number}, continued"
        return [*lines_of(said, self.cell_mm, size_pt=7.5, is_bold=True), *rest]

    def _cells(self, row: Sequence[_Place]) -> list[list[Piece]]:
        headings = [self._heading(place) for place in row]
        heading_mm = max(height_of(heading) for heading in headings)
        tallest = self.paper.inner_height_mm * _TALLEST
        wide = self.cell_mm * self.still_share
        photos = [
            photo_piece(place.record, wide, tallest * self.still_share, is_centred=False) for place in row
        ]
        photo_mm = max(photo.height_mm for photo in photos)
        return [
            [
                *heading,
                space(heading_mm - height_of(heading)),
                Piece(photo_mm, photo.ink),
                space(1.5),
                *_words(place.record, self.cell_mm),
            ]
            for heading, place, photo in zip(headings, row, photos, strict=True)
        ]

    def _heading(self, place: _Place) -> list[Piece]:
        wide = place.span * self.cell_mm + (place.span - 1) * GAP_MM
        return scene_heading(place.record, wide) if place.span else []

    @property
    def _left_mm(self) -> float:
        return self.paper.margin_mm + self.paper.inner_height_mm - self.y

    def _turn(self) -> None:
        page = Page(self.paper.width_mm, self.paper.height_mm, tuple(self.ink), tuple(self.bookmarks))
        self.pages.append(page)
        self.ink, self.bookmarks, self.y = [], [], self.paper.margin_mm


def scene_heading(record: ShotRecord, width_mm: float) -> list[Piece]:
    """Set a scene's title, its file and its notes."""
    return [
        *lines_of(record.scene_title, width_mm, size_pt=13.0, is_bold=True),
        *lines_of(str(record.scene), width_mm, size_pt=6.5, color=DIM),
        *lines_of(record.document.notes, width_mm, size_pt=7.5, color=DIM),
        space(2.5),
    ]


def _words(record: ShotRecord, width_mm: float) -> Iterator[Piece]:
    yield from lines_of(bookmark_title(record), width_mm, size_pt=9.0, is_bold=True)
    yield from lines_of(f"{record.lens_words} · {record.camera_name}", width_mm, size_pt=7.5, color=DIM)
    color = ACCENT if record.misses_target else INK
    yield from lines_of(record.planes_words, width_mm, size_pt=7.5, color=color, is_bold=record.misses_target)
    yield space(0.8)
    yield from clock_pieces(record.clocks, width_mm)
    yield from lines_of(record.notes, width_mm, size_pt=7.5)
    if record.problem:
        yield from lines_of(f"No still: {record.problem}", width_mm, size_pt=7.0, color=ACCENT)


def bookmark_title(record: ShotRecord) -> str:
    """Name a shot in the outline of a document."""
    return printable(f"{record.number} · {record.name}" if record.name else record.number)


def numbered(pages: Sequence[Page], paper: Paper) -> list[Page]:
    """Return pages with their numbers at the foot."""
    return [
        Page(
            page.width_mm,
            page.height_mm,
            (*page.ink, *paper.foot(f"{number} / {len(pages)}", color=FAINT)),
            page.bookmarks,
        )
        for number, page in enumerate(pages, 1)
    ]
