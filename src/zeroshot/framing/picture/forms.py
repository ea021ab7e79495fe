"""The reading of a shot as data, in the one form that it has everywhere: `describe`, sidecars, the app.

What it says of people is in `people_forms`. Fields that `to_json` leaves out serve the words alone, and say
so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from zeroshot.framing import rounding
from zeroshot.framing.lens.sight import Overlap
from zeroshot.framing.picture.people_forms import (
    EyelineReading,
    FocusReading,
    PairReading,
    SubjectReading,
    overlap_to_json,
)
from zeroshot.framing.planes.perceived_down import PerceivedDown

__all__ = [
    "EyelineReading",
    "Finding",
    "FocusReading",
    "LensReading",
    "PairReading",
    "PlaneReading",
    "Reading",
    "Severity",
    "SubjectReading",
]

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """Something noticed about a shot.

    subject: the id of the shot, actor or camera it is about. value: the number behind it, in the unit that
    docs/findings.md gives for its kind; None where there is none. message: what is wrong and what to do.
    """

    severity: Severity
    kind: str
    subject: str
    value: float | None
    message: str

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON data."""
        return {
            "severity": self.severity,
            "kind": self.kind,
            "subject": self.subject,
            "value": self.value,
            "message": self.message,
        }


@dataclass(frozen=True)
class LensReading:
    """What the lens sees and what of it is sharp.

    near_focus_m: None when the lens cannot focus as asked. far_focus_m: infinite when all behind is sharp.
    sensor_name, aspect, f_stop, focus_m: for the words only.
    """

    focal_length_mm: float
    horizontal_fov_deg: float
    vertical_fov_deg: float
    near_focus_m: float | None
    far_focus_m: float | None
    sensor_name: str
    aspect: float
    f_stop: float
    focus_m: float

    def to_json(self) -> dict[str, Any]:
        """Return JSON data; an infinite far focus is null, and so are both when the lens cannot focus."""
        return {
            "focal_length_mm": self.focal_length_mm,
            "horizontal_fov_deg": rounding.degrees(self.horizontal_fov_deg),
            "vertical_fov_deg": rounding.degrees(self.vertical_fov_deg),
            "near_focus_m": rounding.metres(self.near_focus_m),
            "far_focus_m": rounding.metres(self.far_focus_m),
        }


@dataclass(frozen=True)
class PlaneReading:
    """One plane of the shot: "station", ids of actors in the picture, "camera".

    clock_deg: where its head direction points in the picture, at the picture's middle; None when it points
    along the line of sight there. horizon: where the plane would vanish, as its ends in shares of the
    picture's width and height; None when that line misses the picture.
    """

    members: tuple[str, ...]
    angle_to_station_deg: float
    clock_deg: float | None = None
    horizon: tuple[tuple[float, float], tuple[float, float]] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return JSON data."""
        return {
            "members": list(self.members),
            "angle_to_station_deg": rounding.degrees(self.angle_to_station_deg),
            "clock_deg": rounding.turn(self.clock_deg),
            "horizon": None if self.horizon is None else [rounding.place(end) for end in self.horizon],
        }


@dataclass(frozen=True)
class Reading:
    """What a shot says. scene: the scene file as the caller names it.

    plane_angles_deg: between every two planes, a row and a column for each. sight_problem: why nobody has
    counted who is seen; None when it was counted. station_clock_deg: where the station's head direction
    points in the picture, at its middle; None along the line of sight.
    """

    scene: str
    shot: str
    camera: str
    lens: LensReading
    planes: tuple[PlaneReading, ...]
    subjects: tuple[SubjectReading, ...]
    findings: tuple[Finding, ...] = ()
    plane_angles_deg: tuple[tuple[float, ...], ...] = ()
    eyelines: tuple[EyelineReading, ...] = ()
    pairs: tuple[PairReading, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    perceived_down: PerceivedDown | None = None
    sight_problem: str | None = None
    station_clock_deg: float | None = None

    @property
    def plane_count(self) -> int:
        """Return how many planes the shot is in."""
        return len(self.planes)

    def subject(self, actor_id: str) -> SubjectReading:
        """Return the reading of one actor. Raises KeyError when there is none."""
        for subject in self.subjects:
            if subject.id == actor_id:
                return subject
        raise KeyError(actor_id)

    def to_json(self) -> dict[str, Any]:
        """Return JSON data in the form of the design."""
        down = self.perceived_down
        return {
            "scene": self.scene,
            "shot": self.shot,
            "camera": self.camera,
            "lens": self.lens.to_json(),
            "plane_count": self.plane_count,
            "planes": [plane.to_json() for plane in self.planes],
            "station_clock_deg": rounding.turn(self.station_clock_deg),
            "plane_angles_deg": [[rounding.degrees(angle) for angle in row] for row in self.plane_angles_deg],
            "subjects": [subject.to_json() for subject in self.subjects],
            "eyelines": [eyeline.to_json() for eyeline in self.eyelines],
            "pairs": [pair.to_json() for pair in self.pairs],
            "overlaps": None if self.sight_problem else [overlap_to_json(each) for each in self.overlaps],
            "perceived_down": None if down is None else down.to_json(),
            "sight_problem": self.sight_problem,
            "findings": [finding.to_json() for finding in self.findings],
        }
