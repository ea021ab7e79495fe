"""The scenes that the guide found keep the planes that it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeroshot.framing.checks.findings import examine
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage
from zeroshot.scene.content import text_from_document
from zeroshot.scene.files import read_document

ROOT = Path(__file__).parents[1]
SCENES = sorted((ROOT / "scenes" / "found").glob("*.json"))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.stem)
def test_found_shots_have_their_planes_and_nothing_is_inside_anything(scene: Path) -> None:
    document = read_document(scene)
    assert text_from_document(document) == scene.read_text(encoding="utf-8")
    for shot in document.shots:
        staged = stage(document, shot.id, beside=scene.parent)
        reading = examine(staged, read_shot(staged, scene=scene.name))
        assert reading.plane_count == shot.target_planes
        assert [finding.message for finding in reading.findings if finding.severity == "error"] == []


def test_there_are_three_and_four_planes() -> None:
    assert {shot.target_planes for scene in SCENES for shot in read_document(scene).shots} == {3, 4}
