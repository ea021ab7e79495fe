"""The skin is closed, turned outward, symmetric, and measures what ANSUR II says it should."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import trimesh
from scipy.spatial import cKDTree

from zeroshot.people.figure import Person, Posture, build_figure
from zeroshot.people.outfit import DrawnPart
from zeroshot.people.proportions import SPINE_GROWTH, dimensions
from zeroshot.people.regions import REGION_INDEX
from zeroshot.people.shape import shaped_body, shaped_points
from zeroshot.people.skeleton import INDEX, JOINTS
from zeroshot.people.skinning import skin_movers, skin_part
from zeroshot.people.template import baked_file, read_parts, write_parts

STEMS = ("skin", "eyes", "hair")
BODIES = [
    ("female", 1.53),
    ("female", 1.65),
    ("female", 1.74),
    ("male", 1.65),
    ("male", 1.80),
    ("male", 1.90),
]


@cache
def body(sex: str, stature_m: float, pose: str = "standing"):
    return build_figure(Person(sex, stature_m, "#c8553d"), Posture(pose))


def points_of(figure, *names: str) -> np.ndarray:
    parts = [part.points for part in figure.mesh.parts if part.material.name in names]
    return np.concatenate(parts).astype(float)


def band(points: np.ndarray, z: float, half: float = 0.012) -> np.ndarray:
    return points[np.abs(points[:, 2] - z) < half]


def extent(points: np.ndarray, axis: int) -> float:
    return float(np.ptp(points[:, axis]))


def bare(figure) -> tuple[np.ndarray, np.ndarray]:
    """Return the points of the whole skin, hidden or not, and the region of each."""
    part = read_parts("skin", figure.sex)["skin"]
    shaped = shaped_points(part, sex=figure.sex, stature_m=figure.stature_m)
    drawn = DrawnPart("skin", shaped, shaped, part.triangles, part.joints, part.weights, part.paint)
    positions = np.stack([figure.joints_in_actor[name] for name in JOINTS])
    skeleton = shaped_body(figure.sex, figure.stature_m)
    movers = skin_movers(skeleton, figure.turns, positions, figure.attitudes_in_actor)
    return skin_part(drawn, movers)[0].astype(float), part.region


def measures(sex: str, stature: float) -> dict[str, tuple[float, float]]:
    """Measure a standing mesh, less its clothes: name → (measured, what the regressions say)."""
    size = dimensions(sex, stature)
    figure = body(sex, stature)
    joints, marks = figure.joints_in_actor, figure.landmarks_in_actor
    head = points_of(figure, "head")
    skin, region = bare(figure)
    feet = skin[region == REGION_INDEX["foot"]]
    of = {name: skin[region == index] for name, index in REGION_INDEX.items()}
    trunk = of["trunk"]
    shirt = np.concatenate([trunk, of["upper arm"]])
    trousers = np.concatenate([trunk, of["upper leg"]])
    above_ears = head[head[:, 2] < figure.eyes_in_actor[2] - 0.035]
    above_nose = head[head[:, 2] < figure.eyes_in_actor[2] - 0.012]
    narrow = shirt[np.abs(shirt[:, 1]) < 0.35 * size["biacromialbreadth"]]
    floor = feet[:, 2].max()
    growth = SPINE_GROWTH * stature
    flat = body(sex, stature, "arms-forward")
    arms = points_of(flat, "skin")
    hand = arms[arms[:, 1] > 0] - flat.joints_in_actor["rightHand"]
    hand = hand @ flat.attitudes_in_actor[INDEX["rightHand"]]
    hand = hand[np.linalg.norm(hand, axis=1) < 0.25]
    hips = band(trousers, joints["rightUpperLeg"][2] - 0.02, 0.02)
    return {
        "stature": (floor - head[:, 2].min() - growth, size["stature"]),
        "head length": (extent(above_nose, 0), size["headlength"]),
        "head breadth": (extent(above_ears, 1), size["headbreadth"]),
        "hip breadth": (extent(hips, 1), size["hipbreadth"]),
        "shoulder breadth": (
            extent(shirt_at_deltoids(shirt, joints), 1),
            size["bideltoidbreadth"],
        ),
        "chest depth": (extent(band(narrow, marks["chest"][2], 0.02), 0), size["chestdepth"]),
        "waist breadth": (
            extent(band(narrow_at(trunk, 0.22), marks["waist"][2], 0.02), 1),
            size["waistbreadth"],
        ),
        "foot length": (extent(feet[feet[:, 1] > 0], 0), size["footlength"]),
        "hand length": (float(hand[:, 2].max()), size["handlength"]),
        "upper arm": (gap(joints, "rightUpperArm", "rightLowerArm") + 0.035, size["acromionradialelength"]),
        "forearm": (gap(joints, "rightLowerArm", "rightHand") + 0.008, size["radialestylionlength"]),
        "knee height": (floor - joints["rightLowerLeg"][2], size["lateralfemoralepicondyleheight"]),
        "hip height": (floor - joints["rightUpperLeg"][2], size["trochanterionheight"]),
        "eye height": (floor - figure.eyes_in_actor[2] - growth, size["eye_height_standing"]),
        "face height": (head_low(head, marks) - figure.eyes_in_actor[2] + 0.004, size["mentonsellionlength"]),
    }


def shirt_at_deltoids(shirt, joints) -> np.ndarray:
    return band(shirt, joints["rightUpperArm"][2] + 0.04, 0.06)


def narrow_at(points: np.ndarray, half: float) -> np.ndarray:
    return points[np.abs(points[:, 1]) < half]


def head_low(head: np.ndarray, marks) -> float:
    """Find the underside of the chin: the lowest skin near the front of the face."""
    front = head[(head[:, 0] > marks["chin"][0] - 0.022) & (np.abs(head[:, 1]) < 0.015)]
    return float(front[:, 2].max())


def gap(joints, first: str, second: str) -> float:
    return float(np.linalg.norm(joints[second] - joints[first]))


@pytest.mark.parametrize(("sex", "stature"), BODIES)
def test_the_body_measures_what_the_regressions_say(sex, stature):
    off = {}
    for name, (measured, wanted) in measures(sex, stature).items():
        off[name] = measured / wanted - 1.0
    print({name: f"{share:+.1%}" for name, share in off.items()})
    assert len(off) >= 10
    assert {name: share for name, share in off.items() if abs(share) > 0.062} == {}


def parts_of(sex: str):
    return [part for stem in STEMS for part in read_parts(stem, sex).values()]


@pytest.mark.parametrize("sex", ["female", "male"])
def test_every_part_is_closed_and_turned_outward(sex):
    for part in parts_of(sex):
        if part.name == "eyes":
            continue  # open behind, where the head hides it
        for triangles in (part.triangles, part.light_rows[part.light_triangles]):
            pairs = np.concatenate([triangles[:, pair] for pair in ([0, 1], [1, 2], [2, 0])])
            _, counts = np.unique(np.sort(pairs, axis=1), axis=0, return_counts=True)
            assert (counts == 2).all(), part.name
            _, ways = np.unique(pairs, axis=0, return_counts=True)
            assert (ways == 1).all(), part.name
            a, b, c = part.points[triangles].transpose(1, 0, 2)
            assert np.sum(a * np.cross(b, c)) / 6.0 > 0.0, part.name


@pytest.mark.parametrize("sex", ["female", "male"])
def test_the_skin_is_one_symmetric_surface(sex):
    skin = read_parts("skin", sex)["skin"]
    mesh = trimesh.Trimesh(skin.points, skin.triangles, process=False)
    assert mesh.is_watertight
    assert mesh.body_count == 1
    assert mesh.euler_number == 2
    assert 20_000 <= len(skin.triangles) <= 40_000
    image = skin.points * [1.0, -1.0, 1.0]
    _, rows = cKDTree(skin.points).query(image)
    assert np.abs(skin.points[rows] - image).max() < 1e-9


@pytest.mark.parametrize(("pose", "share"), [("neutral", 0.985), ("curled", 0.90)])
@pytest.mark.parametrize("sex", ["female", "male"])
def test_normals_point_away_from_the_body_in_a_pose(sex, pose, share):
    """Cloth folds over itself in the groin of a body curled up, and nowhere else."""
    for part in body(sex, 1.7, pose).mesh.parts:
        corners = part.points[part.triangles].astype(float)
        faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        agree = np.sum(faces[:, None, :] * part.normals[part.triangles], axis=2) > 0.0
        assert agree.mean() > share, part.material.name
        assert np.allclose(np.linalg.norm(part.normals, axis=1), 1.0, atol=1e-3)


@pytest.mark.parametrize("sex", ["female", "male"])
def test_left_and_right_weigh_and_lie_alike(sex):
    """Thinning is free to place points; the surfaces still mirror within a few millimetres."""
    for part in parts_of(sex):
        low, high = part.points.min(axis=0), part.points.max(axis=0)
        assert abs(low[1] + high[1]) < 0.004, part.name


def test_a_body_is_light_enough():
    files = [baked_file(stem, sex) for stem in STEMS for sex in ("female", "male")]
    assert sum(file.stat().st_size for file in files) < 6_000_000
    for sex in ("female", "male"):
        assert 15_000 <= body(sex, 1.7).mesh.triangle_count <= 60_000


def test_eyes_turn_with_gaze_and_the_skin_stays():
    ahead = build_figure(Person("male", 1.8, "#c8553d"), gaze_in_actor=(1, 0, 0.42))
    aside = build_figure(Person("male", 1.8, "#c8553d"), gaze_in_actor=(1, 0.1, 0.42))
    for a, b in zip(ahead.mesh.parts, aside.mesh.parts, strict=True):
        moved = np.abs(a.points - b.points).max()
        assert (moved > 5e-4) == (a.material.name == "eyes"), a.material.name


@pytest.mark.slow
@pytest.mark.parametrize("stem", STEMS)
def test_the_stored_sculpture_is_what_the_command_builds(stem, tmp_path):
    from zeroshot.people.sculpt.__main__ import bake

    write_parts(tmp_path / "built.npz", bake(stem, "female"))
    with np.load(tmp_path / "built.npz") as built, np.load(baked_file(stem, "female")) as stored:
        assert built.files == stored.files
        for key in built.files:
            assert np.abs(built[key].astype(float) - stored[key]).max() <= 1.0, key
