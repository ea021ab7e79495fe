"""Sentences for a person, from the errors that carry them. The one place that says how a fault is worded."""

from __future__ import annotations

from zeroshot.errors import OutputError, RenderError, SceneFileError, ZeroshotError

TRACEBACK_VARIABLE = "ZEROSHOT_TRACEBACK"


def sentences_of(error: ZeroshotError) -> tuple[str, ...]:
    """Return one line for each thing wrong: a scene file may have many, each named with its place."""
    if isinstance(error, SceneFileError):
        where = f" (in {error.path})" if error.path else ""
        return tuple(_one_line(f"{problem}{where}") for problem in error.problems)
    return (_one_line(str(error)),)


def is_bad_input(error: ZeroshotError) -> bool:
    """Tell whether what was given is at fault, rather than the drawing or the disk."""
    return not isinstance(error, RenderError | OutputError)


def sentence_of_bug(error: BaseException) -> str:
    """Return one line for an error that is ours, with the way to its traceback."""
    while error.__cause__ is not None:
        error = error.__cause__
    what = _one_line(f"{type(error).__name__}: {error}".rstrip(": "))
    return (
        f"this is a bug in zeroshot, not in what you gave it ({what}); "
        f"set {TRACEBACK_VARIABLE}=1 and run it again to see where, and please report that"
    )


def with_place(sentence: str, *, place: str, scene: str) -> str:
    """Put the place last, unless the sentence names the scene file already."""
    return sentence if scene in sentence else f"{sentence} ({place})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
