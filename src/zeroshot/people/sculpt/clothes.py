"""The garments that are sculpted, each stored in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zeroshot.people.clothes import GARMENTS
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.eva_suit import eva_suit
from zeroshot.people.sculpt.flight_suit import flight_suit
from zeroshot.people.sculpt.shirts import polo, t_shirt
from zeroshot.people.sculpt.sokol import sokol
from zeroshot.people.sculpt.tailoring import Fitting, Pieces, template_part
from zeroshot.people.sculpt.trousers import cargo_trousers, shorts, socks
from zeroshot.people.template import TemplatePart

TAILORS: Mapping[str, Callable[[Fitting], Pieces]] = {
    "t-shirt": t_shirt,
    "polo": polo,
    "cargo-trousers": cargo_trousers,
    "shorts": shorts,
    "flight-suit": flight_suit,
    "socks": socks,
    "sokol": sokol,
    "eva": eva_suit,
}


def bake_garment(name: str, body: Body) -> tuple[TemplatePart, ...]:
    """Make one garment."""
    pieces = TAILORS[name](Fitting(body))
    return tuple(template_part(part, piece, body) for part, piece in pieces.items())


def garment_bakers() -> dict[str, Callable[[Body], tuple[TemplatePart, ...]]]:
    """Return a baker for the stem of every garment."""

    def baker(name: str) -> Callable[[Body], tuple[TemplatePart, ...]]:
        return lambda body: bake_garment(name, body)

    return {GARMENTS[name].stem: baker(name) for name in TAILORS}
