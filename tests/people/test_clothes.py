"""Garments are closed, lie over the skin they hide, and are light enough; combinations are told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial import cKDTree

from zeroshot.people.clothes import GARMENTS, NAME_TAG, USUAL_CLOTHES, find_clothes_problems
from zeroshot.people.figure import Person, Posture, build_figure
from zeroshot.people.palette import PART_LOOKS
from zeroshot.people.sculpt.__main__ import bake
from zeroshot.people.template import BAKED, baked_file, read_parts

NOT_CLOTH = {"head", "skin", "eyes", "brows", "hair", NAME_TAG}
OUTFITS = [
    USUAL_CLOTHES,
    ("t-shirt", "shorts", "socks"),
    ("flight-suit", "socks"),
    ("flight-suit-colored", "socks"),
    ("sokol",),
    ("sokol-closed",),
    ("eva",),
    ("eva-shield-up",),
]
SUITS = [clothes for clothes in OUTFITS if len(clothes) == 1]


def parts_of(sex: str):
    return [
        part
        for stem in sorted({garment.stem for garment in GARMENTS.values()})
        for part in read_parts(stem, sex).values()
    ]


@pytest.mark.parametrize("sex", ["female", "male"])
def test_every_part_is_closed_and_turned_outward(sex):
    for part in parts_of(sex):
        pairs = np.concatenate([part.triangles[:, pair] for pair in ([0, 1], [1, 2], [2, 0])])
        _, counts = np.unique(np.sort(pairs, axis=1), axis=0, return_counts=True)
        assert (counts == 2).all(), part.name
        _, ways = np.unique(pairs, axis=0, return_counts=True)
        assert (ways == 1).all(), part.name
        a, b, c = part.points[part.triangles].transpose(1, 0, 2)
        assert np.sum(a * np.cross(b, c)) / 6.0 > 0.0, part.name


@pytest.mark.parametrize("sex", ["female", "male"])
def test_every_part_has_a_look(sex):
    names = {part.name for part in parts_of(sex)}
    names |= {look for garment in GARMENTS.values() for look in garment.looks.values()}
    assert names <= PART_LOOKS.keys()


@pytest.mark.parametrize("clothes", OUTFITS)
@pytest.mark.parametrize("sex", ["female", "male"])
def test_someone_dressed_is_light_enough(sex, clothes):
    figure = build_figure(Person(sex, 1.7, "#c8553d", clothes=clothes))
    assert figure.mesh.triangle_count <= 85_000
    assert figure.light_mesh.triangle_count <= 12_000
    if clothes in SUITS:
        worn = [part for part in figure.mesh.parts if part.material.name.startswith(("sokol", "eva"))]
        assert sum(len(part.triangles) for part in worn) <= 40_000


def test_all_that_is_baked_stays_small():
    assert sum(file.stat().st_size for file in BAKED.glob("*.npz")) <= 6_000_000
    assert {baked_file(g.stem, sex).name for g in GARMENTS.values() for sex in ("female", "male")} <= {
        file.name for file in BAKED.glob("*.npz")
    }


@pytest.mark.parametrize(
    ("clothes", "words"),
    [
        (
            ("shorts", "cargo-trousers"),
            "shorts and cargo-trousers cannot be worn together",
        ),
        (("flight-suit", "polo"), "flight-suit and polo cannot be worn together"),
        (("socks", "polo"), "nothing covers the hips"),
        (("shorts", "sock"), 'no garment "sock", did you mean "socks"?'),
        (("shorts", "shorts"), "shorts twice cannot be worn"),
        (("sokol", "socks"), "sokol and socks cannot be worn together: both cover the feet"),
        (("eva", "sokol"), "eva and sokol cannot be worn together"),
    ],
)
def test_what_cannot_be_worn_is_told(clothes, words):
    assert words in "; ".join(sentence for _, sentence in find_clothes_problems(clothes))


@pytest.mark.parametrize("clothes", [*OUTFITS, ("shorts",)])
def test_what_can_be_worn_is_not(clothes):
    assert list(find_clothes_problems(clothes)) == []


def extent_m(figure, axis: int, *names: str) -> float:
    points = [part.points for part in figure.mesh.parts if part.material.name in names]
    return float(np.ptp(np.concatenate(points)[:, axis]))


@pytest.mark.parametrize(("sex", "stature_m"), [("female", 1.62), ("male", 1.75), ("male", 1.90)])
def test_a_suit_for_outside_is_as_bulky_as_it_is(sex, stature_m):
    """Source: NASA-STD-3000 §14.3.2: 0.85 m at the relaxed elbows, 0.66 to 0.72 m deep with the pack."""
    figure = build_figure(Person(sex, stature_m, "#c8553d", clothes=("eva",)), Posture("neutral"))
    assert 0.58 <= extent_m(figure, 0, "eva-hard") <= 0.74
    assert 0.70 <= extent_m(figure, 1, "eva", "eva-hard") <= 1.0
    bare = build_figure(Person(sex, stature_m, "#c8553d"), Posture("neutral"))
    assert 100.0 <= figure.mass_kg - bare.mass_kg <= 145.0


def test_a_pressure_suit_is_thicker_than_clothes_and_thinner_than_a_suit_for_outside():
    def depth_m(*clothes):
        figure = build_figure(Person("male", 1.75, "#c8553d", clothes=clothes), Posture("standing"))
        chest = figure.joints_in_actor["upperChest"][2]
        points = np.concatenate([part.points for part in figure.mesh.parts])
        here = points[(np.abs(points[:, 2] - chest) < 0.03) & (np.abs(points[:, 1]) < 0.25)]
        return float(np.ptp(here[:, 0]))

    usual, pressure, outside = depth_m(*USUAL_CLOTHES), depth_m("sokol"), depth_m("eva")
    assert usual + 0.03 < pressure < outside - 0.12
    assert 0.36 < pressure < 0.48


def test_a_helmet_hides_the_hair_and_a_lowered_shield_the_face():
    def names(*clothes):
        figure = build_figure(Person("female", 1.7, "#c8553d", clothes=clothes))
        return {part.material.name for part in figure.mesh.parts}

    assert "hair" in names(*USUAL_CLOTHES)
    assert {"head", "sokol-visor"} <= names("sokol-closed") and "hair" not in names("sokol-closed")
    assert "head" not in names("eva") and "eva-shield" in names("eva")
    assert {"head", "eva-bubble"} <= names("eva-shield-up")


@pytest.mark.parametrize("clothes", [clothes for clothes in OUTFITS if clothes != USUAL_CLOTHES])
@pytest.mark.parametrize("sex", ["female", "male"])
def test_a_name_tag_lies_on_the_chest_and_reads_from_left_to_right(sex, clothes):
    nameless = build_figure(Person(sex, 1.7, "#c8553d", clothes=clothes))
    assert NAME_TAG not in {part.material.name for part in nameless.mesh.parts}
    figure = build_figure(Person(sex, 1.7, "#c8553d", clothes=clothes, name_tag="E. MARLOW"))
    tag = next(part for part in figure.mesh.parts if part.material.name == NAME_TAG)
    front = tag.normals @ [1.0, 0.0, 0.0] > 0.3
    assert front.mean() > 0.5
    assert (tag.points[front, 1] < 0.0).all(), "on the left"
    # Who looks at it sees the wearer's left on the right: letters run toward the wearer's left.
    assert np.corrcoef(tag.uvs[front, 0], -tag.points[front, 1])[0, 1] > 0.98
    assert np.corrcoef(tag.uvs[front, 1], -tag.points[front, 2])[0, 1] > 0.95
    assert 0.05 < np.ptp(tag.points[front, 1]) < 0.13


def random_posture(random: np.random.Generator) -> Posture:
    """Bend and turn every joint but fingers at random within its limits (which clamp what goes past them)."""
    limbs = {f"{side}{name}" for side in ("left", "right") for name in ("UpperArm", "UpperLeg", "LowerArm")}
    joints = {}
    for name in ("spine", "chest", "upperChest", "neck", "head"):
        joints[name] = tuple(random.uniform(-30, 15, 3))
    for name in sorted(limbs):
        joints[name] = tuple(random.uniform((-50, -20, -50), (50, 115, 50)))
    for side in ("left", "right"):
        joints[f"{side}LowerLeg"] = (0.0, float(random.uniform(-135, 0)), 0.0)
        joints[f"{side}Foot"] = tuple(random.uniform(-40, 20, 3))
        joints[f"{side}Shoulder"] = tuple(random.uniform(-15, 15, 3))
    return Posture("standing", joints)


def points_of(figure, names, *, but: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Return points and normals of the parts with these names, or of all others."""
    parts = [part for part in figure.mesh.parts if (part.material.name in names) != but]
    return tuple(np.concatenate([getattr(part, what) for part in parts]) for what in ("points", "normals"))


def uncovered_share(sex: str, clothes: tuple[str, ...], poses: int) -> float:
    """Return the share of hidden skin points, in random poses, over which no cloth lies.

    Cloth lies over a point if some of its corners do: above the skin by no less than −5 mm, within 2.5 cm of
    the normal, which is the cloth's own grid.
    """
    random = np.random.default_rng(7)
    person = Person(sex, 1.7, "#c8553d", clothes=clothes)
    chosen, out = None, 0
    for index in range(poses + 1):
        figure = build_figure(person, Posture("neutral") if index == 0 else random_posture(random))
        skin, facing = points_of(replace(figure, person=replace(person, clothes=())), ("skin", "head"))
        if chosen is None:
            drawn, _ = points_of(figure, ("skin", "head"))
            hidden = np.flatnonzero(cKDTree(drawn).query(skin)[0] > 1e-6)
            chosen = random.choice(hidden, 1500, replace=False)
            continue
        out += int((~is_under(skin[chosen], facing[chosen], points_of(figure, NOT_CLOTH, but=True)[0])).sum())
    return out / (poses * len(chosen))


def is_under(skin: np.ndarray, facing: np.ndarray, cloth: np.ndarray) -> np.ndarray:
    """Tell over which points of skin cloth lies."""
    tree, under = cKDTree(cloth), np.zeros(len(skin), dtype=bool)
    for above_m in (0.0, 0.012, 0.025, 0.045, 0.07):
        _, near = tree.query(skin + above_m * facing, k=8)
        offset = cloth[near] - skin[:, None]
        along = np.einsum("nkj,nj->nk", offset, facing)
        aside = np.linalg.norm(offset - along[..., None] * facing[:, None], axis=2)
        under |= ((along > -0.005) & (aside < 0.025)).any(axis=1)
    return under


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sex", "clothes"),
    [
        ("female", USUAL_CLOTHES),
        ("male", USUAL_CLOTHES),
        ("female", ("flight-suit", "socks")),
        ("male", ("sokol",)),
    ],
)
def test_skin_stays_under_its_clothes_in_random_poses(sex, clothes):
    share = uncovered_share(sex, clothes, poses=200)
    print(f"{sex} {'+'.join(clothes)}: {share:.2%} of the hidden skin comes out")
    assert share < 0.03


@pytest.mark.slow
def test_a_stored_garment_is_what_the_command_builds():
    """Corners may lie elsewhere on another machine, the cloth may not; socks have hardly any folds."""
    (built,) = bake("clothes_socks", "female")
    stored = read_parts("clothes_socks", "female")["socks"]
    assert abs(len(built.triangles) - len(stored.triangles)) < 100
    for one, other in ((built, stored), (stored, built)):
        away = cKDTree(scattered_on(other, 60_000)).query(one.points)[0]
        assert away.max() < 0.005
        assert np.quantile(away, 0.9) < 0.002


def scattered_on(part, count: int) -> np.ndarray:
    """Scatter points (count, 3) evenly over the surface of a part."""
    random = np.random.default_rng(5)
    a, b, c = part.points[part.triangles].transpose(1, 0, 2)
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    rows = random.choice(len(areas), count, p=areas / areas.sum())
    u, v = np.sqrt(random.random(count))[:, None], random.random(count)[:, None]
    return (1.0 - u) * a[rows] + u * (1.0 - v) * b[rows] + u * v * c[rows]


def test_the_top_has_the_colour_of_the_actor():
    figure = build_figure(Person("female", 1.7, "#204080"), Posture("neutral"))
    colors = next(part.colors for part in figure.mesh.parts if part.material.name == "polo")
    lit = colors[(colors[:, 2] > 100)][:, :3].astype(float)
    assert len(lit) > 1000
    assert np.abs(np.median(lit / lit[:, 2:], axis=0) - [0.25, 0.5, 1.0]).max() < 0.05
