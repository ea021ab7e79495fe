"""What people can wear: the garments by name, what each covers, and which go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zeroshot.errors import did_you_mean
from zeroshot.people.regions import Cover

USUAL_CLOTHES: tuple[str, ...] = ("polo", "cargo-trousers", "socks")
"""What someone wears of whose clothes nothing is said."""


NAME_TAG = "name-tag"
"""The part of a garment that is a name tag: there only for someone who has a name on it."""

NAME_TAG_M = (0.100, 0.044)
"""How broad and high a tag is. Source: leather tags of flight suits measure 2 by 4 inches, a little more."""


@dataclass(frozen=True)
class Garment:
    """A garment: what it is called in a sentence, the file it is sculpted in, and what it covers.

    hides: the skin that is not drawn under it; ends a little before the hems, under which one may look.
    looks: parts that look otherwise than their names say. without: parts of the file that it lacks.
    hides_hair: it has a hood or helmet over the hair.
    """

    title: str
    stem: str
    covers: frozenset[str]
    hides: tuple[Cover, ...]
    looks: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    hides_hair: bool = False


_TOP, _LEGS = frozenset({"trunk", "upper arms"}), frozenset({"hips", "thighs", "shins"})
_WHOLE = _TOP | _LEGS | {"forearms"}
_TRUNK_AND_SLEEVES = (Cover("trunk", 0.30, 0.90), Cover("upper arm", 0.0, 0.50))
_UNDER_TROUSERS = (Cover("trunk", 0.0, 0.35), Cover("upper leg"), Cover("lower leg", 0.0, 0.90))
_UNDER_SUIT = (
    Cover("trunk", 0.0, 0.90), Cover("upper arm"), Cover("lower arm", 0.0, 0.88), Cover("upper leg"),
    Cover("lower leg", 0.0, 0.90),
)  # fmt: skip
_ALL = _WHOLE | {"hands", "feet", "head"}
_UNDER_PRESSURE_SUIT = (
    Cover("trunk"), Cover("upper arm"), Cover("lower arm"), Cover("hand"), Cover("upper leg"),
    Cover("lower leg"), Cover("foot"), Cover("neck", 0.0, 0.6),
)  # fmt: skip

GARMENTS: Mapping[str, Garment] = {
    "t-shirt": Garment("a T-shirt", "clothes_t-shirt", _TOP, _TRUNK_AND_SLEEVES),
    "polo": Garment("a polo shirt", "clothes_polo", _TOP, _TRUNK_AND_SLEEVES),
    "cargo-trousers": Garment("cargo trousers", "clothes_cargo-trousers", _LEGS, _UNDER_TROUSERS),
    "shorts": Garment(
        "shorts",
        "clothes_shorts",
        frozenset({"hips", "thighs"}),
        (Cover("trunk", 0.0, 0.35), Cover("upper leg", 0.0, 0.62)),
    ),
    "flight-suit": Garment("a flight suit", "clothes_flight-suit", _WHOLE, _UNDER_SUIT),
    "flight-suit-colored": Garment(
        "a flight suit in the actor's colour",
        "clothes_flight-suit",
        _WHOLE,
        _UNDER_SUIT,
        {"flight-suit": "flight-suit-colored"},
    ),
    "sokol": Garment(
        "a pressure suit, its visor raised",
        "clothes_sokol",
        _ALL,
        _UNDER_PRESSURE_SUIT,
        without=frozenset({"sokol-visor"}),
        hides_hair=True,
    ),
    "sokol-closed": Garment(
        "a pressure suit, its visor lowered",
        "clothes_sokol",
        _ALL,
        _UNDER_PRESSURE_SUIT,
        without=frozenset({"sokol-visor-raised"}),
        hides_hair=True,
    ),
    "eva": Garment(
        "a suit for outside, its sun shield lowered",
        "clothes_eva",
        _ALL,
        (*_UNDER_PRESSURE_SUIT, Cover("head"), Cover("neck")),
        without=frozenset({"eva-shield-raised", "eva-bubble", "eva-cap"}),
        hides_hair=True,
    ),
    "eva-shield-up": Garment(
        "a suit for outside, its sun shield raised",
        "clothes_eva",
        _ALL,
        _UNDER_PRESSURE_SUIT,
        without=frozenset({"eva-shield"}),
        hides_hair=True,
    ),
    "socks": Garment(
        "socks", "clothes_socks", frozenset({"feet"}), (Cover("foot"), Cover("lower leg", 0.80, 1.0))
    ),
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
