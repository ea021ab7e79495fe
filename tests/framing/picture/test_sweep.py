"""The planes of a sweep against rotations worked out by scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from framing.small_scene import build, turned, two_people
from zeroshot.framing.picture.sweep import rolled, sweep_planes
from zeroshot.framing.staging import stage

seeds = st.integers(0, 2**32 - 1)


def tilted(seed: int) -> dict:
    """Return two people at any attitude, and a camera that has rolled."""
    random = np.random.default_rng(seed)
    content = two_people()
    for item in (*content["actors"], *content["cameras"]):
        item["orientation_xyzw"] = [float(value) for value in Rotation.random(rng=random).as_quat()]
    return content


def horizontal(staged, head_in_world) -> np.ndarray:
    """Return a head direction in the camera's frame, the part along the lens taken away."""
    camera = Rotation.from_quat(staged.camera_placement.orientation_xyzw)
    seen = camera.inv().apply(head_in_world)
    return seen[1:] / np.linalg.norm(seen[1:])


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_in_each_plane_its_head_points_to_the_top_of_the_picture(set_folder, seed):
    staged = stage(build(tilted(seed)), beside=set_folder)
    heads = {"station": staged.station_head}
    for actor in staged.actors:
        heads[actor.actor.id] = Rotation.from_quat(actor.placement.orientation_xyzw).apply([0, 0, -1])
    planes = sweep_planes(staged)
    assert any(plane.members[-1] == "camera" and not plane.is_half for plane in planes)
    for plane in planes:
        seen = rolled(staged, plane.placement)
        before, after = staged.camera_placement, seen.camera_placement
        assert after.position_m == before.position_m
        forward = [Rotation.from_quat(place.orientation_xyzw).apply([1, 0, 0]) for place in (before, after)]
        assert forward[0] == pytest.approx(forward[1], abs=1e-9)
        if not plane.is_half and plane.members[0] in heads:
            assert horizontal(seen, heads[plane.members[0]]) == pytest.approx([0.0, -1.0], abs=1e-6)
        if plane.station_roll_deg is not None:
            right, down = horizontal(seen, staged.station_head)
            expected = -np.degrees(np.arctan2(right, -down))
            off = (plane.station_roll_deg - expected + 180.0) % 360.0 - 180.0
            assert off == pytest.approx(0.0, abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_halves_lie_half_way(set_folder, seed):
    staged = stage(build(tilted(seed)), beside=set_folder)
    planes = sweep_planes(staged)
    rolls = {plane.members[0]: plane.roll_deg for plane in planes if not plane.is_half}
    halves = [plane for plane in planes if plane.is_half]
    gaps = np.diff([*sorted(roll % 360.0 for roll in rolls.values()), min(rolls.values()) % 360.0 + 360.0])
    # A wedge of two degrees has no middle worth a picture; nor has what is more than half a turn wide.
    assert sum((gaps > 2.1) & (gaps < 180.9)) <= len(halves) <= len(rolls)
    for half in halves:
        first, second = (rolls[member] for member in half.members)
        gap = (second - first) % 360.0
        assert gap <= 181.0
        assert np.cos(np.radians(half.roll_deg - first - gap / 2.0)) == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_turning_the_whole_world_changes_no_roll(set_folder, seed):
    content = tilted(seed)
    before = sweep_planes(stage(build(content), beside=set_folder))
    world = Rotation.random(rng=seed + 100)
    after = sweep_planes(stage(build(turned(content, world, (1.0, 2.0, -3.0))), beside=set_folder))
    assert [plane.members for plane in after] == [plane.members for plane in before]
    for one, other in zip(before, after, strict=True):
        assert np.cos(np.radians(one.roll_deg - other.roll_deg)) == pytest.approx(1.0, abs=1e-9)
        assert one.plane_count == other.plane_count


def test_people_in_the_stations_plane_share_its_picture(set_folder):
    content = two_people()
    content["cameras"][0]["orientation_xyzw"] = [
        float(value)
        for value in (
            Rotation.from_quat(content["cameras"][0]["orientation_xyzw"])
            * Rotation.from_euler("x", 30, degrees=True)
        ).as_quat()
    ]
    planes = sweep_planes(stage(build(content), beside=set_folder))
    assert planes[0].members == ("station", "surgeon")
    assert planes[0].roll_deg == pytest.approx(-30.0)
    assert planes[0].station_roll_deg == pytest.approx(0.0, abs=1e-6)
