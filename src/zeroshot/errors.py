"""The errors a filmmaker may see. Each says what is wrong, where, and what to do.

::

    ZeroshotError
    ├── SceneFileError            a scene file cannot be used
    │   └── NewerVersionError     it was written by a newer zeroshot
    ├── EditError                 a change that the document cannot take
    ├── AssetError                a model, mesh or texture cannot be used
    ├── OpticsError               a lens, sensor or picture that cannot be
    ├── RenderError               a picture cannot be drawn
    │   └── NoGraphicsError       this machine has no OpenGL that works
    └── OutputError               a file or folder cannot be written
        └── DiskFullError         there is no room left for it

Anything else that escapes is a bug of ours and may crash loudly. An error is handled once, at one of two
borders: the command line (one line on stderr, exit code 2) or the app (a notice in the window).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class ZeroshotError(Exception):
    """The root of every error that is the input's and not ours."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a scene file.

    pointer: JSON pointer to the place (RFC 6901), "" for the whole file.
    message: one sentence without the place.
    """

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.pointer}: {self.message}" if self.pointer else self.message


class SceneFileError(ZeroshotError):
    """A scene file cannot be used; carries all of its problems at once."""

    def __init__(self, problems: Iterable[Problem] | str, *, path: object = None) -> None:
        self.problems = (Problem("", problems),) if isinstance(problems, str) else tuple(problems)
        self.path = None if path is None else str(path)
        super().__init__(str(self))

    def __str__(self) -> str:
        text = "; ".join(str(problem) for problem in self.problems)
        return f"{text} (in {self.path})" if self.path else text


class NewerVersionError(SceneFileError):
    """The file was written by a newer zeroshot."""


class EditError(ZeroshotError):
    """A change that the document cannot take; the document stays as it was."""


class AssetError(ZeroshotError):
    """A model, mesh or texture cannot be used."""


class OpticsError(ZeroshotError):
    """A lens, sensor or picture size that cannot be."""


class RenderError(ZeroshotError):
    """A picture cannot be drawn."""


class NoGraphicsError(RenderError):
    """This machine has no OpenGL that works; the message says what to install."""


class OutputError(ZeroshotError):
    """A file or folder cannot be written."""


class DiskFullError(OutputError):
    """There is no room left for a file: the disk, or one's share of it, is full."""


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Find the known name closest to what was typed, or None when nothing is close."""
    matches = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Say ``, did you mean "…"?`` for the nearest known name, or nothing."""
    match = nearest_name(name, known)
    return f', did you mean "{match}"?' if match else ""
