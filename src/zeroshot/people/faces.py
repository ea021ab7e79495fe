"""The expressions that a face can have by name."""

from __future__ import annotations

from collections.abc import Iterator

from zeroshot.errors import did_you_mean

FACES: tuple[str, ...] = ("neutral",)


def find_face_problems(face: str) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for an expression that does not exist."""
    if face not in FACES:
        yield "face", f'there is no face "{face}"{did_you_mean(face, FACES)}: take one of {", ".join(FACES)}'
