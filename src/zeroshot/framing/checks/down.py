"""Whether the audience will take for down what the shot's director wants them to."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zeroshot.framing.checks.evidence import Check, Evidence
from zeroshot.framing.picture.forms import Finding
from zeroshot.framing.picture.words import listed
from zeroshot.framing.planes.advice import CAMERA, STATION
from zeroshot.framing.planes.perceived_down import CAMP_RAD

_MOST_REASONS, _MOST_RIVALS = 3, 2


def perceived_down(evidence: Evidence) -> Iterator[Finding]:
    """Find a shot in which another way will read as down than the one that is wanted; say why."""
    down = evidence.reading.perceived_down
    if down is None or down.intended is None or down.off_deg is None:
        return
    if down.off_deg <= math.degrees(CAMP_RAD):
        return
    is_thing = down.intended in (STATION, CAMERA)
    whose = f"the {down.intended}" if is_thing else evidence.staged.actor(down.intended).name
    reasons = listed([cue.words for cue in down.cues if cue.agrees][:_MOST_REASONS])
    rivals = listed([cue.words for cue in down.cues if not cue.agrees][:_MOST_RIVALS])
    advice = f"show more of {rivals}" if rivals else "turn the camera or the people"
    message = (
        f"{down.station_word.capitalize()} will read as down, {down.off_deg:.0f}° from that of {whose}, "
        f"which the shot wants, because of {reasons}: {advice}."
    )
    yield Finding("warning", "perceived-down", evidence.reading.shot, round(down.off_deg, 1), message)


READ_CHECKS: tuple[Check, ...] = (perceived_down,)
