"""Every composing move by name, for whoever lists or calls them: the command line, the app, a script."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zeroshot.errors import EditError, did_you_mean
from zeroshot.framing.moves.base import Move
from zeroshot.framing.moves.cameras import Aim, DollyZoom, Orbit, PanTilt, Track
from zeroshot.framing.moves.frames import Frame, OverTheShoulder, TwoHeads, TwoShot
from zeroshot.framing.moves.people import FaceToFace, StandOn
from zeroshot.framing.moves.planes import (
    CopyAttitude,
    MatchPlane,
    MirrorThrough,
    SplitPlanes,
    StationAttitude,
    TurnBy,
)
from zeroshot.framing.moves.together import PoseTogether

MOVES: dict[str, type[Move]] = {
    "face-to-face": FaceToFace,
    "pose-together": PoseTogether,
    "stand-on": StandOn,
    "match-plane": MatchPlane,
    "split-planes": SplitPlanes,
    "turn": TurnBy,
    "station-attitude": StationAttitude,
    "copy-attitude": CopyAttitude,
    "mirror": MirrorThrough,
    "aim": Aim,
    "orbit": Orbit,
    "move-camera": Track,
    "pan-tilt-roll": PanTilt,
    "dolly-zoom": DollyZoom,
    "frame": Frame,
    "two-heads": TwoHeads,
    "over-the-shoulder": OverTheShoulder,
    "two-shot": TwoShot,
}

_COMMON = frozenset(field.name for field in dataclasses.fields(Move))


def parameters_of(move: type[Move]) -> dict[str, dataclasses.Field[Any]]:
    """Return the fields of a move that are its own, by name: what a director says."""
    return {field.name: field for field in dataclasses.fields(move) if field.name not in _COMMON}


def sentence_of(move: type[Move]) -> str:
    """Return the one sentence that says what a move does."""
    return (move.__doc__ or "").strip().splitlines()[0]


def build_move(
    name: str,
    words: Mapping[str, str],
    *,
    shot_id: str | None = None,
    this_shot_only: bool = False,
    beside: Path | None = None,
) -> Move:
    """Build a move from words such as {"a": "surgeon", "roll_deg": "90"}.

    Raises EditError for a move, parameter or value that does not exist, and for a parameter that is missing.
    """
    if name not in MOVES:
        raise EditError(f'there is no move "{name}"{did_you_mean(name, MOVES)}: {", ".join(MOVES)}')
    move, known = MOVES[name], parameters_of(MOVES[name])
    types_by_name = typing.get_type_hints(move)
    values: dict[str, Any] = {}
    for key, text in words.items():
        if key not in known:
            raise EditError(f'"{name}" has no "{key}"{did_you_mean(key, known) or _offer(known)}')
        values[key] = _value(text, types_by_name[key], f"{name} {key}")
    missing = [
        key for key, field in known.items() if key not in values and field.default is dataclasses.MISSING
    ]
    if missing:
        raise EditError(f'"{name}" needs {" and ".join(missing)}: say {missing[0]}=…')
    return move(**values, shot_id=shot_id, this_shot_only=this_shot_only, beside=beside)


def _offer(known: Mapping[str, object]) -> str:
    return f": it takes {', '.join(known)}"


def _value(text: str, kind: Any, where: str) -> Any:
    options = typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
    if type(None) in options and text.lower() in ("none", ""):
        return None
    if any(typing.get_origin(option) is tuple for option in options):
        return _pair(text, where)
    if float in options:
        try:
            number = float(text)
        except ValueError:
            if str in options:
                return text
            raise EditError(f'{where}: "{text}" is no number') from None
        if number != number or abs(number) == float("inf"):
            raise EditError(f'{where}: "{text}" is no number')
        return number
    return text


def _pair(text: str, where: str) -> tuple[float, float]:
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        raise EditError(
            f'{where}: say two shares of the picture, such as "0.333,0.4", not "{text}"'
        ) from None
    return x, y
