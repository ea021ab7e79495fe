"""Whether there is anything to see: a picture that is empty, black, or far off its right exposure."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from zeroshot.framing.checks.evidence import Check, Evidence, camera_name
from zeroshot.framing.picture.exposure import DARKEST_LUX, WHITE_REFLECTANCE, ExposureReading, exposure_of
from zeroshot.framing.picture.forms import Finding
from zeroshot.framing.staging import StagedShot
from zeroshot.framing.thresholds import BLACK_LEVEL, BLACK_SHARE, BLACK_WHITE, EXPOSURE_STOPS


def shot_empty(evidence: Evidence) -> Iterator[Finding]:
    """Find a picture with nothing in it at all."""
    staged = evidence.staged
    if evidence.reading.subjects or _shows_any_thing(staged):
        return
    message = (
        f"The picture is empty: no module, thing or person is before {camera_name(staged)}. Turn it toward "
        "the set, or put a module or someone there."
    )
    yield Finding("error", "shot-empty", evidence.reading.shot, None, message)


def _shows_any_thing(staged: StagedShot) -> bool:
    if staged.station_module is not None:
        return True
    for model in (*staged.modules, *staged.props, *staged.rigs_of_others):
        points = np.concatenate([part.points for part in model.load_mesh(is_bare=True).parts])
        in_camera = staged.camera_placement.apply_inverse(model.placement.apply(points))
        if staged.view.contains(in_camera).any():
            return True
    return False


def black(evidence: Evidence) -> Iterator[Finding]:
    """Find a picture that is black: as rendered, or, where nobody has, by the light that there is."""
    staged, shot = evidence.staged, evidence.reading.shot
    if evidence.picture is not None:
        red, green, blue = np.moveaxis(evidence.picture, 2, 0)
        brightest = np.maximum(np.maximum(red, green), blue)  # 20 times as fast as max along three
        dark = float((brightest <= BLACK_LEVEL).mean())
        if dark >= BLACK_SHARE:
            message = f"The picture is black, {dark * 100:.0f} % of it: {_way_to_light(staged)}."
            yield Finding("error", "black", shot, round(dark, 3), message)
    elif _white_display(exposure_of(staged)) < BLACK_WHITE:
        yield Finding("error", "black", shot, 1.0, f"The picture will be black: {_way_to_light(staged)}.")


def _way_to_light(staged: StagedShot) -> str:
    if staged.luminaires and not any(lamp.lumens > 0.0 for lamp in staged.luminaires):
        return f"all {len(staged.luminaires)} lamps are out, so switch one on"
    if staged.camera.exposure is not None:
        return _as_metered(exposure_of(staged))
    return "light the set"


def _white_display(exposure: ExposureReading) -> float:
    """Return the linear display value of white in the light that there is."""
    lux = math.sqrt(max(exposure.metered_lux**2 - DARKEST_LUX**2, 0.0))
    return WHITE_REFLECTANCE * lux * exposure.display_per_lux


def off_exposure(evidence: Evidence) -> Iterator[Finding]:
    """Find a camera set far lighter or darker than its meter says."""
    staged = evidence.staged
    exposure = exposure_of(staged)
    stops = exposure.stops_over
    if abs(stops) <= EXPOSURE_STOPS or _white_display(exposure) < BLACK_WHITE:
        return
    way = "over" if stops > 0.0 else "under"
    message = f"{camera_name(staged)} is {abs(stops):.1f} stops {way} its meter: {_as_metered(exposure)}."
    yield Finding("warning", "exposure", staged.camera.id, round(stops, 1), message)


def _as_metered(exposure: ExposureReading) -> str:
    digits = 1 - math.floor(math.log10(exposure.automatic_iso))
    iso = f"ISO {round(exposure.automatic_iso, digits):,.0f}"
    return f"{iso} is right at this stop and shutter, or leave it automatic"


CHECKS: tuple[Check, ...] = (shot_empty, black, off_exposure)
