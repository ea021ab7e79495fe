"""``zeroshot poses``: the poses that an actor can take by name."""

from __future__ import annotations

from typing import Annotated

from zeroshot.commands.arguments import flag
from zeroshot.commands.exit_codes import WELL
from zeroshot.commands.printing import print_json
from zeroshot.people.figure import pose_names


def poses(*, as_json: Annotated[bool, flag("Print a list as JSON.", name="--json")] = False) -> int:
    """List the poses of the library."""
    names = list(pose_names())
    if as_json:
        print_json([{"name": name} for name in names])
    else:
        print("\n".join(names))
    return WELL
