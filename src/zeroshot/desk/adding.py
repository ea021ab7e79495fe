"""Putting new things into a scene: with an id of their own, where one looks or points."""

from __future__ import annotations

import colorsys
import itertools
import re
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.desk.desk import Desk, free_id
from zeroshot.library.models import find_model
from zeroshot.scene.document import Actor, Body, Camera, Document, Light, Module, Prop, Shot
from zeroshot.scene.edits import AddActor, AddCamera, AddLight, AddModule, AddProp, AddShot, Composite
from zeroshot.scene.revision import Edit
from zeroshot.spatial import (
    DOWN,
    FORWARD,
    IDENTITY,
    RIGHT,
    Array,
    Placement,
    canonical,
    quaternion_from_axis_angle,
    rotate,
)

ADDED_AT_M = 1.5
"""New things appear so far in front of the stage view, unless one points at a place."""

PERSON_AT_M, APART_M, FREE_M, MOST_ROWS = 2.2, 0.8, 0.6, 12
"""People appear a little farther away, since they are larger, two in a row at the distance of a talk (Hall,
The Hidden Dimension, 1966: 0.46 to 1.22 m), where nobody is within arm's reach."""

# Told apart by colour-blind eyes too, and darker than skin (Okabe & Ito 2008).
SHIRT_COLORS = ("#c8553d", "#3d6fc8", "#3f9d5c", "#c79a2b", "#7a5aa8", "#2f96a8", "#b85c95", "#5a5e66")
NAMES = ("Surgeon", "Cosmonaut", "Engineer", "Commander", "Pilot", "Doctor", "Scientist", "Visitor")


def place_ahead(desk: Desk) -> Placement:
    """Return a placement in front of the stage view, head to the station's overhead."""
    distance_m = min(max(desk.view.distance_m, 0.5), ADDED_AT_M)
    return Placement.from_arrays(desk.view.placement.apply(distance_m * FORWARD), IDENTITY)


def place_for_person(desk: Desk) -> Placement:
    """Return a free placement in front of the stage view for somebody who faces the middle of it.

    People come in pairs that look at each other across the view, so that moves for two begin with both in
    the picture; the next pair farther ahead. Heads point to the station's overhead.
    """
    view = desk.view.placement
    others = np.array([actor.position_m for actor in desk.document.actors]).reshape(-1, 3)
    right = rotate(view.orientation_xyzw, RIGHT)
    yaw_rad = np.pi / 2.0 * round(float(np.arctan2(right[1], right[0])) / (np.pi / 2.0))
    for row, side in itertools.product(range(MOST_ROWS), (-1.0, 1.0)):
        place = view.apply((PERSON_AT_M + row * APART_M, side * APART_M / 2.0, 0.0))
        if not len(others) or np.linalg.norm(others - place, axis=1).min() > FREE_M:
            break
    turn = quaternion_from_axis_angle(DOWN, yaw_rad if side < 0.0 else yaw_rad + np.pi)
    return Placement.from_arrays(place, turn)


def adding_actor(desk: Desk, placement: Placement, *, pose: str = "neutral") -> Edit:
    """Build the edit that adds someone with a name and colour that nobody has."""
    document = desk.document
    number = len(document.actors)
    taken = {actor.name for actor in document.actors}
    english = next((name for name in NAMES if desk.name_of(name) not in taken), "Person {number}")
    name = desk.name_of(english).format(number=number + 1)
    used = {actor.color for actor in document.actors}
    color = next((color for color in SHIRT_COLORS if color not in used), _another_color(number))
    sex = "female" if number % 2 == 0 else "male"
    return AddActor(
        Actor(
            id=free_id(document, _id_from(english.format(number=number + 1))),
            name=name,
            color=color,
            body=Body(sex=sex, stature_m=1.66 if sex == "female" else 1.78),
            pose={"name": pose},
            **_placed(placement),
        )
    )


def adding_camera(desk: Desk, placement: Placement) -> Edit:
    """Build the edit that adds a camera, and a shot through it where the scene has shots."""
    document = desk.document
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    taken = {item_id.lower() for item_id in document.items()}
    camera_id = next((letter for letter in letters if letter not in taken), free_id(document, "camera"))
    like = desk.shot_camera
    camera = Camera(
        id=camera_id,
        name=desk.name_of("{letter} camera").format(letter=camera_id.upper()),
        **_placed(placement),
    )
    if like is not None:
        camera = camera.model_copy(update={"sensor": like.sensor, "aspect": like.aspect, "lens": like.lens})
    edits: list[Edit] = [AddCamera(camera)]
    if document.shots:
        edits.append(AddShot(Shot(id=next_shot_id(document), camera=camera_id)))
    return Composite(tuple(edits), f"Add {camera.name}")


def adding_shot(desk: Desk) -> Edit | None:
    """Build the edit that adds a shot through the present camera; None without a camera.

    In a scene without shots every camera becomes a shot first, so that none is lost.
    """
    document, camera = desk.document, desk.shot_camera
    if camera is None:
        return None
    if document.shots:
        return AddShot(Shot(id=next_shot_id(document), camera=camera.id))
    edits = [
        AddShot(Shot(id=f"1{chr(ord('a') + index)}", camera=other.id))
        for index, other in enumerate(document.cameras[:26])
    ]
    return Composite(tuple(edits), "Make shots of the cameras")


def adding_prop(desk: Desk, model: str, placement: Placement) -> Edit:
    """Build the edit that adds a thing of the library or of the project."""
    found = find_model(model, beside=desk.beside)
    prop_id = free_id(desk.document, _id_from(found.name))
    return AddProp(Prop(id=prop_id, name=desk.name_of(found.facts.title), model=model, **_placed(placement)))


def adding_module(desk: Desk, model: str, placement: Placement) -> Edit:
    """Build the edit that adds a piece of the set."""
    return AddModule(Module(id=free_id(desk.document, _id_from(model)), model=model, **_placed(placement)))


def adding_light(desk: Desk, placement: Placement) -> Edit:
    """Build the edit that adds a panel of the film's own."""
    light_id = free_id(desk.document, "light")
    return AddLight(Light(id=light_id, name=desk.name_of("Light"), **_placed(placement)))


def next_shot_id(document: Document) -> str:
    """Return the number after the last shot's: 1B after 1A, 2 after 1, whatever is free."""
    taken = {shot.id.lower() for shot in document.shots}
    match = re.fullmatch(r"(\d+)([a-z]?)", document.shots[-1].id.lower()) if document.shots else None
    number, letter = (int(match[1]), match[2]) if match else (len(document.shots) + 1, "")
    if letter:
        for code in range(ord(letter) + 1, ord("z") + 1):
            if f"{number}{chr(code)}" not in taken:
                return f"{number}{chr(code)}"
    while True:
        number += 1
        wanted = f"{number}a" if letter else str(number)
        if wanted not in taken:
            return wanted


def duplicating(desk: Desk, *, shift_m: ArrayLike = (0.0, 0.25, 0.0)) -> Edit | None:
    """Build the edit that adds a copy of everything chosen, a little aside; None where nothing is chosen."""
    edits: list[Edit] = []
    document = desk.document
    for item_id in desk.selection:
        item = desk.shown(item_id)
        placement = desk.placement(item_id)
        if item is None or placement is None:
            continue
        new_id = free_id(document, item_id)
        position = np.asarray(placement.position_m) + np.asarray(shift_m)
        copy = item.model_copy(update={"id": new_id, "position_m": tuple(float(v) for v in position)})
        edit = _ADD[type(item).__name__](copy)
        document = edit.apply(document)
        edits.append(edit)
    if not edits:
        return None
    return Composite(tuple(edits), "Duplicate" if len(edits) > 1 else f"Duplicate {desk.selection[-1]}")


_ADD: Mapping[str, Callable[..., Edit]] = {
    "Actor": AddActor,
    "Camera": AddCamera,
    "Prop": AddProp,
    "Light": AddLight,
    "Module": AddModule,
}


def _placed(placement: Placement) -> dict[str, tuple[float, ...]]:
    orientation: Array = canonical(placement.orientation_xyzw)
    return {
        "position_m": tuple(float(value) for value in placement.position_m),
        "orientation_xyzw": tuple(float(value) for value in orientation),
    }


def _id_from(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "thing"


def _another_color(number: int) -> str:
    red, green, blue = colorsys.hsv_to_rgb((number * 0.618) % 1.0, 0.6, 0.7)
    return f"#{int(red * 255):02x}{int(green * 255):02x}{int(blue * 255):02x}"
