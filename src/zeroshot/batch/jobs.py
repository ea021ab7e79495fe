"""What a batch consists of: one job per still, and what became of it. Plain data that travels as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

State = Literal["written", "up-to-date", "failed"]


@dataclass(frozen=True)
class StillJob:
    """One still to draw.

    scene: path of the scene file as it was given. still: path of the picture to write.
    box_px: width and height of the box that the picture fits in, its aspect kept.
    """

    scene: str
    shot_id: str
    still: str
    box_px: tuple[int, int]
    look: str

    def to_json(self) -> dict[str, Any]:
        """Return the job as JSON data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> StillJob:
        """Take a job back from JSON data."""
        width_px, height_px = data["box_px"]
        return cls(**{**data, "box_px": (width_px, height_px)})


@dataclass(frozen=True)
class Outcome:
    """What became of one still.

    findings: as in the reading's JSON. sentences: what went wrong, for a filmmaker; empty unless it failed.
    is_bad_input: the scene, its models or its lens are at fault, and not the drawing or the disk.
    traceback: where it went wrong, when that was a bug of ours; "" otherwise.
    """

    job: StillJob
    state: State
    seconds: float = 0.0
    findings: tuple[dict[str, Any], ...] = ()
    sentences: tuple[str, ...] = ()
    is_bad_input: bool = False
    traceback: str = ""

    @property
    def has_errors(self) -> bool:
        """Tell whether any finding is an error."""
        return any(finding["severity"] == "error" for finding in self.findings)


@dataclass(frozen=True)
class Fault:
    """A scene file, or a part of the request, that cannot be used: reported, while the rest is drawn."""

    sentences: tuple[str, ...]
    scene: str | None = None
