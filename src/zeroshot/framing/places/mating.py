"""Hatches that meet stand open: docked modules are one room unless the scene says otherwise."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.places.points import NamedPoint, StagedModel
from zeroshot.scene.document import Module
from zeroshot.scene.values import FrozenDict

MATED_WITHIN_M = 0.05
"""A hand's breadth of air between two hatches: a set placed by hand, by eye, is that far off."""

_opened: KeptByIdentity[tuple[StagedModel, ...]] = KeptByIdentity(64)


def with_open_hatches(modules: tuple[StagedModel, ...]) -> tuple[StagedModel, ...]:
    """Return the modules with every mated hatch open that the scene does not close.

    Hatches are mated when they coincide within MATED_WITHIN_M and lead opposite ways.
    """
    return _opened.get(modules, lambda: _with_open_hatches(modules)) if len(modules) > 1 else modules


def _with_open_hatches(modules: tuple[StagedModel, ...]) -> tuple[StagedModel, ...]:
    mated: dict[str, set[str]] = {}
    hatches = [dict(_hatches(staged)) for staged in modules]
    for (first, here), (second, there) in combinations(zip(modules, hatches, strict=True), 2):
        for name, place in here.items():
            for other, opposite in there.items():
                if _meet(place, opposite):
                    mated.setdefault(first.item.id, set()).add(name)
                    mated.setdefault(second.item.id, set()).add(other)
    return tuple(_opened_at(staged, sorted(mated.get(staged.item.id, ()))) for staged in modules)


def _hatches(staged: StagedModel) -> Iterator[tuple[str, NamedPoint]]:
    for name, point in staged.model.facts.points.items():
        if point.kind == "hatch" and "open" in staged.model.facts.options.get(name, ()):
            yield name, staged.point(name)


def _meet(here: NamedPoint, there: NamedPoint) -> bool:
    if here.normal_in_world is None or there.normal_in_world is None:
        return False
    is_near = math.dist(here.position_in_world, there.position_in_world) <= MATED_WITHIN_M
    return is_near and bool(here.normal_in_world @ there.normal_in_world < -0.9)


def _opened_at(staged: StagedModel, names: Sequence[str]) -> StagedModel:
    given: Mapping[str, str] = staged.item.options or {}
    fresh = {name: "open" for name in names if name not in given}
    if not fresh or not isinstance(staged.item, Module):
        return staged
    item = staged.item.model_copy(update={"options": FrozenDict({**given, **fresh})})
    return replace(staged, item=item)
