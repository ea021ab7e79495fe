"""`zeroshot planes` as it is called."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from framing.small_scene import make_folder, two_people
from zeroshot.cli import run

pytestmark = pytest.mark.graphics


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    make_folder(tmp_path)
    path = tmp_path / "scene.json"
    content = {"format": "zeroshot.scene", "version": 1, "title": "Two", **two_people()}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_shot_in_every_plane_with_a_board(
    scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "planes"
    code = run(["planes", str(scene), "--shot", "1a", "--out", str(out), "--size", "192x108", "--json"])
    assert code == 0
    planes = json.loads(capsys.readouterr().out)["planes"]
    # The lens looks along the cosmonaut's head direction, so no roll brings it into his plane.
    assert [plane["members"] for plane in planes] == [["station", "surgeon", "camera"]]
    assert planes[0]["plane_count"] == 2
    assert planes[0]["clocks_deg"]["surgeon"] == 0.0
    assert {path.name for path in out.iterdir()} == {
        "scene_1a_station-surgeon-camera.png", "scene_1a_board.png"
    }  # fmt: skip
    with Image.open(out / "scene_1a_board.png") as opened:
        board = np.asarray(opened)
    assert board.shape[1] > 560
    assert board.std() > 10.0


def test_a_strip_of_clocks(scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    strip = tmp_path / "strip.png"
    assert run(["planes", str(scene), "--strip", str(strip)]) == 0
    assert "1 shot" in capsys.readouterr().out
    with Image.open(strip) as opened:
        assert opened.size[1] > 200


def test_nothing_asked_for(scene: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["planes", str(scene)]) == 2
    assert "--out DIR" in capsys.readouterr().err
