"""What people can wear: the garments by name, what each covers, and which go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zeroshot.errors import did_you_mean
from zeroshot.people.regions import Cover

USUAL_CLOTHES: tuple[str, ...] = ("polo", "cargo-trousers", "socks")
"""What someone wears of whose clothes nothing is said."""


@dataclass(frozen=True)
class Garment:
    """A garment: what it is called in a sentence, the sculpted part it is drawn with, what it covers.

    hides: the skin that is not drawn under it; ends a little before the hems, under which one may look.
    """

    title: str
    part: str
    covers: frozenset[str]
    hides: tuple[Cover, ...]


GARMENTS: Mapping[str, Garment] = {
    "polo": Garment(
        "a polo shirt",
        "shirt",
        frozenset({"trunk", "upper arms"}),
        (Cover("trunk", 0.36, 0.93), Cover("upper arm", 0.0, 0.55)),
    ),
    "cargo-trousers": Garment(
        "cargo trousers",
        "trousers",
        frozenset({"hips", "thighs", "shins"}),
        (Cover("trunk", 0.0, 0.36), Cover("upper leg"), Cover("lower leg", 0.0, 0.90)),
    ),
    "socks": Garment("socks", "socks", frozenset({"feet"}), (Cover("foot"), Cover("lower leg", 0.86, 1.0))),
}


def find_clothes_problems(clothes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for every garment that does not exist or cannot be worn with the others."""
    known = [name for name in clothes if name in GARMENTS]
    for name in clothes:
        if name not in GARMENTS:
            listed = ", ".join(GARMENTS)
            yield "clothes", f'there is no garment "{name}"{did_you_mean(name, GARMENTS)}: there are {listed}'
    for index, name in enumerate(known):
        for other in known[:index]:
            shared = GARMENTS[name].covers & GARMENTS[other].covers
            if shared:
                both = f"{other} and {name}" if other != name else f"{name} twice"
                yield "clothes", f"{both} cannot be worn together: both cover the {min(shared)}"
    if len(known) == len(clothes) and not any("hips" in GARMENTS[name].covers for name in known):
        yield "clothes", "nothing covers the hips: add something such as cargo-trousers"
