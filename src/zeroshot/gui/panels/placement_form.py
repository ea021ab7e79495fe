"""Rows that place an item: position, and attitude as turns against a frame that one can read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from zeroshot.gui.actions import translated_in
from zeroshot.gui.fields import TripleField
from zeroshot.gui.form import Form
from zeroshot.scene.resolve import placement_of
from zeroshot.spatial import (
    canonical,
    quaternion_from_yaw_pitch_roll,
    yaw_pitch_roll_from_quaternion,
)


def add_placement(form: Form) -> None:
    """Add position and attitude to a form."""
    form.group(form.tr("Place"))
    form.row(
        form.tr("Position, m"),
        TripleField(
            (form.tr("Fwd"), form.tr("Stbd"), translated_in("placement", "Deck")),
            lowest=-500.0,
            highest=500.0,
            step=0.01,
            decimals=3,
            unit="",
        ),
        lambda item: placement_of(item).position_m,
        _at,
        what="Move",
    )
    form.row(
        form.tr("Attitude"),
        TripleField(
            (form.tr("Yaw"), form.tr("Pitch"), form.tr("Roll")),
            lowest=-360.0,
            highest=360.0,
            step=1.0,
            decimals=1,
            unit="°",
        ),
        lambda item: np.degrees(yaw_pitch_roll_from_quaternion(item.orientation_xyzw)),
        _turned,
        what="Turn",
    )


def _at(_item: Any, position_m: tuple[float, ...]) -> Mapping[str, object]:
    return {"position_m": position_m}


def _turned(_item: Any, angles_deg: tuple[float, ...]) -> Mapping[str, object]:
    orientation = canonical(quaternion_from_yaw_pitch_roll([math.radians(angle) for angle in angles_deg]))
    return {"orientation_xyzw": tuple(float(value) for value in orientation)}
