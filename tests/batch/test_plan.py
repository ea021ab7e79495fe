"""Which stills a batch draws, and what it sets aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zeroshot.batch.plan import Plan, plan_stills, prepare_folder
from zeroshot.errors import OutputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "face.json", shots=("1a", "1b", "2"))
    write(tmp_path / "table.json", shots=("1a",))
    write(tmp_path / "wide.json", shots=(), cameras=("left", "right"))
    (tmp_path / "bad.json").write_text("{")
    return tmp_path


def write(path: Path, *, shots: tuple[str, ...], cameras: tuple[str, ...] = ("a",)) -> None:
    data = {
        "format": "zeroshot.scene",
        "version": 1,
        "cameras": [{"id": name} for name in cameras],
        "shots": [{"id": name, "camera": cameras[0]} for name in shots],
    }
    path.write_text(json.dumps(data))


def plan(folder: Path, *names: str, patterns: tuple[str, ...] = ()) -> Plan:
    scenes = [folder / f"{name}.json" for name in names]
    return plan_stills(
        scenes, out=Path("out"), patterns=patterns, box_px=(96, 54), look="standard", suffix=".png"
    )


def stills(found: Plan) -> list[str]:
    return [Path(job.still).name for job in found.jobs]


def test_every_shot_of_every_scene_in_the_order_given(folder: Path) -> None:
    assert stills(plan(folder, "table", "face")) == [
        "table_1a.png",
        "face_1a.png",
        "face_1b.png",
        "face_2.png",
    ]


def test_a_scene_without_shots_is_seen_through_each_camera(folder: Path) -> None:
    assert stills(plan(folder, "wide")) == ["wide_left.png", "wide_right.png"]


def test_a_scene_given_twice_counts_once(folder: Path) -> None:
    found = plan_stills(
        [folder / "table.json", folder / ".." / folder.name / "table.json"],
        out=Path("out"),
        box_px=(96, 54),
        look="standard",
        suffix=".png",
    )
    assert stills(found) == ["table_1a.png"]
    assert found.jobs[0].scene == str(folder / "table.json"), "the name given first is kept"


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        (("1a",), ["face_1a.png", "table_1a.png"]),
        (("1*",), ["face_1a.png", "face_1b.png", "table_1a.png"]),
        (("2", "1b"), ["face_1b.png", "face_2.png"]),
        (("[12]",), ["face_2.png"]),
    ],
)
def test_patterns_choose_shots(folder: Path, patterns: tuple[str, ...], names: list[str]) -> None:
    found = plan(folder, "face", "table", patterns=patterns)
    assert stills(found) == names
    assert not found.faults


def test_a_still_has_the_same_name_whatever_the_patterns(folder: Path) -> None:
    (folder / "reel").mkdir()
    write(folder / "reel" / "face.json", shots=("1a",))
    whole = {(job.scene, job.shot_id): job.still for job in plan(folder, "face", "reel/face").jobs}
    part = plan(folder, "face", "reel/face", patterns=("2",)).jobs[0]
    assert part.still == whole[part.scene, part.shot_id]


def test_a_pattern_of_no_shot_is_a_fault_and_the_others_count(folder: Path) -> None:
    found = plan(folder, "face", patterns=("1a", "1c"))
    assert stills(found) == ["face_1a.png"]
    assert [fault.scene for fault in found.faults] == [None]
    assert found.faults[0].sentences == ('no shot matches "1c" (the shots are 1a, 1b, 2)',)


def test_bad_scenes_are_set_aside(folder: Path) -> None:
    found = plan(folder, "bad", "table", "nowhere")
    assert stills(found) == ["table_1a.png"]
    assert [fault.scene for fault in found.faults] == [str(folder / "bad.json"), str(folder / "nowhere.json")]


def test_a_scene_with_no_camera_is_set_aside(folder: Path) -> None:
    write(folder / "blind.json", shots=(), cameras=())
    found = plan(folder, "blind")
    assert not found.jobs
    assert "no camera" in found.faults[0].sentences[0]
    assert "blind.json" in found.faults[0].sentences[0]


def test_patterns_say_nothing_of_scenes_that_are_all_bad(folder: Path) -> None:
    assert len(plan(folder, "bad", patterns=("1a",)).faults) == 1


def test_the_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "a" / "b")
    assert not list((tmp_path / "a" / "b").iterdir())


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(OutputError, match=r"it is a file.*--out"):
        prepare_folder(path)
    with pytest.raises(OutputError, match=r"Not a directory.*--out"):
        prepare_folder(path / "deeper")
