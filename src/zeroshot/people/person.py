"""Who someone is: a body, its tones, and what it wears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zeroshot.people.clothes import USUAL_CLOTHES, find_clothes_problems
from zeroshot.people.proportions import SEXES, BodyError, check_body
from zeroshot.people.rigged import RiggedBody
from zeroshot.people.tones import find_tone_problems, is_color, usual

NAME_TAG_LENGTH = 24
"""A tag is 10 cm wide: more letters could not be read at arm's length."""


@dataclass(frozen=True)
class Person:
    """Who someone is, whatever they do; hashable, so that what is made of it can be kept.

    stature_m: standing on Earth. color: "#rrggbb" by which the clothes mark them. build: −1 slim, 0 mid,
    +1 heavy: the 5th and 95th percentile of girths at that stature. skin, hair_color: a tone's name or
    "#rrggbb"; hair: a cut's name; None for what a woman or man usually has here. clothes: garments' names.
    figure: somebody else's rig that plays them, in its own skin and at its own size; None for our body.
    """

    sex: str
    stature_m: float
    color: str
    build: float = 0.0
    skin: str | None = None
    hair: str | None = None
    hair_color: str | None = None
    clothes: tuple[str, ...] = USUAL_CLOTHES
    name_tag: str = ""
    figure: RiggedBody | None = None

    @property
    def skin_tone(self) -> str:
        """Return the skin's tone, a name or "#rrggbb"."""
        return self.skin if self.skin is not None else usual(self.sex, "skin")

    @property
    def hair_cut(self) -> str:
        """Return the name of the cut of the hair."""
        return self.hair if self.hair is not None else usual(self.sex, "hair")

    @property
    def hair_tone(self) -> str:
        """Return the hair's colour, a name or "#rrggbb"."""
        return self.hair_color if self.hair_color is not None else usual(self.sex, "hair_color")


def find_person_problems(person: Person) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for everything about a person that cannot be, but sex and stature."""
    if not is_color(person.color):
        yield "color", f'a colour is written "#rrggbb", such as "#c8553d", not "{person.color}"'
    if not -1.0 <= person.build <= 1.0:
        yield "build", f"a build goes from -1 (slim) to 1 (heavy), not {person.build:g}"
    if person.sex in SEXES:
        yield from find_tone_problems(person.sex, person.skin, person.hair, person.hair_color)
    yield from find_clothes_problems(person.clothes)
    if len(person.name_tag) > NAME_TAG_LENGTH:
        yield "name_tag", f"a name tag holds up to {NAME_TAG_LENGTH} letters, not {len(person.name_tag)}"


def check_person(person: Person) -> None:
    """Refuse a person that cannot be. Raises BodyError with everything that is wrong."""
    check_body(person.sex, person.stature_m)
    sentences = [sentence for _, sentence in find_person_problems(person)]
    if sentences:
        raise BodyError("; ".join(sentences))
