"""Where the modules of an assembly are: placed one after another, hatch to hatch, from Destiny on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from zeroshot.errors import AssetError
from zeroshot.library.facts import NamedPoint
from zeroshot.library.models import Model, find_model
from zeroshot.scene.assemblies import ASSEMBLIES
from zeroshot.scene.document import Document, Fitting, Module
from zeroshot.spatial import (
    FORWARD,
    STATION_DIRECTIONS,
    Array,
    Placement,
    canonical,
    quaternion_from_matrix,
    rotate,
    unit,
)


@dataclass(frozen=True)
class Mate:
    """Two hatches that meet: the child is placed by its parent. deck: where the child's own deck lies."""

    child: str
    hatch: str
    parent: str
    parent_hatch: str
    deck: str = "deck"


MATES = (
    Mate("unity", "hatch-forward", "destiny", "hatch-aft"),
    Mate("harmony", "hatch-aft", "destiny", "hatch-forward"),
    Mate("columbus", "hatch-port", "harmony", "hatch-starboard"),
    Mate("kibo", "hatch-starboard", "harmony", "hatch-port"),
    Mate("kibo-logistics", "hatch-deck", "kibo", "hatch-overhead"),
    Mate("quest", "hatch-port", "unity", "hatch-starboard"),
    Mate("tranquility", "hatch-starboard", "unity", "hatch-port"),
    Mate("leonardo", "hatch-aft", "tranquility", "hatch-forward"),
    Mate("cupola", "hatch-overhead", "tranquility", "hatch-deck"),
    Mate("pma", "hatch-forward", "unity", "hatch-aft"),
    Mate("zarya", "hatch-forward", "pma", "hatch-aft"),
    Mate("rassvet", "hatch-forward", "zarya", "hatch-deck", deck="aft"),
    Mate("soyuz", "hatch-forward", "rassvet", "hatch-aft", deck="aft"),
    Mate("zvezda", "hatch-forward", "zarya", "hatch-aft"),
    Mate("poisk", "hatch-forward", "zvezda", "hatch-overhead", deck="aft"),
    Mate("nauka", "hatch-forward", "zvezda", "hatch-deck", deck="aft"),
    Mate("prichal", "hatch-forward", "nauka", "hatch-aft", deck="aft"),
)
"""Who is docked to whom. Source: NASA's topology of 2024.

Zvezda, Zarya, PMA-1, Unity, Destiny, Harmony stand in a row; Poisk overhead and Nauka, then Prichal, deckward
of Zvezda; Rassvet deckward of Zarya; Quest to starboard, Tranquility to port of Unity; Leonardo forward and
the Cupola deckward of Tranquility; Columbus to starboard and Kibo to port of Harmony; the logistics module
overhead of Kibo. Which way the decks of the radial Russian modules point is a choice.
"""

ROOT = "destiny"
"""Stands at the world's origin, so that a scene set in Destiny alone can be set in the station as it is."""


@lru_cache(maxsize=1)
def station_placements() -> dict[str, Placement]:
    """Return where every module of the station is, Destiny at the origin.

    Raises AssetError for a model or hatch that the library does not have.
    """
    placed = {ROOT: Placement()}
    for mate in MATES:
        parent, child = _model(mate.parent), _model(mate.child)
        there, here = _hatch(parent, mate.parent_hatch), _hatch(child, mate.hatch)
        world = placed[mate.parent]
        out = rotate(world.orientation_xyzw, _vector(there.normal))
        turn = _turn(_vector(here.normal), -out, np.array(STATION_DIRECTIONS[mate.deck]))
        spot = world.apply(there.position_m)
        placed[mate.child] = Placement.from_arrays(spot - rotate(turn, np.array(here.position_m)), turn)
    return placed


def with_assembly(document: Document) -> Document:
    """Return a document with the modules of its assembly among its own, where they are.

    A document without an assembly is returned as it is. Raises AssetError.
    """
    name = document.set.assembly
    if name is None:
        return document
    return _expanded(document, name)


@lru_cache(maxsize=32)
def _modules_of(name: str, fittings: tuple[tuple[str, Fitting], ...]) -> tuple[Module, ...]:
    """Keep the modules of a set, so that they are the very same from shot to shot."""
    given = dict(fittings)
    placed = station_placements()
    # The Russian segment alone has its own middle: Zvezda, where the station's has Destiny.
    root = placed["zvezda" if name == "russian-segment" else ROOT].inverse()
    return tuple(_module(each, root.compose(placed[each]), given.get(each)) for each in ASSEMBLIES[name])


def _module(name: str, placement: Placement, fitting: Fitting | None) -> Module:
    turn = canonical(np.round(placement.orientation_xyzw, 12))
    return Module(
        id=name,
        model=name,
        position_m=tuple(round(float(v), 6) for v in placement.position_m),
        orientation_xyzw=tuple(float(v) for v in turn),
        options=None if fitting is None else fitting.options,
        lights=None if fitting is None else fitting.lights,
    )


def _expanded(document: Document, name: str) -> Document:
    fittings = tuple((document.set.fittings or {}).items())
    modules = (*_modules_of(name, fittings), *document.set.modules)
    fresh = document.set.model_copy(update={"modules": modules, "assembly": None, "fittings": None})
    return document.model_copy(update={"set": fresh})


def _model(name: str) -> Model:
    return find_model(name, beside=None)


def _hatch(model: Model, name: str) -> NamedPoint:
    if name not in model.points:
        raise AssetError(f'the model "{model.name}" has no "{name}", by which the station is put together')
    return model.points[name]


def _vector(direction: tuple[float, float, float] | None) -> Array:
    assert direction is not None  # the facts of every hatch of ours have one
    return unit(direction)


def _turn(normal: Array, wanted: Array, deck: Array) -> Array:
    """Return the attitude (4,) that takes a normal where it is wanted and +Z as near a deck as can be."""
    own: list[Array] = []
    world: list[Array] = []
    for first, second, spare, frame in (
        (normal, np.array([0.0, 0.0, 1.0]), FORWARD, own),
        (wanted, deck, FORWARD, world),
    ):
        across = np.cross(first, second)
        if np.linalg.norm(across) < 1e-6:
            across = np.cross(first, spare)
        across = unit(across)
        frame.append(np.stack([first, across, np.cross(first, across)], axis=-1))
    return quaternion_from_matrix(world[0] @ own[0].T)
