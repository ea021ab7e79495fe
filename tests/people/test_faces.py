"""Faces move the skin as they should, lids follow and close, and hair grows where it is told to."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy.spatial import cKDTree

from zeroshot.people.faces import FACES, MOVING, lid_closure
from zeroshot.people.figure import build_figure
from zeroshot.people.outfit import drawn_parts
from zeroshot.people.palette import paint_colors
from zeroshot.people.person import Person
from zeroshot.people.posture import Posture
from zeroshot.people.regions import REGION_INDEX
from zeroshot.people.template import read_parts
from zeroshot.people.tones import HAIR_COLORS, HAIR_CUTS, SKIN_TONES

SEXES = ("female", "male")


def person(sex: str, **fields) -> Person:
    return Person(sex, 1.70, "#c8553d", **fields)


@cache
def figure(sex: str, face: str, gaze=None):
    return build_figure(person(sex), Posture(face=face), gaze_in_actor=gaze)


def part_of(mesh, name: str):
    return next(part for part in mesh.parts if part.material.name == name)


def drawn(sex: str, name: str):
    return next(part for part in drawn_parts(person(sex)) if part.name == name)


def areas_and_normals(points, triangles):
    corners = points[triangles].astype(float)
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    size = np.linalg.norm(cross, axis=1)
    return size / 2.0, cross / np.maximum(size, 1e-15)[:, None]


@pytest.mark.parametrize("sex", SEXES)
def test_the_neutral_face_is_the_sculpture_itself(sex):
    plain, neutral = drawn_parts(person(sex)), drawn_parts(person(sex), face="neutral")
    for a, b in zip(plain, neutral, strict=True):
        assert np.array_equal(a.points, b.points)
    for part in (*read_parts("skin", sex).values(), read_parts("eyes", sex)["mouth"]):
        assert part.shifts.shape == (len(part.points), 3 * len(MOVING))


@pytest.mark.parametrize("sex", SEXES)
def test_faces_move_the_face_alone_and_each_its_own_way(sex):
    skin = read_parts("skin", sex)["skin"]
    shifts = skin.shifts.reshape(len(skin.points), len(MOVING), 3)
    moved = np.linalg.norm(shifts, axis=2)
    is_face = np.isin(skin.region, [REGION_INDEX[name] for name in ("head", "neck")])
    assert moved[~is_face].max() < 0.004
    for index, face in enumerate(MOVING):
        if face != "eyes-closed":  # which the lids do
            assert moved[:, index].max() > 0.002, face
    assert moved[:, MOVING.index("shout")].max() > 0.025


@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("face", MOVING)
def test_a_face_stays_symmetric_and_untangled(sex, face):
    skin = read_parts("skin", sex)["skin"]
    first = 3 * MOVING.index(face)
    points = skin.points + skin.shifts[:, first : first + 3]
    image = points * [1.0, -1.0, 1.0]
    _, rows = cKDTree(points).query(image)
    assert np.abs(points[rows] - image).max() < 1e-6
    near = np.isin(skin.region[skin.triangles], [REGION_INDEX["head"], REGION_INDEX["neck"]]).any(axis=1)
    _, at_rest = areas_and_normals(skin.points, skin.triangles[near])
    after, moved = areas_and_normals(points, skin.triangles[near])
    assert (after > 1e-11).all()
    # Lips roll over and the floor of the mouth folds as it opens; nothing else turns over.
    turned = np.sum(at_rest * moved, axis=1) < 0.0
    assert after[turned].sum() < 0.012 * after.sum()


def iris_center(mesh, sex: str, side: str) -> np.ndarray:
    """Return the middle of the iris's ring in the actor's frame."""
    eyes = drawn(sex, "eyes")
    is_own = eyes.points[:, 1] > 0.0 if side == "right" else eyes.points[:, 1] < 0.0
    return part_of(mesh, "eyes").points[is_own & (eyes.paint[:, 0] > 0.9)].mean(axis=0)


@pytest.mark.parametrize("gaze", [(1, 0, 0), (1, 0.3, 0), (1, -0.25, 0.2), (1, 0.1, 0.35), (1, 0, -0.3)])
@pytest.mark.parametrize("sex", SEXES)
def test_the_irises_lie_on_the_line_of_sight(sex, gaze):
    posed = figure(sex, "neutral", gaze)
    for side in ("left", "right"):
        way = iris_center(posed.mesh, sex, side) - posed.joints_in_actor[side + "Eye"]
        cosine = np.dot(way, posed.gaze_in_actor) / np.linalg.norm(way)
        assert np.degrees(np.arccos(min(cosine, 1.0))) < 1.0


def crossed(a, b) -> np.ndarray:
    return a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]


def are_hidden(targets, direction, corners) -> np.ndarray:
    """Tell which points (n, 3) have one of the triangles (m, 3, 3) ahead of them along a direction."""
    side = np.cross(direction, [0.0, 0.0, 1.0])
    side /= np.linalg.norm(side)
    flat = np.stack([side, np.cross(direction, side)], axis=-1)
    a, b, c = (corners @ flat).transpose(1, 0, 2)
    double = crossed(b - a, c - a)
    a, b, c, corners, double = (rows[np.abs(double) > 1e-12] for rows in (a, b, c, corners, double))
    hidden = []
    for target in targets:
        p = target @ flat
        shares = np.stack([crossed(c - b, p - b), crossed(a - c, p - c), crossed(b - a, p - a)]) / double
        over = (shares > 0.0).all(axis=0)
        heights = np.einsum("kn,nkd->nd", shares[:, over], corners[over]) @ direction
        hidden.append(bool((heights > target @ direction + 1e-4).any()))
    return np.array(hidden)


def seen_share(sex: str, face: str, gaze=None) -> float:
    """Return the share of iris and pupil that no skin covers, seen along the line of sight of the head."""
    posed = figure(sex, face, gaze)
    head, eyes = part_of(posed.mesh, "head"), part_of(posed.mesh, "eyes")
    paint = drawn(sex, "eyes").paint
    targets = eyes.points[paint[:, :2].sum(axis=1) > 0.9].astype(float)
    forward = posed.attitudes_in_actor[5][:, 0]
    middle = posed.eyes_in_actor
    corners = head.points[head.triangles].astype(float)
    close = np.linalg.norm(corners.mean(axis=1) - middle, axis=1) < 0.062
    return float(1.0 - are_hidden(targets, forward, corners[close]).mean())


@pytest.mark.parametrize("sex", SEXES)
def test_closed_lids_cover_the_iris_and_open_ones_show_it(sex):
    assert seen_share(sex, "eyes-closed") == 0.0
    assert seen_share(sex, "pain") < seen_share(sex, "concentration") < seen_share(sex, "neutral")
    assert seen_share(sex, "neutral") > 0.75
    assert seen_share(sex, "fear") > seen_share(sex, "neutral")


def test_the_upper_lid_follows_the_gaze_and_a_closed_one_stays():
    assert lid_closure("neutral", 0.3)[0] > lid_closure("neutral", 0.0)[0] > lid_closure("neutral", -0.3)[0]
    for pitch in (-0.4, 0.0, 0.4):
        assert lid_closure("eyes-closed", pitch) == (1.0, 1.0)
    for face in FACES:
        for pitch in np.linspace(-0.5, 0.5, 9):
            upper, lower = lid_closure(face, float(pitch))
            assert upper <= 1.0
            assert lower <= 1.0


@pytest.mark.parametrize("sex", SEXES)
def test_an_open_mouth_shows_teeth_that_are_hidden_otherwise(sex):
    def teeth_seen(face: str, tilt: float = 0.04) -> int:
        posed = figure(sex, face)
        head, mouth = part_of(posed.mesh, "head"), part_of(posed.mesh, "mouth")
        # Straight ahead one would look along the line between the lips, which is a tenth of a millimetre.
        forward = posed.attitudes_in_actor[5] @ np.array([1.0, 0.0, tilt]) / np.hypot(1.0, tilt)
        targets = mouth.points[::3].astype(float)
        corners = head.points[head.triangles].astype(float)
        close = np.linalg.norm(corners.mean(axis=1) - targets.mean(axis=0), axis=1) < 0.07
        return int((~are_hidden(targets, forward, corners[close])).sum())

    for face in ("neutral", "concentration"):
        assert teeth_seen(face) == teeth_seen(face, -0.04) == 0
    assert teeth_seen("shout") > teeth_seen("smile") > 10


@pytest.mark.parametrize("sex", SEXES)
def test_every_cut_of_hair_fits_either_head(sex):
    assert len(HAIR_CUTS[sex]) >= 6
    reaches = {}
    for cut in HAIR_CUTS[sex]:
        parts = {part.name: part for part in drawn_parts(person(sex, hair=cut))}
        assert ("hair" in parts) == (cut != "bald")
        if cut == "bald":
            continue
        hair, head = parts["hair"], parts["head"]
        middle = head.points[head.points[:, 2] < np.median(head.points[:, 2])].mean(axis=0)
        reaches[cut] = float(np.linalg.norm(hair.points - middle, axis=1).max())
        lowest = hair.points[:, 2].max()
        assert lowest < head.points[:, 2].max() + 0.30, cut
        assert len(hair.triangles) < 40_000
    assert reaches["long-floating"] > reaches["bob-floating"] > reaches["short"] + 0.03


@pytest.mark.parametrize("sex", SEXES)
def test_long_hair_spreads_to_all_sides(sex):
    """Nothing pulls it down: it stands off ahead of the crown, behind, and to both sides."""
    hair = next(part for part in drawn_parts(person(sex, hair="long-floating")) if part.name == "hair")
    low, high = hair.points.min(axis=0), hair.points.max(axis=0)
    middle = hair.points.mean(axis=0)
    assert ((high - middle)[1], (middle - low)[1]) > (0.2, 0.2)
    assert (middle - low)[2] > 0.2
    assert (high - low)[0] > 0.4


def test_tones_run_from_light_to_dark_and_are_told_apart():
    light = [sum(color) for color in SKIN_TONES.values()]
    assert light == sorted(light, reverse=True)
    for tones in (SKIN_TONES, HAIR_COLORS):
        values = np.array(list(tones.values()), dtype=float)
        gaps = np.linalg.norm(values[:, None] - values[None], axis=2) + 1e3 * np.eye(len(values))
        assert gaps.min() > 12.0


def test_lips_are_redder_than_the_skin_on_every_tone():
    skin = next(part for part in drawn_parts(person("female")) if part.name == "head")
    lips, bare = skin.paint[:, 0] > 0.95, skin.paint[:, :2].sum(axis=1) < 0.02
    assert lips.sum() > 60
    for tone in SKIN_TONES:
        colors = paint_colors("head", skin.paint, person("female", skin=tone)).astype(float)
        redness = colors[:, 0] / colors[:, 1]
        assert np.median(redness[lips]) > 1.05 * np.median(redness[bare]), tone
