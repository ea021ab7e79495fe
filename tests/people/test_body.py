"""The skin is closed, turned outward, symmetric, and measures what ANSUR II says it should."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import trimesh
from scipy.spatial import cKDTree

from zeroshot.people.figure import Person, Posture, build_figure
from zeroshot.people.sculpt import growth, lips
from zeroshot.people.sculpt.__main__ import bake
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.expressions import face_shifts
from zeroshot.people.sculpt.fields import mirrored
from zeroshot.people.sculpt.hair import CUTS
from zeroshot.people.sculpt.head import head_scale
from zeroshot.people.sculpt.make_up import face_shares
from zeroshot.people.shape import light_normals, shaped_points, vertex_normals
from zeroshot.people.template import baked_file, read_parts, write_parts
from zeroshot.people.tones import HAIR_CUTS

STEMS = ("skin", "eyes", "hair")


@cache
def body(sex: str, stature_m: float, pose: str = "standing"):
    return build_figure(Person(sex, stature_m, "#c8553d"), Posture(pose))


def parts_of(sex: str):
    return [part for stem in STEMS for part in read_parts(stem, sex).values()]


@pytest.mark.parametrize("sex", ["female", "male"])
def test_every_part_is_closed_and_turned_outward(sex):
    for part in parts_of(sex):
        if part.name == "eyes" or part.name == "brows" or part.name in HAIR_CUTS[sex]:
            continue  # eyes are open behind, where the head hides them; locks are ribbons
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
        if part.name in HAIR_CUTS[sex]:
            continue  # hair is parted and floats as it likes
        low, high = part.points.min(axis=0), part.points.max(axis=0)
        assert abs(low[1] + high[1]) < 0.004, part.name


def test_a_body_is_light_enough():
    files = [baked_file(stem, sex) for stem in STEMS for sex in ("female", "male")]
    assert sum(file.stat().st_size for file in files) < 6_000_000
    for sex in ("female", "male"):
        assert 15_000 <= body(sex, 1.7).mesh.triangle_count <= 80_000


def test_eyes_turn_with_gaze_and_the_skin_stays():
    ahead = build_figure(Person("male", 1.8, "#c8553d"), gaze_in_actor=(1, 0, 0.42))
    aside = build_figure(Person("male", 1.8, "#c8553d"), gaze_in_actor=(1, 0.1, 0.42))
    for a, b in zip(ahead.mesh.parts, aside.mesh.parts, strict=True):
        moved = np.abs(a.points - b.points).max()
        assert (moved > 5e-4) == (a.material.name == "eyes"), a.material.name


@pytest.mark.parametrize("sex", ["female", "male"])
def test_the_stored_skin_is_what_is_sculpted(sex):
    """Meshing it anew takes minutes; that its points lie on the field, with its paint, tells as much."""
    sculpture, stored = Body(sex), read_parts("skin", sex)["skin"]
    folded = mirrored(stored.points)
    drawn = sculpture.drawn(folded)
    # The mouth is sculpted open and stored closed.
    is_mouth = np.linalg.norm(drawn - [0.005, 0.0, lips.LINE], axis=1) < 0.042
    off = np.abs(sculpture.skin(folded))
    print(f"{sex}: {off[~is_mouth].max():.5f} {off[is_mouth].max():.5f}")
    assert off[~is_mouth].max() < 0.003
    assert np.quantile(off[~is_mouth], 0.9) < 0.0003
    assert off[is_mouth].max() < 0.0025
    is_face = ~is_mouth & (drawn[:, 2] < 0.12)
    shares = face_shares(drawn[is_face], sculpture.face)
    assert np.abs(stored.paint[is_face, :2] - shares).max() < 0.08
    shifts = face_shifts(drawn[is_face], head_scale(sculpture.build))
    assert np.abs(np.abs(stored.shifts[is_face]) - np.abs(shifts)).max() < 2e-4


@pytest.mark.parametrize("stem", ["eyes", "hair"])
def test_the_stored_parts_are_what_the_command_builds(stem, tmp_path, monkeypatch):
    monkeypatch.setattr(growth, "CUTS", {"short": CUTS["short"]})
    write_parts(tmp_path / "built.npz", bake(stem, "female"))
    with np.load(tmp_path / "built.npz") as built, np.load(baked_file(stem, "female")) as stored:
        for key in built.files:
            assert np.abs(built[key].astype(float) - stored[key]).max() <= 1.0, key


@pytest.mark.parametrize(("sex", "stature_m", "build"), [("female", 1.55, -0.6), ("male", 1.88, 0.8)])
def test_the_lighter_level_is_shaped_and_turned_to_the_light_like_the_full_one(sex, stature_m, build):
    part = read_parts("skin", sex)["skin"]
    points = shaped_points(part, sex=sex, stature_m=stature_m, build=build)
    lighter = shaped_points(part, sex=sex, stature_m=stature_m, build=build, is_light=True)
    assert np.array_equal(lighter, points[part.light_rows])
    sculpted = vertex_normals(part.points.astype(np.float32), part.triangles)
    carried = light_normals(part, sculpted, sex=sex, stature_m=stature_m, build=build)
    reckoned = vertex_normals(points, part.triangles)[part.light_rows]
    off_deg = np.degrees(np.arccos(np.clip((carried * reckoned).sum(axis=1), -1.0, 1.0)))
    assert off_deg.mean() < 1.5
    assert np.percentile(off_deg, 99) < 12.0
    # Without carrying them they would be further off.
    stiff = (sculpted[part.light_rows] * reckoned).sum(axis=1)
    assert off_deg.mean() < 0.8 * np.degrees(np.arccos(np.clip(stiff, -1.0, 1.0))).mean()
