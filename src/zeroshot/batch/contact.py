"""Contact sheets: the stills of many shots on pages, in the order of the film, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from zeroshot.batch.clock_pieces import clock_pieces
from zeroshot.batch.pages import (
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
from zeroshot.batch.papers import Paper
from zeroshot.batch.photo_pieces import photo_piece
from zeroshot.batch.shot_records import ShotRecord

GAP_MM = 5.0
_TALLEST = 0.62
"""A still takes at most this share of a page's height, so that its words have room."""


def contact_pages(records: Sequence[ShotRecord], paper: Paper, *, columns: int) -> list[Page]:
    """Lay shots out in rows of so many columns, each scene under its title."""
    layout = _Layout(paper, columns)
    for _, group in groupby(records, key=lambda record: record.scene):
        layout.add_scene(list(group))
    return numbered(layout.finish(), paper)


class _Layout:
    """Pages under way: what is on the current one, and how far down it is full."""

    def __init__(self, paper: Paper, columns: int) -> None:
        self.paper, self.columns = paper, columns
        self.cell_mm = (paper.inner_width_mm - GAP_MM * (columns - 1)) / columns
        self.pages: list[Page] = []
        self.ink: list[Ink] = []
        self.bookmarks: list[Bookmark] = []
        self.y = paper.margin_mm

    def finish(self) -> list[Page]:
        if self.ink:
            self._turn()
        return self.pages

    def add_scene(self, records: Sequence[ShotRecord]) -> None:
        rows = [records[start : start + self.columns] for start in range(0, len(records), self.columns)]
        heading = scene_heading(records[0], self.paper.inner_width_mm)
        first_row = max(height_of(cell) for cell in self._cells(rows[0]))
        if self.ink and height_of(heading) + min(first_row, self._page_mm * 0.5) > self._left_mm:
            self._turn()
        self.bookmarks.append(Bookmark(records[0].scene_title, self.y))
        while heading:
            lines, heading = taken(heading, self._left_mm)
            self.ink += placed(lines, self.paper.margin_mm, self.y)
            self.y += height_of(lines)
            if heading:
                self._turn()
        for row in rows:
            self._add_row(row)
        self.y += GAP_MM

    def _add_row(self, row: Sequence[ShotRecord]) -> None:
        cells = self._cells(row)
        if self.ink and max(height_of(cell) for cell in cells) > self._left_mm:
            self._turn()
        marks = [Bookmark(bookmark_title(record), self.y, level=1) for record in row]
        self.bookmarks += marks
        while any(cells):
            parts = [taken(cell, self._left_mm) for cell in cells]
            for column, (now, _) in enumerate(parts):
                left = self.paper.margin_mm + column * (self.cell_mm + GAP_MM)
                self.ink += placed(now, left, self.y)
            self.y += max(height_of(now) for now, _ in parts)
            cells = [self._continued(record, rest) for record, (_, rest) in zip(row, parts, strict=True)]
            if any(cells):
                self._turn()
        self.y += GAP_MM

    def _continued(self, record: ShotRecord, rest: list[Piece]) -> list[Piece]:
        """Say whose words go on, on the page that they go on to."""
        if not rest:
            return []
        said = f"{record.number}, continued"
        return [*lines_of(said, self.cell_mm, size_pt=7.5, is_bold=True), *rest]

    def _cells(self, row: Sequence[ShotRecord]) -> list[list[Piece]]:
        photos = [
            photo_piece(record, self.cell_mm, self._page_mm * _TALLEST, is_centred=False) for record in row
        ]
        tallest = max(photo.height_mm for photo in photos)
        return [
            [Piece(tallest, photo.ink), space(1.5), *_words(record, self.cell_mm)]
            for record, photo in zip(row, photos, strict=True)
        ]

    @property
    def _page_mm(self) -> float:
        return self.paper.inner_height_mm

    @property
    def _left_mm(self) -> float:
        return self.paper.margin_mm + self._page_mm - self.y

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
    title = f"{record.number}  {record.name}".strip()
    yield from lines_of(title, width_mm, size_pt=9.0, is_bold=True)
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
    return f"{record.number}  {record.name}".strip()


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
