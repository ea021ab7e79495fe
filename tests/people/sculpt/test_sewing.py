"""Cutting, hemming and sewing keep surfaces closed and where they belong."""

from __future__ import annotations

import numpy as np
import pytest

from zeroshot.people.sculpt.draping import normals_of
from zeroshot.people.sculpt.hems import cut, hemmed, rims
from zeroshot.people.sculpt.nets import graded, mesh_field
from zeroshot.people.sculpt.solids import box, tube, turned_ring
from zeroshot.people.sculpt.tailoring import Piece, ironed_rims, thinned_open
from zeroshot.people.sculpt.trims import Ground, button, patch, ribbon
from zeroshot.people.template import SKIN_JOINTS

LINE = graded([-0.25, 0.25], [0.02])


def ball():
    return mesh_field(lambda p: np.linalg.norm(p, axis=1) - 0.2, (LINE, LINE, LINE))


def open_ball():
    return cut(ball(), lambda p: p[:, 2] - 0.1)


def is_closed(triangles: np.ndarray) -> bool:
    pairs = np.concatenate([triangles[:, pair] for pair in ([0, 1], [1, 2], [2, 0])])
    _, counts = np.unique(np.sort(pairs, axis=1), axis=0, return_counts=True)
    _, ways = np.unique(pairs, axis=0, return_counts=True)
    return bool((counts == 2).all() and (ways == 1).all())


def volume(points: np.ndarray, triangles: np.ndarray) -> float:
    a, b, c = points[triangles].transpose(1, 0, 2)
    return float(np.sum(a * np.cross(b, c)) / 6.0)


def piece(mesh) -> Piece:
    points, triangles = mesh
    shares = np.zeros((len(points), len(SKIN_JOINTS)), dtype=np.float32)
    shares[:, 0] = 1.0
    return Piece(points, points, triangles, shares, np.zeros((len(points), 2)), np.ones(len(points)))


def test_a_cut_leaves_one_even_rim():
    points, triangles = open_ball()
    (rim,) = rims(triangles)
    assert points[:, 2].max() == pytest.approx(0.1, abs=1e-6)
    assert np.abs(points[rim, 2] - 0.1).max() < 1e-4
    assert np.linalg.norm(points[rim, :2], axis=1) == pytest.approx(np.sqrt(0.2**2 - 0.1**2), abs=0.004)


def test_a_hem_closes_a_rim_and_lies_within():
    mesh = open_ball()
    (points, triangles), owners = hemmed(mesh, normals_of(*mesh), thickness_m=0.003, depth_m=0.03)
    assert is_closed(triangles)
    assert volume(points, triangles) > 0.0
    assert len(owners) == len(points)
    lining = np.linalg.norm(points[len(mesh[0]) :], axis=1)
    assert lining.max() < 0.201


def test_thinning_an_open_surface_keeps_its_rim():
    points, triangles = open_ball()
    fewer, thin = thinned_open(points, triangles, target=len(triangles) // 3)
    assert len(thin) < 0.6 * len(triangles)
    (before,), (after,) = rims(triangles), rims(thin)
    assert np.allclose(np.sort(points[before], axis=0), np.sort(fewer[after], axis=0))


def test_ironing_evens_a_rim_out():
    points, triangles = open_ball()
    (rim,) = rims(triangles)
    crumpled = points.copy()
    crumpled[rim, 2] += 0.01 * np.cos(np.arange(len(rim)) * np.pi)
    ironed = ironed_rims(crumpled, triangles)
    assert np.ptp(ironed[rim, 2]) < 0.3 * np.ptp(crumpled[rim, 2])


def test_what_is_sewn_on_is_closed_and_lies_on_the_cloth():
    ground = Ground(piece(ball()))
    turn = np.linspace(0.0, 2.0, 9)
    path = 0.3 * np.stack([np.cos(turn), np.sin(turn), 0.0 * turn], axis=1)
    for sewn in (
        ribbon(ground, path, width_m=0.02, height_m=0.002, toward=(0.0, 0.0, 0.0), across=3),
        patch(ground, (0.3, 0.0, 0.0), (0.0, 0.03, 0.0), (0.0, 0.0, 0.02), inward=(-1.0, 0.0, 0.0)),
        button(ground, (0.3, 0.0, 0.05), radius_m=0.006, tint=(0.0, 1.0), inward=(-1.0, 0.0, 0.0)),
    ):
        assert is_closed(sewn.triangles)
        radii = np.linalg.norm(sewn.points, axis=1)
        assert radii.min() > 0.193 and radii.max() < 0.206
        assert np.allclose(sewn.shares.sum(axis=1), 1.0)
        outward = np.sum(sewn.normals * sewn.points, axis=1)[radii > 0.2005]
        assert (outward > 0.0).mean() > 0.9


def test_boxes_tubes_and_rings_are_closed_and_as_large_as_told():
    made = box((1.0, 0.0, 0.0), (0.1, 0.2, 0.3), 0.03, "hips")
    assert is_closed(made.triangles)
    assert np.ptp(made.points, axis=0) == pytest.approx([0.2, 0.4, 0.6])
    assert volume(made.points, made.triangles) == pytest.approx(0.048, rel=0.05)
    line = np.array([[0.0, 0.0, 0.0], [0.1, 0.0, 0.0], [0.2, 0.05, 0.0]])
    ring = 0.1 * np.stack(
        [np.cos(np.arange(24) / 24 * 2 * np.pi), np.sin(np.arange(24) / 24 * 2 * np.pi), np.zeros(24)], 1
    )
    profile = [(0.08, -0.01), (0.1, -0.01), (0.1, 0.01), (0.08, 0.01)]
    for other in (
        tube(line, 0.01, "hips"),
        tube(ring, 0.01, "hips", is_closed=True),
        turned_ring(np.zeros(3), np.array([0.0, 0.0, 1.0]), profile, "hips"),
    ):
        assert is_closed(other.triangles)
        assert volume(other.points, other.triangles) > 0.0
