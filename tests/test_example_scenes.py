"""The example scenes: demo, documentation and test at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from zeroshot.framing.checks.cuts import Take, find_cut_findings
from zeroshot.framing.checks.findings import examine
from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage
from zeroshot.render.graphics import probe_graphics
from zeroshot.render.painter import Painter
from zeroshot.scene.content import text_from_document
from zeroshot.scene.files import read_document
from zeroshot.scene.resolve import shots_of

ROOT = Path(__file__).parents[1]
SCENES = sorted((ROOT / "scenes").glob("*.json"))
GOLDENS = Path(__file__).parent / "goldens"
FAILED = Path(__file__).parent / "failed"
SHOTS = [(scene, shot) for scene in SCENES for shot in shots_of(read_document(scene))]
IDS = [f"{scene.stem}_{shot}" for scene, shot in SHOTS]
PICTURE_BOX_PX = (320, 180)

pytestmark = pytest.mark.graphics


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as it:
        yield it


def test_there_are_scenes_for_every_situation() -> None:
    counts = {shot_planes(scene, shot) for scene, shot in SHOTS}
    assert len(SCENES) >= 5
    assert counts >= {1, 2, 3, 4}


def shot_planes(scene: Path, shot: str) -> int:
    return read_shot(stage(read_document(scene), shot, beside=scene.parent), scene=scene.name).plane_count


@pytest.mark.parametrize(("scene", "shot"), SHOTS, ids=IDS)
def test_a_shot_has_the_planes_it_wants_and_no_faults(scene: Path, shot: str) -> None:
    staged = stage(read_document(scene), shot, beside=scene.parent)
    reading = examine(staged, read_shot(staged, scene=scene.name))
    assert reading.plane_count == staged.resolved.shot.target_planes
    assert [finding.message for finding in reading.findings if finding.severity != "note"] == []


DELIBERATE_CUTS = {
    "four_planes": {"plane-flip"},  # the commander comes round between the two
    "her_low_angle": {"plane-flip"},  # the same picture on its head
    "table_on_the_wall": {"line-crossed", "plane-flip"},  # one set-up in two planes
}
"""The example scenes that compare two planes flip them across the cut, to be compared."""


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.stem)
def test_cuts_flip_only_where_that_is_what_they_show(scene: Path) -> None:
    takes = []
    for shot in shots_of(read_document(scene)):
        staged = stage(read_document(scene), shot, beside=scene.parent)
        takes.append(Take(staged, read_shot(staged, scene=scene.name)))
    found = {finding.kind for _, finding in find_cut_findings(takes) if finding.severity != "note"}
    assert found == DELIBERATE_CUTS.get(scene.stem, set())


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.stem)
def test_a_scene_is_written_as_zeroshot_writes_it(scene: Path) -> None:
    assert text_from_document(read_document(scene)) == scene.read_text(encoding="utf-8")


@pytest.mark.parametrize(("scene", "shot"), SHOTS, ids=IDS)
def test_a_picture_is_as_it_was(painter: Painter, scene: Path, shot: str) -> None:
    """Small pictures, compared on the software renderer only; a graphics card may round otherwise.

    After a change that is meant: ZEROSHOT_UPDATE_GOLDENS=1 pytest tests/test_example_scenes.py, then look.
    """
    renderer = probe_graphics().renderer
    if "llvmpipe" not in renderer:
        pytest.skip(f"goldens are drawn by llvmpipe, not by {renderer}")
    staged = stage(read_document(scene), shot, beside=scene.parent)
    width_px, height_px = size_px(staged.view, width_px=PICTURE_BOX_PX[0], height_px=PICTURE_BOX_PX[1])
    actual = painter.draw(staged, width_px=width_px, height_px=height_px)
    path = GOLDENS / f"{scene.stem}_{shot}.png"
    if os.environ.get("ZEROSHOT_UPDATE_GOLDENS"):
        GOLDENS.mkdir(exist_ok=True)
        Image.fromarray(actual).save(path)
    golden = np.asarray(Image.open(path).convert("RGB"))
    assert golden.shape == actual.shape
    difference = np.abs(golden.astype(int) - actual).max(axis=2)
    # Another Mesa moves edges by a fraction of a pixel; a missing or moved thing changes whole areas.
    is_same = difference.mean() < 2.0 and (difference > 40).mean() < 0.01
    if not is_same:
        FAILED.mkdir(exist_ok=True)
        amplified = np.minimum(difference * 4, 255).astype(np.uint8)
        Image.fromarray(actual).save(FAILED / path.name)
        Image.fromarray(amplified).save(FAILED / f"{path.stem}_difference.png")
    assert is_same, f"mean {difference.mean():.2f}, changed {(difference > 40).mean():.1%}: see {FAILED}"


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    scene = SCENES[0]
    for folder in ("one", "two"):
        command = [sys.executable, "-m", "zeroshot", "render", str(scene), "--out", str(tmp_path / folder)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([*command, "--size", "320x180"], check=True, capture_output=True, env=environment)
    # The manifest tells how long each took, and so is never the same twice.
    first = sorted(path for path in (tmp_path / "one").iterdir() if path.name != "manifest.json")
    assert len(first) == 2 * len(shots_of(read_document(scene)))
    for path in first:
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_sidecar_says_what_describe_says(tmp_path: Path) -> None:
    scene = SCENES[0]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    zeroshot = [sys.executable, "-m", "zeroshot"]
    render = [*zeroshot, "render", str(scene), "--out", str(tmp_path), "--size", "96x54", "--look", "draft"]
    subprocess.run(render, check=True, capture_output=True, env=environment)
    described = subprocess.run(
        [*zeroshot, "describe", str(scene), "--json"], check=True, capture_output=True, env=environment
    )
    readings = {reading["shot"]: reading for reading in json.loads(described.stdout)}
    for shot in shots_of(read_document(scene)):
        sidecar = json.loads((tmp_path / f"{scene.stem}_{shot}.json").read_text(encoding="utf-8"))
        # A still's shot is examined as well as read: distances are measured, which takes longer.
        examined, read = sidecar["reading"].pop("findings"), readings[shot].pop("findings")
        assert sidecar["reading"] == readings[shot]
        assert [finding for finding in read if finding not in examined] == []
