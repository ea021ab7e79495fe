"""The small pictures of poses, pairs and hands that come with the program: where each is.

They are drawn by ``zeroshot poses --pictures`` (``make pictures``), 128 pixels square.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("pose_pictures")

SUFFIX = ".jpg"
PAIRS, HANDS = "together", "hands"
"""The folders of the pictures that are not of one person in a pose."""


def picture_of_pose(name: str) -> Path | None:
    """Return the picture of a pose of the library; None for one that has none, such as one's own."""
    return _if_there(FOLDER / f"{name}{SUFFIX}")


def picture_of_pair(name: str) -> Path | None:
    """Return the picture of a pose of two people, or None."""
    return _if_there(FOLDER / PAIRS / f"{name}{SUFFIX}")


def picture_of_hand(shape: str) -> Path | None:
    """Return the picture of a hand's shape, or None."""
    return _if_there(FOLDER / HANDS / f"{shape}{SUFFIX}")


def _if_there(path: Path) -> Path | None:
    return path if path.is_file() else None
