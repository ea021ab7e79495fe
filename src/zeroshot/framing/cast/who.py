"""Who the actors of a scene are, in the words of `people`; and what of them does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from zeroshot.errors import AssetError, Problem, SceneFileError
from zeroshot.framing.cast.pointers import pointer_of
from zeroshot.library.gltf_rigs import read_rig
from zeroshot.library.models import find_model
from zeroshot.people.clothes import USUAL_CLOTHES
from zeroshot.people.person import Person, find_person_problems
from zeroshot.people.posture import Posture, find_posture_problems
from zeroshot.people.proportions import BodyError
from zeroshot.people.rigged import RiggedBody, fit_rig
from zeroshot.rigs import Rig
from zeroshot.scene.document import Actor, Body, Operator
from zeroshot.scene.resolve import ResolvedShot


def person_of(who: Actor | Operator, *, beside: Path | None = None, pointer: str = "") -> Person:
    """Return who an actor or operator is; what the scene leaves out is as usual.

    beside: the folder of the scene file, from which a figure given as a path is found; pointer: to the actor
    or operator in it. A figure brings its own stature. Raises SceneFileError for one that cannot be used.
    """
    body = who.body
    figure = figure_of(body, beside=beside, pointer=pointer)
    return Person(
        sex=body.sex,
        stature_m=body.stature_m if figure is None else figure.stature_m,
        color=who.color,
        build=body.build or 0.0,
        skin=body.skin,
        hair=body.hair,
        hair_color=body.hair_color,
        clothes=who.clothes if who.clothes is not None else USUAL_CLOTHES,
        name_tag=who.name_tag or "",
        figure=figure,
    )


def figure_of(body: Body, *, beside: Path | None, pointer: str) -> RiggedBody | None:
    """Return the rig that plays somebody, the very same one each time; None for our own body."""
    if body.figure is None:
        return None
    try:
        return _fitted(read_rig(find_model(body.figure, beside=beside)), body.sex)
    except (AssetError, BodyError) as error:
        raise SceneFileError([Problem(f"{pointer}/body/figure", str(error))]) from error


@lru_cache(maxsize=32)
def _fitted(rig: Rig, sex: str) -> RiggedBody:
    return fit_rig(rig, sex=sex)


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
