"""``zeroshot describe``: how every shot reads, in words or as data."""

from __future__ import annotations

from typing import Annotated

from zeroshot.commands.arguments import Scenes, flag
from zeroshot.commands.exit_codes import BAD_INPUT, WELL
from zeroshot.commands.printing import print_faults, print_json
from zeroshot.commands.readings import read_scenes
from zeroshot.framing.picture import words


def describe(
    scenes: Scenes,
    /,
    *,
    as_json: Annotated[bool, flag("Print a list of readings as JSON.", name="--json")] = False,
    no_visibility: Annotated[bool, flag("Leave out who is seen, which needs OpenGL.")] = False,
) -> int:
    """Say how every shot reads: lens, planes, and each person in the frame."""
    found = read_scenes(scenes, is_sight_counted=not no_visibility)
    if as_json:
        print_json([reading.to_json() for reading in found.readings])
    elif found.readings:
        print("\n\n".join(words.describe(reading) for reading in found.readings))
    print_faults(found.faults)
    return BAD_INPUT if found.faults else WELL
