"""Papers to print on: A4 and US Letter, lying or standing."""

from __future__ import annotations

from dataclasses import dataclass

from zeroshot.batch.sheets.pages import Text

FOOT_MM = 5.0
"""What a page number takes."""


@dataclass(frozen=True)
class Paper:
    """A sheet of paper, with margins that every printer can leave."""

    width_mm: float
    height_mm: float
    margin_mm: float = 10.0

    @property
    def inner_width_mm(self) -> float:
        """Return the room between the margins."""
        return self.width_mm - 2.0 * self.margin_mm

    @property
    def inner_height_mm(self) -> float:
        """Return the room between the margins, above the page's number."""
        return self.height_mm - 2.0 * self.margin_mm - FOOT_MM

    def foot(self, text: str, *, color: str) -> tuple[Text, ...]:
        """Set a line at the right of the foot."""
        x, y = self.width_mm - self.margin_mm, self.height_mm - self.margin_mm
        return (Text(x, y, text, 6.5, color, anchor="end"),)


PAPERS = {"a4": Paper(297.0, 210.0), "letter": Paper(279.4, 215.9)}
"""Lying. Source: ISO 216; ANSI Y14.1."""
