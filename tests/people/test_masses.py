"""Masses: a whole body, its centre at the origin, and an inertia that physics and published figures allow."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from people.bare import bare_skin, posed
from stances import person
from zeroshot.people.figure import Posture, build_figure, pose_names
from zeroshot.people.masses import core_of, masses_of, segment_shares
from zeroshot.people.reach import stance_of
from zeroshot.people.shape import shaped_skeleton
from zeroshot.people.skeleton import JOINTS, forward_kinematics, stack_joints

POUND_INCH_S2 = 0.112985
"""In kg·m²."""


def random_posture(seed: int) -> Posture:
    random = np.random.default_rng(seed)
    chosen = random.choice(JOINTS, 14, replace=False)
    pose = str(random.choice(pose_names()))
    return Posture(pose, {str(name): tuple(random.uniform(-60, 60, 3)) for name in chosen})


@pytest.mark.parametrize("sex", ["female", "male"])
def test_segment_masses_are_a_whole_body(sex):
    assert sum(segment_shares(sex).values()) == pytest.approx(1.0)
    who = person(sex, 1.7)
    assert build_figure(who).mass_kg == pytest.approx(masses_of(who).mass_kg)


@pytest.mark.parametrize("sex", ["female", "male"])
def test_the_centre_of_mass_stays_at_the_origin_whatever_the_pose(sex):
    for seed in range(12):
        made = build_figure(person(sex, 1.7), random_posture(seed))
        positions = stack_joints(made.joints_in_actor)
        assert np.allclose(masses_of(made.person).centre(positions, made.attitudes_in_actor), 0.0, atol=1e-9)


@given(st.integers(0, 2**20))
@settings(max_examples=15, deadline=None)
def test_the_inertia_is_one_that_a_body_can_have(seed):
    tensor = build_figure(person("male", 1.8), random_posture(seed)).inertia_kg_m2
    assert np.allclose(tensor, tensor.T)
    a, b, c = np.linalg.eigvalsh(tensor)
    assert a > 0.0
    assert a + b >= c


def points_of(masses, positions, attitudes) -> tuple[np.ndarray, np.ndarray]:
    """Stand in for every segment six points of equal mass that weigh and turn like it."""
    points, weights = [], []
    for row, mass_kg in enumerate(masses.masses_kg):
        first, second = (
            positions[joint] + attitudes[joint] @ offset
            for joint, offset in zip(masses.riders[row], masses.offsets[row], strict=True)
        )
        down = (second - first) / np.linalg.norm(second - first)
        right = attitudes[masses.frames[row]][:, 1]
        right = right - right @ down * down
        right /= np.linalg.norm(right)
        axes = np.stack([np.cross(right, down), right, down])
        square = masses.radii_m[row] ** 2
        middle = first + masses.shares[row] * (second - first)
        # Along each axis the second moment is half the sum of the squares less the axis's own square.
        for axis in range(3):
            spread = square.sum() / 2.0 - square[axis]
            for sign in (-1.0, 1.0):
                points.append(middle + sign * np.sqrt(complex(3.0 * spread)) * axes[axis])
                weights.append(mass_kg / 6.0)
    return np.array(points), np.array(weights)


@pytest.mark.parametrize("clothes", [("polo", "cargo-trousers", "socks"), ("eva",)])
def test_inertia_is_that_of_points_that_stand_for_the_segments(clothes):
    """The parallel-axis theorem, done the long way (imaginary offsets where a disc is flatter than flat)."""
    who = person("female", 1.62, clothes=clothes)
    masses = masses_of(who)
    rest = shaped_skeleton(who.sex, who.stature_m)
    turns = build_figure(person("female", 1.62), random_posture(5)).turns
    positions, attitudes = forward_kinematics(rest, turns)
    points, weights = points_of(masses, positions, attitudes)
    centre = weights @ points / weights.sum()
    away = points - centre
    outer = np.einsum("n,ni,nj->ij", weights, away, away)
    assert np.allclose(centre.imag, 0.0) and np.allclose(masses.centre(positions, attitudes), centre.real)
    tensor = np.trace(outer) * np.eye(3) - outer
    assert np.allclose(masses.inertia(positions, attitudes), tensor.real)


def test_a_mirrored_body_has_the_mirrored_inertia():
    mirror = np.diag([1.0, -1.0, 1.0])
    plain = build_figure(person(), Posture("reaching")).inertia_kg_m2
    other = build_figure(person(), Posture("reaching", is_mirrored=True)).inertia_kg_m2
    assert np.allclose(mirror @ plain @ mirror, other)


# Santschi, DuBois & Omoto 1963, AMRL-TDR-63-36: 66 men, mean 176 cm and 75.5 kg; lb·in·s² about forward,
# right and down, arms at the sides. Single subjects beside them as tabled from there by Amirouche, "Body
# dynamics", table A.2.1.
PUBLISHED = [
    (1.76, 75.5, (115.0, 103.0, 11.3)),
    (1.834, 78.7, (132.0, 119.0, 13.1)),
    (1.712, 66.8, (95.6, 81.9, 10.3)),
]


@pytest.mark.parametrize(("stature_m", "mass_kg", "pound_inch_s2"), PUBLISHED)
def test_a_standing_man_turns_like_those_who_were_measured(stature_m, mass_kg, pound_inch_s2):
    """They stood on Earth: a spine as much longer as ours makes 6 % more about forward and right."""
    made = build_figure(person("male", stature_m), Posture("standing"))
    measured = np.array(pound_inch_s2) * POUND_INCH_S2 / mass_kg
    ours = np.diag(made.inertia_kg_m2) / made.mass_kg
    assert np.abs(ours / measured - 1.0).max() < 0.2
    assert ours[2] < 0.2 * ours[0]


def test_the_neutral_body_turns_like_men_relaxed_in_weightlessness():
    """The same study's last position, knees further drawn up: 92.2, 88.2 and 35.9 lb·in·s², 75.5 kg."""
    measured = np.array([92.2, 88.2, 35.9]) * POUND_INCH_S2 / 75.5
    standing, neutral = (
        np.diag(made.inertia_kg_m2) / made.mass_kg
        for made in (build_figure(person("male", 1.76), Posture(name)) for name in ("standing", "neutral"))
    )
    assert np.all(standing[:2] > neutral[:2]) and np.all(neutral[:2] > 0.9 * measured[:2])
    assert standing[2] < neutral[2] < measured[2]


def solid_of(points, triangles) -> tuple[np.ndarray, np.ndarray]:
    """Return the centre (3,) and the inertia over mass (3, 3) of an evenly dense solid within a skin.

    Sums of tetrahedra with the origin (Blow & Binstock 2004, "How to find the inertia tensor").
    """
    corners = points[triangles].astype(float)
    volumes = np.linalg.det(corners) / 6.0
    corners = np.concatenate([corners, corners.sum(axis=1, keepdims=True)], axis=1)
    volume = volumes.sum()
    centre = volumes @ corners[:, 3] / 4.0 / volume
    spread = np.einsum("n,nki,nkj->ij", volumes, corners, corners) / 20.0 / volume
    spread -= np.outer(centre, centre)
    return centre, np.trace(spread) * np.eye(3) - spread


@pytest.mark.parametrize("pose", ["neutral", "curled", "stretched"])
@pytest.mark.parametrize(("sex", "stature_m"), [("female", 1.65), ("male", 1.78)])
def test_segments_weigh_what_the_skin_holds(sex, stature_m, pose):
    """Lungs make the chest lighter than what is even, so the true centre lies further to the feet."""
    made, skin = build_figure(person(sex, stature_m), Posture(pose)), bare_skin(sex, stature_m)
    centre, inertia = solid_of(posed(skin, made)[0], skin.part.triangles)
    assert np.all(np.abs(centre) < (0.025, 0.003, 0.05))
    ours, even = (np.linalg.eigvalsh(one) for one in (made.inertia_kg_m2 / made.mass_kg, inertia))
    assert np.abs(ours / even - 1.0).max() < 0.18


def test_a_pack_draws_the_centre_of_mass_back_and_weighs():
    plain, packed = masses_of(person("male", 1.8)), masses_of(person("male", 1.8, clothes=("eva",)))
    turns = build_figure(person("male", 1.8)).turns
    placed = forward_kinematics(shaped_skeleton("male", 1.8), turns)
    assert packed.mass_kg - plain.mass_kg == pytest.approx(125.0)
    assert packed.centre(*placed)[0] < plain.centre(*placed)[0] - 0.05
    assert np.all(np.linalg.eigvalsh(packed.inertia(*placed)) > np.linalg.eigvalsh(plain.inertia(*placed)))


@pytest.mark.parametrize("clothes", [("polo", "cargo-trousers", "socks"), ("sokol",), ("eva",)])
def test_the_core_skeleton_has_the_same_centre_of_mass(clothes):
    who = person("female", 1.7, clothes=clothes)
    turns = build_figure(person("female", 1.7), random_posture(3)).turns
    whole = masses_of(who).centre(*forward_kinematics(shaped_skeleton("female", 1.7), turns))
    core = core_of(who)
    assert np.allclose(core.centre(*core.place(stance_of(turns[None]).turns))[0], whole)


def test_turning_the_whole_body_turns_its_inertia():
    made = build_figure(person(), Posture("curled"))
    turn = Rotation.from_euler("xyz", [20, 40, -70], degrees=True).as_matrix()
    positions = stack_joints(made.joints_in_actor) @ turn.T
    turned = masses_of(made.person).inertia(positions, turn @ made.attitudes_in_actor)
    assert np.allclose(turned, turn @ made.inertia_kg_m2 @ turn.T)
