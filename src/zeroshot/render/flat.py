"""Pictures for tools: flat ids, and distances in metres."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Points
from zeroshot.render.looks import Look
from zeroshot.render.measure import measure
from zeroshot.render.picture_files import STEPS_PER_METRE
from zeroshot.render.plate import Plate
from zeroshot.render.things import things_of
from zeroshot.render.workshop import Workshop

FAR_M = 1e10
"""The distance of what is not there: as Blender writes it, so that other programs take it as far away."""


def draw_ids(workshop: Workshop, staged: StagedShot, look: Look, *, width_px: int, height_px: int) -> Plate:
    """Draw everything in a flat colour of its own, without antialiasing; black is nothing."""
    things = list(things_of(staged, is_light=look.is_light))
    measured = measure(workshop.easel, staged, things, width_px=width_px, height_px=height_px)
    colors = id_colors(_all_ids(staged))
    table = np.array([*(colors[thing.owner_id] for thing in things), (0, 0, 0)], np.uint8)
    index = measured.thing_index
    seen = {things[place].owner_id for place in np.unique(index[index >= 0])}
    legend = {name: "#{:02x}{:02x}{:02x}".format(*colors[name]) for name in sorted(seen)}
    return Plate(np.ascontiguousarray(table[index][::-1]), {"ids": legend})


def draw_depth(workshop: Workshop, staged: StagedShot, look: Look, *, width_px: int, height_px: int) -> Plate:
    """Measure metres along the lens axis at the middle of every pixel: (h, w) float32, FAR_M for nothing."""
    things = list(things_of(staged, is_light=look.is_light))
    measured = measure(workshop.easel, staged, things, width_px=width_px, height_px=height_px)
    metres: Points = np.where(measured.is_there, measured.depth_m, np.float32(FAR_M))[::-1]
    about = {
        "depth": {
            "measured": "along the lens axis from the entrance pupil",
            "exr": {"channel": "Z", "unit_m": 1.0, "nothing": FAR_M},
            "png": {"unit_m": 1.0 / STEPS_PER_METRE, "nothing": 65535},
        }
    }
    return Plate(np.ascontiguousarray(metres), about)


def id_colors(ids: Sequence[str]) -> dict[str, tuple[int, int, int]]:
    """Return a colour for each id, far apart for neighbours, the same for the same list.

    The number of an id, from 1, has its bits dealt to red, green and blue in turn, the lowest bit to the
    highest of a colour: as in the colour map of the PASCAL VOC challenge (Everingham et al., 2010).
    """
    return {name: _dealt(number) for number, name in enumerate(sorted(set(ids)), 1)}


def _dealt(number: int) -> tuple[int, int, int]:
    red = green = blue = 0
    for place in range(8):
        red |= (number >> 0 & 1) << (7 - place)
        green |= (number >> 1 & 1) << (7 - place)
        blue |= (number >> 2 & 1) << (7 - place)
        number >>= 3
    return red, green, blue


def _all_ids(staged: StagedShot) -> list[str]:
    """Return the ids of everything in the scene, in sight or not: what has an id keeps its colour."""
    models = (*staged.modules, *staged.props, *staged.rigs_of_others)
    people = (*staged.actors, *staged.operators)
    return [*(model.item.id for model in models), *(person.actor.id for person in people)]
