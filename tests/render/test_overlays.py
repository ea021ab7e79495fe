"""Overlays: drawn on a copy, in their places, with any letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from zeroshot.errors import RenderError
from zeroshot.framing.picture.forms import Reading
from zeroshot.framing.picture.frame import horizons_of_shot
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.mesh import Image
from zeroshot.render.horizon_lines import draw_horizons, horizon_lines
from zeroshot.render.overlays import OVERLAYS, check_overlays, slate_lines, with_overlays
from zeroshot.render.plane_tints import NEUTRAL, PALETTE, PlaneTints
from zeroshot.scene.content import document_from_data, plain_data
from zeroshot.scene.files import read_document

SCENE = Path(__file__).parents[2] / "scenes" / "four_planes.json"
GREY = 90


@pytest.fixture(scope="module")
def shot() -> Iterator[StagedShot]:
    yield stage(read_document(SCENE), "1a", beside=SCENE.parent)


@pytest.fixture(scope="module")
def reading(shot: StagedShot) -> Reading:
    return read_shot(shot, scene=SCENE.name)


def plate() -> Image:
    return np.full((360, 666, 3), GREY, np.uint8)


@pytest.mark.parametrize("name", OVERLAYS)
def test_an_overlay_shows_and_leaves_the_plate_alone(shot: StagedShot, reading: Reading, name: str) -> None:
    picture = plate()
    drawn = with_overlays(picture, [name], shot, reading)
    assert (picture == GREY).all()
    assert drawn.dtype == np.uint8
    changed = (drawn[:360] != GREY).any(axis=2).mean()
    if name == "slate":
        assert drawn.shape[0] > 360
        assert changed == 0.0
        assert (drawn[360:] != drawn[-1, 0]).any()
    else:
        assert drawn.shape == picture.shape
        assert 0.003 < changed < 0.4


def test_all_at_once_in_one_order(shot: StagedShot, reading: Reading) -> None:
    names = list(OVERLAYS)
    first = with_overlays(plate(), names, shot, reading)
    np.testing.assert_array_equal(with_overlays(plate(), names[::-1], shot, reading), first)
    assert check_overlays([*names[::-1], names[0]]) == tuple(names)
    np.testing.assert_array_equal(with_overlays(plate(), [], shot, reading), plate())


def test_an_unknown_overlay_names_the_nearest() -> None:
    with pytest.raises(RenderError, match='did you mean "clocks"'):
        check_overlays(["clock"])


def test_a_horizon_lies_where_its_plane_vanishes(shot: StagedShot) -> None:
    """Halfway along the commander's horizon, and not beside it, there is that plane's colour."""
    tints = PlaneTints.of(shot)
    lines = [line for line in horizon_lines(shot, tints) if line.name == "Engineer"]
    drawn = draw_horizons(plate(), lines, shot.view)
    ends = horizons_of_shot(shot)["engineer"]
    assert ends is not None
    start, end = shot.view.pixels_from_tangents(ends, 666, 360)
    color = np.array(tints.color_of("engineer"))
    for share in (0.37, 0.45, 0.55, 0.63):
        column, row = (start + (end - start) * share).astype(int)
        around = drawn[max(row - 2, 0) : row + 3, max(column - 2, 0) : column + 3].reshape(-1, 3)
        assert np.abs(around.astype(int) - color).sum(axis=1).min() < 60
    assert (drawn != GREY).any(axis=2).mean() < 0.1


def test_planes_have_colours_of_their_own(shot: StagedShot) -> None:
    tints = PlaneTints.of(shot)
    assert len(set(tints.colors)) == len(tints.planes) == 4
    assert tints.colors[0] == NEUTRAL
    assert tints.color_of("surgeon") == NEUTRAL  # who is upright in the station
    assert tints.color_of("nobody") == NEUTRAL
    assert set(tints.colors[1:]) <= set(PALETTE)
    assert next(row["color"] for row in tints.legend()) == "#e8e4dc"


def test_a_slate_says_what_it_is_and_how_it_is_taken(shot: StagedShot, reading: Reading) -> None:
    title, facts = slate_lines(shot, reading)
    assert "1A" in title
    lens = shot.camera.lens
    for words in (f"{lens.focal_length_mm:g} mm", f"f/{lens.f_stop:g}", "focus", "4 planes", "Engineer"):
        assert words in facts


def test_names_in_cyrillic_are_lettered(shot: StagedShot, reading: Reading) -> None:
    """No box for a missing letter: different names give different pictures."""
    drawn = []
    for name in ("Юрий", "Жанна"):
        data = plain_data(shot.resolved.document)
        for actor in data["actors"]:
            actor["name"] = name
        staged = stage(document_from_data(data), "1a", beside=SCENE.parent)
        read = read_shot(staged, scene=SCENE.name)
        drawn.append(with_overlays(plate(), ["slate", "clocks"], staged, read))
    assert (drawn[0] != drawn[1]).any()


def with_changes(shot: StagedShot, **changes: object) -> StagedShot:
    data = plain_data(shot.resolved.document)
    data["title"] = changes.get("title", data["title"])
    data["cameras"][0]["lens"]["squeeze"] = changes.get("squeeze", 1.0)
    return stage(document_from_data(data), "1a", beside=SCENE.parent)


def test_a_slate_tells_the_squeeze(shot: StagedShot, reading: Reading) -> None:
    assert "anamorphic" not in slate_lines(shot, reading)[1]
    assert " mm anamorphic 1.8× · f/" in slate_lines(with_changes(shot, squeeze=1.8), reading)[1]


def test_a_slate_grows_with_its_words_and_cuts_none(shot: StagedShot, reading: Reading) -> None:
    short = with_overlays(plate(), ["slate"], shot, reading)
    long = with_overlays(plate(), ["slate"], with_changes(shot, title="A long title " * 15), reading)
    assert len(long) > len(short)


@pytest.mark.parametrize("size", [(960, 540), (360, 860), (720, 960)])
def test_no_overlay_lies_on_the_clocks(shot: StagedShot, reading: Reading, size: tuple[int, int]) -> None:
    """Where the clocks' panel is, the words of down are not, whatever the picture's shape."""
    grey = np.full((*size, 3), GREY, np.uint8)
    panel = (with_overlays(grey, ["clocks"], shot, reading) != GREY).any(axis=2)
    words = (with_overlays(grey, ["down"], shot, reading) != GREY).any(axis=2)
    assert panel.any() and words.any()
    assert not (panel & words).any()


@pytest.mark.parametrize("width", [240, 666])
def test_a_slate_keeps_its_words_from_the_edge(shot: StagedShot, reading: Reading, width: int) -> None:
    """Small letters run wider than large ones of the same face would."""
    long = with_changes(shot, title="Six people, Дмитрий, " * 9)
    strip = with_overlays(plate()[:, :width], ["slate"], long, reading)[360:]
    assert (strip[:, -7:] == strip[-1, 0]).all()
    assert (strip != strip[-1, 0]).any()


@pytest.mark.parametrize("ground", [0, 255])
def test_guides_show_on_night_and_on_paper(shot: StagedShot, reading: Reading, ground: int) -> None:
    page = np.full((360, 666, 3), ground, np.uint8)
    drawn = with_overlays(page, ["guides"], shot, reading).astype(int)
    row = np.abs(drawn[100, :, 0] - ground)
    for share in (1 / 3, 2 / 3, 0.035, 0.965):  # thirds, and the edges of the area safe for action
        column = round(666 * share)
        assert row[column - 2 : column + 3].max() > 50
