"""Where the files that come with zeroshot are: models, fonts and example scenes.

A wheel carries them inside the package (``zeroshot/assets``, ``zeroshot/scenes``); an editable install and a
source tree have them beside ``src``. Knows nothing of what is in them.
"""

from __future__ import annotations

from pathlib import Path

import zeroshot
from zeroshot.errors import AssetError


def asset_folder() -> Path:
    """Find the folder that holds ``models``. Raises AssetError when this installation has none."""
    return _folder("assets", holds="models and fonts")


def scenes_folder() -> Path:
    """Find the folder of example scenes. Raises AssetError when this installation has none."""
    return _folder("scenes", holds="example scenes")


def _folder(name: str, *, holds: str) -> Path:
    package = Path(zeroshot.__file__).resolve().parent
    # The source tree comes second: an installed package must not read what happens to lie above it.
    candidates = [package / name]
    if package.parent.name == "src":
        candidates.append(package.parents[1] / name)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise AssetError(
        f"the {holds} of zeroshot are missing from this installation: install it again from its wheel, "
        f"or work in a complete source tree (looked for {' and '.join(map(str, candidates))})"
    )
