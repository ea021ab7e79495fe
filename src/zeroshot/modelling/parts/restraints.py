"""Where feet go: fabric loops on a plate."""

from __future__ import annotations

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import tube
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import block

LOOP_M = (0.115, 0.075)
"""Width and height of a foot loop: an estimate, no figure is published."""

_STRAP = color("#4b6f97")


def foot_loops(draft: ModelDraft, board: Board, middle: tuple[float, float], *, h: float = 0.0) -> None:
    """Add a pair of foot loops side by side on a plate and name their points ``foot-loop-N``.

    The toes go in along the board's −y.
    """
    s, local = draft.sculpture, board.shifted(middle[0], middle[1], h)
    block(s, local, (-0.19, -0.075, 0.19, 0.075), -0.001, 0.008, tint=palette.ALUMINIUM, finish="metal")
    wide, high = LOOP_M
    for x in (-0.095, 0.095):
        xs = [x - wide / 2, x - wide / 2 + 0.012, x, x + wide / 2 - 0.012, x + wide / 2]
        path = local.at(xs, 0.0, [0.0, 0.6 * high, high, 0.6 * high, 0.0])
        tube(s, path, 0.022, sides=6, squash=0.16, flat_toward=local.out, tile="strap", tint=_STRAP)
        number = sum(1 for point in draft.points.values() if point["kind"] == "foot-loop") + 1
        draft.mark(
            f"foot-loop-{number}",
            "foot-loop",
            local.at(x, 0.0, high / 2),
            direction=-local.foot,
            normal=local.out,
            size_m=LOOP_M,
        )
