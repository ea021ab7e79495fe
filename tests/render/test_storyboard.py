"""A storyboard panel measured: paper, ink, and people who keep their colours."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.mesh import Image
from zeroshot.render.painter import Painter
from zeroshot.render.storyboard import INK, PAPER
from zeroshot.scene.files import read_document

pytestmark = pytest.mark.graphics

SCENE = Path(__file__).parents[2] / "scenes" / "four_planes.json"


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as it:
        yield it


@pytest.fixture(scope="module")
def shot() -> StagedShot:
    return stage(read_document(SCENE), "1a", beside=SCENE.parent)


@pytest.fixture(scope="module")
def drawn(painter: Painter, shot: StagedShot) -> tuple[Image, dict[str, np.ndarray]]:
    """The panel, and by id where everyone is, a few pixels off their edges."""
    width_px, height_px = size_px(shot.view, width_px=640, height_px=360)
    panel = painter.draw(shot, width_px=width_px, height_px=height_px, look="storyboard")
    ids = painter.paint(shot, width_px=width_px, height_px=height_px, look="ids")
    masks = {}
    for name, color in ids.about["ids"].items():
        mask = np.all(ids.pixels == [int(color[i : i + 2], 16) for i in (1, 3, 5)], axis=2)
        for _ in range(4):
            mask[1:-1, 1:-1] &= mask[:-2, 1:-1] & mask[2:, 1:-1] & mask[1:-1, :-2] & mask[1:-1, 2:]
        masks[name] = mask
    return panel, masks


def test_people_keep_the_hue_of_their_shirts(
    shot: StagedShot, drawn: tuple[Image, dict[str, np.ndarray]]
) -> None:
    panel, masks = drawn
    for actor in shot.actors:
        wanted = int(actor.actor.color[1:], 16).to_bytes(3, "big")
        hue = colorsys.rgb_to_hsv(*(value / 255.0 for value in wanted))[0]
        colors = panel[masks[actor.actor.id]] / 255.0
        seen = np.array([colorsys.rgb_to_hsv(*color) for color in colors])
        near = (np.abs((seen[:, 0] - hue + 0.5) % 1.0 - 0.5) < 0.04) & (seen[:, 1] > 0.3)
        assert near.mean() > 0.12, actor.actor.id


def test_the_set_is_paper_washes_and_ink(drawn: tuple[Image, dict[str, np.ndarray]]) -> None:
    panel, masks = drawn
    station = panel[masks["lab"]].astype(int)
    assert np.ptp(station, axis=1).max() <= 40  # no colour but the paper's own warmth
    paper = (np.abs(station - PAPER).max(axis=1) < 6).mean()
    assert 0.2 < paper < 0.9
    tones = np.bincount(station[:, 1], minlength=256) / len(station)
    assert np.sort(tones)[-12:].sum() > 0.4  # few tones have most of it


def test_there_is_ink_around_everyone(
    painter: Painter, shot: StagedShot, drawn: tuple[Image, dict[str, np.ndarray]]
) -> None:
    panel, _ = drawn
    ids = painter.paint(shot, width_px=panel.shape[1], height_px=panel.shape[0], look="ids")
    for actor in shot.actors:
        color = ids.about["ids"][actor.actor.id]
        mask = np.all(ids.pixels == [int(color[i : i + 2], 16) for i in (1, 3, 5)], axis=2)
        edge = mask[:, 1:] != mask[:, :-1]
        rows, columns = np.nonzero(edge[2:-2, 2:-2])
        around = np.min(
            [panel[rows + 2 + i, columns + 2 + j].max(axis=1) for i in (-1, 0, 1) for j in (-1, 0, 1, 2)],
            axis=0,
        )
        assert (around < INK.max() + 70).mean() > 0.9, actor.actor.id
