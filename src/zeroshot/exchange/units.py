"""What a mesh file says of its unit and axes, and what a director may answer when it says nothing."""

from __future__ import annotations

import math
from pathlib import Path

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.library.meshes import PERSON_M
from zeroshot.library.models import GLTF_AXES, PLAIN_AXES, Z_OVERHEAD_AXES
from zeroshot.scene.document import Axes

UNITS_M = {
    "m": 1.0,
    "dm": 0.1,
    "cm": 0.01,
    "mm": 0.001,
    "km": 1000.0,
    "in": 0.0254,
    "ft": 0.3048,
    "yd": 0.9144,
}
"""Metres per unit. Source for inch, foot and yard: the international yard and pound agreement, 1959."""

NAMED_AXES = {
    "y-overhead": GLTF_AXES,
    "z-overhead": Z_OVERHEAD_AXES,
    "zeroshot": PLAIN_AXES,
}

_STATE_UNIT = (".glb", ".gltf", ".3mf", ".dae", ".step", ".stp")
_STATE_AXES = (".glb", ".gltf", ".3mf", ".dae")


def states_unit(path: Path) -> bool:
    """Tell whether files of this kind say their unit (OBJ, STL and PLY do not)."""
    return path.suffix.lower() in _STATE_UNIT


def states_axes(path: Path) -> bool:
    """Tell whether files of this kind say which axis is overhead (OBJ, STL, PLY and STEP do not)."""
    return path.suffix.lower() in _STATE_AXES


def parse_unit(text: str) -> float:
    """Turn a unit's name, or a number of metres, into metres per unit. Raises AssetError."""
    if text.lower() in UNITS_M:
        return UNITS_M[text.lower()]
    try:
        metres = float(text)
    except ValueError:
        near = did_you_mean(text, UNITS_M)
        raise AssetError(
            f'there is no unit "{text}"{near}: say {", ".join(UNITS_M)}, or how many metres one unit is'
        ) from None
    if not (math.isfinite(metres) and 1e-6 <= metres <= 1e6):
        raise AssetError(f"a unit of {text} metres cannot be: say a number from 0.000001 to 1,000,000")
    return metres


def parse_axes(text: str) -> Axes:
    """Turn a name of NAMED_AXES, or three axes for forward, right and down ("-Z,+X,-Y"), into Axes.

    Raises AssetError.
    """
    if text.lower() in NAMED_AXES:
        return NAMED_AXES[text.lower()]
    letters = [part.strip().upper() for part in text.split(",")]
    names = [part if part[:1] in "+-" else f"+{part}" for part in letters]
    try:
        forward, right, down = names
        return Axes.model_validate({"forward": forward, "right": right, "down": down})
    except ValueError as error:
        raise AssetError(
            f'"{text}" says no axes{_mirror(error)}: say {", ".join(NAMED_AXES)}, or which axis of the file '
            'points forward, right and down, such as "-Z,+X,-Y"'
        ) from None


def _mirror(error: ValueError) -> str:
    return ", they are a mirror image (left-handed)" if "mirror" in str(error) else ""


def offer_units(longest: float) -> str:
    """Say how long a thing would be in each common unit, beside a person, so that a director can choose."""
    lines = []
    for name in ("m", "cm", "mm", "in", "ft"):
        length_m = longest * UNITS_M[name]
        lines.append(f"{name}: {length_m:,.3g} m, {beside_person(length_m)}")
    return "; ".join(lines)


def beside_person(length_m: float) -> str:
    """Say a length beside the height of a person."""
    share = length_m / PERSON_M
    if share >= 0.95:
        return f"{share:,.1f} times the height of a person" if share < 100 else f"{share:,.0f} people"
    return f"{share:.0%} of a person's height" if share >= 0.01 else "smaller than a fingertip"
