"""Who the actors of a scene are, in the words of `people`; and what of them does not exist."""

from __future__ import annotations

from collections.abc import Mapping

from zeroshot.errors import Problem, SceneFileError
from zeroshot.framing.pointers import pointer_of
from zeroshot.people.clothes import USUAL_CLOTHES
from zeroshot.people.person import Person, find_person_problems
from zeroshot.people.posture import Posture, find_posture_problems
from zeroshot.scene.document import Actor, Operator
from zeroshot.scene.resolve import ResolvedShot


def person_of(who: Actor | Operator) -> Person:
    """Return who an actor or operator is; what the scene leaves out is as usual."""
    body = who.body
    return Person(
        sex=body.sex,
        stature_m=body.stature_m,
        color=who.color,
        build=body.build or 0.0,
        skin=body.skin,
        hair=body.hair,
        hair_color=body.hair_color,
        clothes=who.clothes if who.clothes is not None else USUAL_CLOTHES,
        name_tag=who.name_tag or "",
    )


_IN_BODY = frozenset({"build", "skin", "hair", "hair_color"})


def problems_of(person: Person, pointer: str) -> list[Problem]:
    """Say what of a person does not exist; pointer: to the actor or operator in the scene file."""
    return [
        Problem(f"{pointer}/body/{field}" if field in _IN_BODY else f"{pointer}/{field}", sentence)
        for field, sentence in find_person_problems(person)
    ]


def check_names(resolved: ResolvedShot, cast: Mapping[str, tuple[Person, Posture]]) -> None:
    """Refuse faces, hands, tones and clothes that do not exist. Raises SceneFileError with all of them."""
    problems = []
    for actor_id, (person, posture) in cast.items():
        pointer = pointer_of(resolved, actor_id, "")
        problems += problems_of(person, pointer.rstrip("/"))
        for field, sentence in find_posture_problems(posture):
            problems.append(Problem(f"{pointer_of(resolved, actor_id, 'pose')}/{field}", sentence))
    if problems:
        raise SceneFileError(problems)
