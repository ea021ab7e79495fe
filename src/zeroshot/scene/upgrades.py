"""Old scene files to the newest version, one step at a time.

A step takes the JSON data of one version and returns that of the next; in memory only the newest exists.
To change the format: raise `zeroshot.scene.document.VERSION`, add the step from the version before, and
freeze a sample of the version before in ``tests/files``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Data = dict[str, Any]
Step = Callable[[Data], Data]

STEPS: Mapping[int, Step] = {}
"""From a version to the next. Empty while version 1 is the only one ever shipped."""


def upgrade(data: Data, *, newest: int, steps: Mapping[int, Step] = STEPS) -> Data:
    """Return data of the newest version. ``data["version"]`` must be a whole number from 1 to newest."""
    while data["version"] < newest:
        version = data["version"]
        data = {**steps[version](data), "version": version + 1}
    return data
