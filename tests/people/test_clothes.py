"""Garments are closed, lie over the skin they hide, and are light enough; combinations are told."""

from __future__ import annotations

import numpy as np
import pytest

from zeroshot.people.clothes import GARMENTS, USUAL_CLOTHES, find_clothes_problems
from zeroshot.people.figure import Person, Posture, build_figure
from zeroshot.people.palette import PART_LOOKS
from zeroshot.people.template import BAKED, baked_file, read_parts

OUTFITS = [
    USUAL_CLOTHES,
    ("t-shirt", "shorts", "socks"),
    ("flight-suit", "socks"),
    ("flight-suit-colored", "socks"),
]


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
    assert figure.mesh.triangle_count <= 60_000
    assert figure.light_mesh.triangle_count <= 12_000


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
    ],
)
def test_what_cannot_be_worn_is_told(clothes, words):
    assert words in "; ".join(sentence for _, sentence in find_clothes_problems(clothes))


@pytest.mark.parametrize("clothes", [*OUTFITS, ("shorts",)])
def test_what_can_be_worn_is_not(clothes):
    assert list(find_clothes_problems(clothes)) == []


def test_the_top_has_the_colour_of_the_actor():
    figure = build_figure(Person("female", 1.7, "#204080"), Posture("neutral"))
    colors = next(part.colors for part in figure.mesh.parts if part.material.name == "polo")
    lit = colors[(colors[:, 2] > 100)][:, :3].astype(float)
    assert len(lit) > 1000
    assert np.abs(np.median(lit / lit[:, 2:], axis=0) - [0.25, 0.5, 1.0]).max() < 0.05
