"""``zeroshot poses``: listing, finding, drawing, and saving poses of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from zeroshot.framing.staging import stage
from zeroshot.people.hands import HAND_SHAPES
from zeroshot.people.own_poses import own_folder
from zeroshot.people.pairs import pair_library
from zeroshot.people.poses import pose_names
from zeroshot.scene.files import read_document

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def held_scene(tmp_path: Path, new_scene: Callable[[], dict[str, Any]]) -> Path:
    scene = new_scene()
    actor = scene["actors"][0]
    actor["pose"] = {"name": "one-foot-hooked", "mirrored": True, "joints_deg": {"head": [0, 9, 0]}}
    actor.pop("gaze", None)
    actor["anchors"] = []
    path = tmp_path / "scene.json"
    path.write_text(json.dumps(scene))
    return path


def test_every_pose_and_pair_is_listed_with_a_sentence(run: Run) -> None:
    listed = [line.split()[0] for line in run("poses").out.splitlines() if "  " in line.strip()]
    assert set(pose_names()) <= set(listed)
    assert set(pair_library()) <= set(listed)
    assert run("poses", "--hands").out.split()[0] == next(iter(HAND_SHAPES))


def test_everything_is_told_as_json(run: Run) -> None:
    told = json.loads(run("poses", "--json").out)
    assert [row["name"] for row in told] == [*pose_names(), *pair_library()]
    assert all(row["title"] and row["description"] and row["tags"] for row in told)
    assert told[0]["joints_deg"]["rightLowerArm"] == [0, 58, 0]


def test_words_find_the_best_first(run: Run) -> None:
    assert run("poses", "hold", "rail").out.split()[0] == "hold-rail"
    told = json.loads(run("poses", "--together", "embrase", "--json").out)
    assert [row["name"] for row in told] == ["hugging"]
    assert run("poses", "xylophone").out.strip() == ""


def test_a_pose_is_saved_and_taken_by_name(run: Run, held_scene: Path) -> None:
    document = read_document(held_scene)
    actor_id = document.actors[0].id
    done = run("poses", "--save", "leaning-out", "--from", f"{held_scene}#{actor_id}", "--tags", "lean,far")
    assert (done.code, done.err) == (0, "")
    path = own_folder() / "leaning-out.json"
    assert str(path) in done.out.replace("\n", "")
    assert json.loads(path.read_text())["poses"]["leaning-out"]["tags"] == ["lean", "far"]
    assert "leaning-out" in run("poses", "lean far").out

    before = stage(document, beside=held_scene.parent).actors[0].figure
    scene = json.loads(held_scene.read_text())
    scene["actors"][0]["pose"] = {"name": "leaning-out"}
    held_scene.write_text(json.dumps(scene))
    after = stage(read_document(held_scene), beside=held_scene.parent).actors[0].figure
    for joint, point in before.joints_in_actor.items():
        assert np.allclose(after.joints_in_actor[joint], point, atol=1e-3), joint

    scene["actors"][0]["pose"] = {"name": "leaning-out", "mirrored": True}
    held_scene.write_text(json.dumps(scene))
    mirror = stage(read_document(held_scene), beside=held_scene.parent).actors[0].figure
    assert np.allclose(
        mirror.joints_in_actor["leftHand"], before.joints_in_actor["rightHand"] * [1, -1, 1], atol=1e-3
    )


def test_a_pose_beside_the_scene_goes_with_it(run: Run, held_scene: Path) -> None:
    actor_id = read_document(held_scene).actors[0].id
    source = f"{held_scene}#{actor_id}"
    assert run("poses", "--save", "mine", "--from", source, "--beside").code == 0
    assert (held_scene.parent / "poses" / "mine.json").is_file()
    again = run("poses", "--save", "mine", "--from", source, "--beside")
    assert again.code == 2
    assert "already" in again.err
    assert run("poses", "--save", "mine", "--from", source, "--beside", "--replace").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--save", "mine"), "say both"),
        (("--save", "mine", "--from", "scene.json"), "scene.json#surgeon"),
        (("--save", "neutral", "--from", "SCENE#ACTOR"), "the library has a pose"),
        (("--save", "My Pose", "--from", "SCENE#ACTOR"), "small letters"),
        (("--save", "mine", "--from", "SCENE#nobody-here"), "there is nobody"),
        (("--sheet", "poses.gif"), "written as .png"),
        (("xylophone", "--sheet", "poses.png"), "no such pose"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    run: Run, held_scene: Path, arguments: tuple[str, ...], words: str
) -> None:
    actor_id = read_document(held_scene).actors[0].id
    given = [word.replace("SCENE", str(held_scene)).replace("ACTOR", actor_id) for word in arguments]
    done = run("poses", *given)
    assert done.code == 2
    assert len(done.errors) == 1
    assert words in done.err.replace("\n", " ")


def test_a_bad_file_of_ones_own_is_named_with_its_place_in_the_scene(run: Run, held_scene: Path) -> None:
    folder = held_scene.parent / "poses"
    folder.mkdir()
    bad = {"format": "zeroshot.poses", "version": 1, "poses": {"mine": {"x": 1}}}
    (folder / "mine.json").write_text(json.dumps(bad))
    scene = json.loads(held_scene.read_text())
    scene["actors"][0]["pose"] = {"name": "mine"}
    held_scene.write_text(json.dumps(scene))
    done = run("describe", held_scene, "--no-visibility")
    assert done.code == 2
    assert "mine.json" in done.err
    assert "/actors/0/pose" in done.err


@pytest.mark.graphics
def test_what_is_found_is_drawn_as_a_sheet_and_as_small_pictures(run: Run, tmp_path: Path) -> None:
    sheet, folder = tmp_path / "sheet.jpg", tmp_path / "small"
    assert run("poses", "hugging", "--sheet", sheet, "--pictures", folder).code == 0
    # The man's shirt, told from the ground by its colour.
    picture = pixels(sheet)
    assert ((picture[..., 2] - picture[..., 0]) > 60).sum() > 500
    assert pixels(folder / "hugging.jpg").shape == (128, 128, 3)
    assert pixels(folder / "together" / "hugging.jpg").shape == (128, 128, 3)


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture).astype(int)
