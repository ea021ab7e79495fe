"""Rack fronts as committed: no two alike, none nearer to the axis than the aisle allows."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from zeroshot.library.facts import ModelFacts
from zeroshot.library.models import find_model
from zeroshot.modelling.modules.destiny import DESTINY

TWINS = ("rack-LAB1P5", "rack-LAB1S6")
"""The two robotic workstations, one on each side, are twins in the real laboratory too."""


@pytest.fixture(scope="module")
def facts() -> ModelFacts:
    return find_model("destiny", beside=None).facts


@pytest.fixture(scope="module")
def fronts(facts: ModelFacts) -> dict[str, set[tuple[float, float, float]]]:
    """Return the points of every front in its own frame, to a centimetre, between its posts."""
    points = np.concatenate([part.points for part in find_model("destiny", beside=None).load().parts])
    found = {}
    for name, spot in facts.points.items():
        if spot.kind != "rack":
            continue
        right, out = np.array(spot.direction), np.array(spot.normal)
        local = (points - spot.position_m) @ np.stack([right, np.cross(out, right), out]).T
        mine = (np.abs(local[:, 0]) < 0.49) & (np.abs(local[:, 1]) < 0.90) & (np.abs(local[:, 2]) < 0.15)
        found[name] = {(float(x), float(y), float(h)) for x, y, h in np.round(local[mine], 2) + 0.0}
    return found


def share_in_common(a: set[tuple[float, float, float]], b: set[tuple[float, float, float]]) -> float:
    return len(a & b) / len(a | b)


def test_every_front_is_there(fronts: dict[str, set[tuple[float, float, float]]]) -> None:
    assert len(fronts) == 24
    # An open rack keeps its hardware deeper than the slab looked at here; most of a front lies in it.
    assert min(len(front) for front in fronts.values()) > 20


def test_no_two_fronts_are_alike(fronts: dict[str, set[tuple[float, float, float]]]) -> None:
    alike = {
        pair: share_in_common(fronts[pair[0]], fronts[pair[1]]) for pair in combinations(sorted(fronts), 2)
    }
    assert alike.pop(TWINS) < 0.8
    worst = max(alike, key=lambda pair: alike[pair])
    assert alike[worst] < 0.5, (worst, alike[worst])


def test_there_are_at_least_ten_kinds() -> None:
    kinds = {kind for row in DESTINY.racks.values() for kind in row}
    assert len(kinds) >= 10
