"""The reading of a shot as data, in the one form that it has everywhere: `describe`, sidecars, the app.

Fields that `to_json` leaves out serve the words alone, and say so. Angles are degrees and rounded to 0.01,
distances metres and rounded to 0.001, when they become JSON.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """Something noticed about a shot.

    subject: the id of the shot, actor or camera it is about. value: the number behind it, in the unit that
    docs/framing.md gives for its kind; None where there is none. message: what is wrong and what to do.
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
            "horizontal_fov_deg": _degrees(self.horizontal_fov_deg),
            "vertical_fov_deg": _degrees(self.vertical_fov_deg),
            "near_focus_m": _metres(self.near_focus_m),
            "far_focus_m": _metres(self.far_focus_m),
        }


@dataclass(frozen=True)
class PlaneReading:
    """One plane of the shot: "station", ids of actors in the picture, "camera"."""

    members: tuple[str, ...]
    angle_to_station_deg: float

    def to_json(self) -> dict[str, Any]:
        """Return JSON data."""
        return {
            "members": list(self.members),
            "angle_to_station_deg": _degrees(self.angle_to_station_deg),
        }


@dataclass(frozen=True)
class SubjectReading:
    """How one actor reads in the picture.

    size, clock_deg, lean_deg and in_focus are None when their eyes are not in front of the lens; clock_deg
    also when their head points straight along the line of sight. visible_share and hidden_by are counted in
    a rendered picture: None, and left out of the JSON, when nobody has. name, sex: for the words only.
    """

    id: str
    in_frame: bool
    size: str | None
    side: str
    angle: str
    angle_deg: float
    clock_deg: float | None
    lean_deg: float | None
    in_focus: bool | None
    name: str
    sex: Literal["female", "male"]
    visible_share: float | None = None
    hidden_by: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return JSON data."""
        content: dict[str, Any] = {
            "id": self.id,
            "in_frame": self.in_frame,
            "size": self.size,
            "side": self.side,
            "angle": self.angle,
            "angle_deg": _degrees(self.angle_deg),
            "clock_deg": _turn(self.clock_deg),
            "lean_deg": _degrees(self.lean_deg),
        }
        if self.visible_share is not None:
            content["visible_share"] = round(self.visible_share, 3)
        if self.hidden_by is not None:
            content["hidden_by"] = list(self.hidden_by)
        return {**content, "in_focus": self.in_focus}


@dataclass(frozen=True)
class Reading:
    """What a shot says. scene: the scene file as the caller names it."""

    scene: str
    shot: str
    camera: str
    lens: LensReading
    planes: tuple[PlaneReading, ...]
    subjects: tuple[SubjectReading, ...]
    findings: tuple[Finding, ...] = ()

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
        return {
            "scene": self.scene,
            "shot": self.shot,
            "camera": self.camera,
            "lens": self.lens.to_json(),
            "plane_count": self.plane_count,
            "planes": [plane.to_json() for plane in self.planes],
            "subjects": [subject.to_json() for subject in self.subjects],
            "findings": [finding.to_json() for finding in self.findings],
        }


def _degrees(angle_deg: float | None) -> float | None:
    return None if angle_deg is None else round(angle_deg, 2) + 0.0


def _turn(angle_deg: float | None) -> float | None:
    """Round an angle of a whole turn; 359.999 is 0."""
    return None if angle_deg is None else round(angle_deg, 2) % 360.0


def _metres(distance_m: float | None) -> float | None:
    return None if distance_m is None or math.isinf(distance_m) else round(distance_m, 3)
