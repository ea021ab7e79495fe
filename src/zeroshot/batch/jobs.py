"""What a batch consists of: one job per still, and what became of it. Plain data that travels as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

State = Literal["written", "up-to-date", "failed"]


@dataclass(frozen=True)
class StillJob:
    """One still to draw.

    scene: path of the scene file as it was given. still: path of the picture to write. scene_name: how the
    scene is named in what is written, "" for its path; on a farm that differs from machine to machine.
    box_px: width and height of the box that the picture fits in, its aspect kept.
    aspect: width over height that every picture is cropped to; None for what the camera has. overlays: what
    is drawn over a copy beside the still.
    """

    scene: str
    shot_id: str
    still: str
    box_px: tuple[int, int]
    look: str
    aspect: float | None = None
    overlays: tuple[str, ...] = ()
    scene_name: str = ""

    @property
    def told_scene(self) -> str:
        """Return how the scene is named in sidecars and manifests."""
        return self.scene_name or self.scene

    def to_json(self) -> dict[str, Any]:
        """Return the job as JSON data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> StillJob:
        """Take a job back from JSON data."""
        width_px, height_px = data["box_px"]
        overlays = tuple(data.get("overlays", ()))
        return cls(**{**data, "box_px": (width_px, height_px), "overlays": overlays})


@dataclass(frozen=True)
class StillFile:
    """A file of a still that is on disk. name: without its folder, which is that of the still."""

    name: str
    sha256: str
    byte_count: int


@dataclass(frozen=True)
class Outcome:
    """What became of one still.

    files: the picture and its sidecar, as they are on disk; none when it failed. findings: as in the JSON of
    readings. sentences: what went wrong, for a filmmaker; empty unless it failed. is_bad_input: the scene,
    its models or its lens are at fault, and not the drawing or the disk. is_disk_full: there was no room for
    it. traceback: where it went wrong, when that was a bug of ours; "" otherwise. attempts: how often it was
    tried.
    """

    job: StillJob
    state: State
    seconds: float = 0.0
    files: tuple[StillFile, ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    sentences: tuple[str, ...] = ()
    is_bad_input: bool = False
    is_disk_full: bool = False
    traceback: str = ""
    attempts: int = 0

    @property
    def has_errors(self) -> bool:
        """Tell whether any finding is an error."""
        return any(finding["severity"] == "error" for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the outcome as JSON data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Outcome:
        """Take an outcome back from JSON data."""
        fields = {
            **data,
            "job": StillJob.from_json(data["job"]),
            "files": tuple(StillFile(**file) for file in data.get("files", ())),
            "findings": tuple(data.get("findings", ())),
            "sentences": tuple(data.get("sentences", ())),
        }
        return cls(**fields)


@dataclass(frozen=True)
class Fault:
    """A scene file, or a part of the request, that cannot be used: reported, while the rest is drawn."""

    sentences: tuple[str, ...]
    scene: str | None = None
