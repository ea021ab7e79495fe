"""Plans: cuts against trimesh, clipping against sampling, and six views that agree with one another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st

from framing.small_scene import build, make_folder, two_people
from zeroshot.framing.paper.cutting import clip_polygon, clip_segments, cut_mesh, seen_from
from zeroshot.framing.paper.plan_forms import ATHWART, LENGTHWISE
from zeroshot.framing.paper.plans import draw_plan, draw_plans
from zeroshot.framing.staging import stage
from zeroshot.mesh import Mesh, Part
from zeroshot.spatial import Placement

WINDOW = (-1.0, -0.5, 1.5, 2.0)
PLACES = st.tuples(st.floats(-3.0, 3.0), st.floats(-3.0, 3.0))


def ball() -> tuple[Mesh, trimesh.Trimesh]:
    solid = trimesh.creation.icosphere(subdivisions=2, radius=0.7)
    points = solid.vertices.astype(np.float32)
    return Mesh((Part(points, points, solid.faces.astype(np.int32)),)), solid


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_cut_is_what_trimesh_cuts(axis: int) -> None:
    mesh, solid = ball()
    placement = Placement((0.1, -0.2, 0.3), (0.0, 0.0, 0.6, 0.8))
    cut = cut_mesh(mesh, placement, axis=axis, at_m=0.25)
    solid.apply_transform(placement.matrix)
    normal = np.eye(3)[axis]
    other = solid.section(plane_origin=normal * 0.250001, plane_normal=normal)
    assert np.linalg.norm(cut[:, 1] - cut[:, 0], axis=1).sum() == pytest.approx(other.length, rel=1e-4)
    assert np.allclose(cut[..., axis], 0.25, atol=1e-5)


@given(st.lists(st.tuples(PLACES, PLACES), min_size=1, max_size=20))
def test_clipped_lines_keep_what_is_inside_and_no_more(lines: list) -> None:
    segments = np.array(lines, dtype=float)
    clipped = clip_segments(segments, WINDOW)
    low, high = np.array(WINDOW[:2]), np.array(WINDOW[2:])
    assert ((clipped >= low - 1e-9) & (clipped <= high + 1e-9)).all()
    shares = np.linspace(0.0, 1.0, 2001)[:, None, None]
    points = segments[:, 0] + shares * (segments[:, 1] - segments[:, 0])
    inside = ((points >= low) & (points <= high)).all(axis=2).mean(axis=0)
    lengths = np.linalg.norm(segments[:, 1] - segments[:, 0], axis=1)
    kept = np.linalg.norm(clipped[:, 1] - clipped[:, 0], axis=1).sum()
    assert kept == pytest.approx(float((inside * lengths).sum()), abs=0.002 * float(lengths.sum()) + 1e-9)


@given(PLACES, st.floats(0.1, 2.0), st.integers(3, 8))
def test_clipped_outlines_keep_the_area_inside(middle: tuple[float, float], reach: float, count: int) -> None:
    turns = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
    outline = np.array(middle) + reach * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    clipped = clip_polygon(outline, WINDOW)
    grid = np.stack(np.meshgrid(np.linspace(-1, 1.5, 251), np.linspace(-0.5, 2, 251)), axis=-1).reshape(-1, 2)
    edges = np.roll(outline, -1, axis=0) - outline
    offsets = grid[:, None] - outline
    inside = (edges[:, 0] * offsets[..., 1] - edges[:, 1] * offsets[..., 0] >= 0).all(axis=1)
    area = 0.0
    if len(clipped):
        x, y = clipped.T
        area = 0.5 * abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))
    assert area == pytest.approx(inside.mean() * 2.5 * 2.5, abs=0.12)


def box(half: float) -> np.ndarray:
    corners = np.array([(-half, -half), (half, -half), (half, half), (-half, half)])
    return np.stack([corners, np.roll(corners, -1, axis=0)], axis=1)


def test_a_hull_around_the_cabin_is_not_seen_from_within() -> None:
    lines = np.concatenate([box(0.5), box(0.9)])
    window = (-1.0, -1.0, 1.0, 1.0)
    seen = seen_from(lines, np.zeros(2), window)
    assert np.abs(seen).max() == 0.5
    assert np.linalg.norm(seen[:, 1] - seen[:, 0], axis=1).sum() == pytest.approx(4.0)
    assert len(seen_from(lines, np.array([1.5, 0.0]), window)) == 8  # from outside everything stays
    assert len(seen_from(np.zeros((0, 2, 2)), np.zeros(2), window)) == 0


@pytest.mark.parametrize("walls", [LENGTHWISE, ATHWART])
def test_every_wall_is_looked_at_once_and_never_as_in_a_mirror(walls: tuple) -> None:
    assert {wall.name for wall in walls} == {"forward", "aft", "port", "starboard", "overhead", "deck"}
    for wall in walls:
        looks, right, down = wall.axes
        assert np.allclose(np.cross(looks, right), down)


def test_the_views_agree_on_where_everything_is(tmp_path: Path) -> None:
    make_folder(tmp_path)
    staged = stage(build(two_people()), beside=tmp_path)
    plan = draw_plan(staged)
    assert len(plan.views) == 6 and not plan.beyond
    lens = np.array(staged.camera_placement.position_m)
    for view in plan.views:
        _, right, down = view.wall.axes
        assert np.allclose(view.frustum.pupil, [lens @ right, lens @ down])
        left, top, far_right, bottom = view.window
        assert left < view.frustum.pupil[0] < far_right and top < view.frustum.pupil[1] < bottom
        assert len(view.cut) >= 4
        surgeon, cosmonaut = view.people
        assert surgeon.name == "Surgeon"
        head = surgeon.feet_to_crown[1] - surgeon.feet_to_crown[0]
        expected = np.array([0.0, 0.0, -1.0])
        assert np.allclose(head / 1.6, [expected @ right, expected @ down], atol=0.15)
        if view.wall.name in ("port", "starboard"):
            assert cosmonaut.head_is_away == (view.wall.name == "starboard")
    rails = {view.wall.name: view.rails[0].is_on_wall for view in plan.views}
    assert rails == {
        "port": True,
        **dict.fromkeys(("starboard", "forward", "aft", "overhead", "deck"), False),
    }


def test_who_is_far_off_is_named_and_not_drawn(tmp_path: Path) -> None:
    make_folder(tmp_path)
    content = two_people()
    content["actors"][1]["position_m"] = [20.0, 0.0, 0.0]
    plan = draw_plan(stage(build(content), beside=tmp_path))
    assert plan.beyond == ("Cosmonaut",)
    assert all(len(view.people) == 1 for view in plan.views)


def two_rooms(**camera: object) -> dict[str, Any]:
    content = two_people()
    content["set"]["modules"].append({**content["set"]["modules"][0], "id": "far", "position_m": [20, 0, 0]})
    content["actors"][1]["position_m"] = [20.0, 0.0, 0.0]
    content["cameras"][0].update(camera)
    return content


def test_who_is_in_another_module_is_on_its_plan(tmp_path: Path) -> None:
    make_folder(tmp_path)
    first, other = draw_plans(stage(build(two_rooms()), beside=tmp_path))
    assert (first.module, first.people, first.beyond) == ("lab, A room", ("Surgeon",), ())
    assert (other.module, other.people, other.beyond) == ("far, A room", ("Cosmonaut",), ())
    for view in other.views:
        left, top, right, bottom = view.window
        assert right - left < 10.0 and bottom - top < 10.0  # the room, and not the way to the camera
        ((x, y),) = (arrow.feet_to_crown.mean(axis=0) for arrow in view.people)
        assert left < x < right and top < y < bottom
        assert len(view.cut) >= 4
    assert any(rail.place == "far/rail-1" for rail in other.views[0].rails)


def test_a_camera_in_open_space_has_whole_bodies_and_modules_on_its_plan(tmp_path: Path) -> None:
    make_folder(tmp_path)
    staged = stage(build(two_rooms(position_m=[3.0, 30.0, 0.0])), beside=tmp_path)
    first, *others = draw_plans(staged)
    assert first.module is None and first.people == ("Surgeon", "Cosmonaut")
    assert [plan.module for plan in others] == ["lab, A room", "far, A room"]
    for view in first.views:
        left, top, right, bottom = view.window
        for arrow in view.people:
            ends = arrow.bones.reshape(-1, 2)
            assert (ends >= [left, top]).all() and (ends <= [right, bottom]).all()
