"""Plans of work in parts: the same on every machine, whatever its folders are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zeroshot.batch.jobs import StillJob
from zeroshot.batch.parts import common_folder, read_work_plan, split_into_parts, write_work_plan
from zeroshot.errors import SceneFileError


def jobs(root: Path) -> list[StillJob]:
    scenes = [root / "reel1" / "a.json", root / "reel2" / "b.json"]
    return [
        StillJob(str(scene), shot, f"{scene.stem}_{shot}.png", (96, 54), "draft", aspect=2.39)
        for scene in scenes
        for shot in ("1", "2", "Тест")
    ]


def test_a_plan_means_the_same_elsewhere(tmp_path: Path) -> None:
    here, there, out = tmp_path / "here", tmp_path / "there", tmp_path / "out"
    write_work_plan(tmp_path / "plan.json", split_into_parts(jobs(here), part_size=4, root=here))
    plan = read_work_plan(tmp_path / "plan.json")
    assert ([len(part) for part in plan.parts], plan.still_count) == ([4, 2], 6)
    for number in (1, 2):
        for job in plan.jobs(number, scenes=there, out=out):
            assert Path(job.scene).is_relative_to(there)
            assert Path(job.still).parent == out
            assert job.told_scene == Path(job.scene).relative_to(there).as_posix()
            assert (job.box_px, job.look, job.aspect) == ((96, 54), "draft", 2.39)
    together = [*plan.jobs(1, scenes=there, out=out), *plan.jobs(2, scenes=there, out=out)]
    assert plan.jobs(None, scenes=there, out=out) == tuple(together)
    assert str(tmp_path) not in (tmp_path / "plan.json").read_text(encoding="utf-8")


def test_one_still_a_line(tmp_path: Path) -> None:
    write_work_plan(tmp_path / "plan.json", split_into_parts(jobs(tmp_path), part_size=4, root=tmp_path))
    lines = (tmp_path / "plan.json").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line.rstrip(","))["shot_id"] for line in lines if '"shot_id"' in line][:2] == [
        "1",
        "2",
    ]


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_part_that_there_is_not(tmp_path: Path, number: int) -> None:
    plan = split_into_parts(jobs(tmp_path), part_size=4, root=tmp_path)
    with pytest.raises(SceneFileError, match="parts 1 to 2"):
        plan.jobs(number, scenes=tmp_path, out=tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read"),
        ("{", "no plan"),
        ('{"format": "zeroshot.scene"}', "no plan"),
        ('{"format": "zeroshot.plan", "version": "0.0.1", "parts": []}', "same version on all machines"),
    ],
)
def test_what_is_no_plan(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "plan.json").write_text(text)
    with pytest.raises(SceneFileError, match=said):
        read_work_plan(tmp_path / "plan.json")


def test_the_folder_that_all_lie_in(tmp_path: Path) -> None:
    paths = [tmp_path / "a" / "b" / "x.json", tmp_path / "a" / "c" / "y.obj"]
    assert common_folder(paths) == tmp_path / "a"
    assert common_folder(paths[:1]) == tmp_path / "a" / "b"
