"""`zeroshot farm`: a bundle that a farm runs, proven by running it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from batches import SMALL, Run, manifest, stills
from zeroshot.batch import process

needs_openjd = pytest.mark.skipif(find_spec("openjd") is None, reason="openjd-cli is not installed")

BOX = "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"


@pytest.fixture
def project(tmp_path: Path, scene: dict[str, Any]) -> Path:
    """Two scenes of three and two shots in folders of their own, a mesh beside them, and a damaged scene."""
    (tmp_path / "project" / "reel").mkdir(parents=True)
    (tmp_path / "project" / "meshes").mkdir()
    (tmp_path / "project" / "meshes" / "box.obj").write_text(BOX)
    scene["props"] = [{"id": "box", "model": "../meshes/box.obj"}]
    for name, count in (("face", 3), ("table", 2)):
        scene["shots"] = [{"id": f"{index}a", "camera": "a"} for index in range(count)]
        (tmp_path / "project" / "reel" / f"{name}.json").write_text(json.dumps(scene))
    (tmp_path / "project" / "reel" / "bad.json").write_text("{")
    return tmp_path


def write_bundle(run: Run, project: Path, *options: object) -> Any:
    reel = project / "project" / "reel"
    return run("farm", reel, "--out", project / "bundle", "--part", "2", *SMALL[:4], *options)


def read(project: Path, name: str) -> Any:
    return json.loads((project / "bundle" / name).read_text(encoding="utf-8"))


def test_the_bundle(run: Run, project: Path) -> None:
    done = write_bundle(run, project)
    assert done.code == 2, "the damaged scene is told"
    assert "bad.json" in done.err
    assert "5 stills in 3 parts" in done.out
    template = read(project, "template.json")
    render, sheet = template["steps"]
    assert render["parameterSpace"]["taskParameterDefinitions"][0]["range"] == "1-3"
    assert sheet["dependencies"] == [{"dependsOn": "Render"}]
    values = {row["name"]: row["value"] for row in read(project, "parameter_values.json")["parameterValues"]}
    assert values["SceneFolder"] == str(project / "project"), "the folder of scenes and meshes"
    assert values["OutFolder"] == str(project / "bundle" / "stills")
    assets = read(project, "asset_references.json")["assetReferences"]
    assert {Path(name).name for name in assets["inputs"]["filenames"]} == {
        *("face.json", "table.json", "box.obj", "plan.json")
    }
    assert not (project / "bundle" / "stills").exists(), "nothing is drawn"


def test_without_a_still_there_is_no_bundle(run: Run, project: Path) -> None:
    done = run("farm", project / "project" / "reel" / "bad.json", "--out", project / "bundle")
    assert (done.code, len(done.errors)) == (2, 2)
    assert not (project / "bundle").exists()


def program(folder: Path) -> Path:
    """Put the program of this source tree somewhere as a command, as an installation does."""
    path = folder / "zeroshot"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m zeroshot "$@"\n')
    path.chmod(0o755)
    return path


def openjd(project: Path, *arguments: object) -> Any:
    bundle = project / "bundle"
    values = {row["name"]: row["value"] for row in read(project, "parameter_values.json")["parameterValues"]}
    (project / "values.json").write_text(json.dumps({**values, "Zeroshot": str(program(project)), "Jobs": 1}))
    return subprocess.run(
        [
            *(Path(sys.executable).with_name("openjd"), "run", bundle / "template.json"),
            *("--job-param", f"file://{project / 'values.json'}", *map(str, arguments)),
        ],
        env={**os.environ, "PYTHONPATH": str(Path(process.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


@needs_openjd
def test_the_template_is_one(run: Run, project: Path) -> None:
    write_bundle(run, project)
    checker = Path(sys.executable).with_name("openjd")
    template = project / "bundle" / "template.json"
    done = subprocess.run([checker, "check", template], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_openjd
@pytest.mark.graphics
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the command of this test is a shell script")
def test_the_farm_draws_every_still_once_and_the_sheet(run: Run, project: Path) -> None:
    write_bundle(run, project)
    done = openjd(project, "--step", "Sheet", "--run-dependencies")
    assert done.returncode == 0, done.stdout
    folder = project / "bundle"
    told = manifest(folder)
    assert told["counts"] == {"up-to-date": 5}, "the last step found all of them drawn"
    assert [row["attempts"] for row in told["stills"]] == [1] * 5
    assert {row["scene"] for row in told["stills"]} == {"reel/face.json", "reel/table.json"}
    assert {name for name in stills(folder) if name.endswith(".png")} == {
        row["still"] for row in told["stills"]
    }
    assert not list((folder / "stills").glob("manifest-part-*"))
    assert "openjd_progress: 100.0" in done.stdout
    assert (folder / "stills" / "sheet.pdf").read_bytes().startswith(b"%PDF")

    drawn = {path.name: path.stat().st_mtime_ns for path in (folder / "stills").glob("*.png")}
    (folder / "stills" / "face_0a.png").unlink()
    again = openjd(project, "--step", "Render", "--task-param", "Part=1")
    assert again.returncode == 0, again.stdout
    now = {path.name: path.stat().st_mtime_ns for path in (folder / "stills").glob("*.png")}
    assert [name for name in drawn if now[name] != drawn[name]] == ["face_0a.png"]


@pytest.mark.graphics
def test_a_part_on_another_machine_gives_the_same_bytes(run: Run, project: Path) -> None:
    """Another machine: other folders, and the plan and the scenes copied there."""
    write_bundle(run, project)
    shutil.copytree(project / "project", project / "other" / "scenes")
    plan = project / "bundle" / "plan.json"
    for part in (1, 2, 3):
        folders = ("--scenes", project / "project", "--out", project / "one")
        assert run("render-part", plan, *folders, "--part", part).code == 0
    folders = ("--scenes", project / "other" / "scenes", "--out", project / "two")
    assert run("render-part", plan, *folders, "--jobs", "2").code == 0
    names = sorted(path.name for path in (project / "one").glob("*_*a.*"))
    assert len(names) == 10
    for name in names:
        assert (project / "one" / name).read_bytes() == (project / "two" / name).read_bytes()


@pytest.mark.graphics
def test_a_part_with_a_bad_model_costs_its_still_and_the_end_tells(run: Run, project: Path) -> None:
    write_bundle(run, project)
    text = (project / "project" / "reel" / "table.json").read_text()
    (project / "project" / "reel" / "table.json").write_text(text.replace("box.obj", "gone.obj"))
    plan, options = project / "bundle" / "plan.json", ("--scenes", project / "project", "--jobs", "1")
    done = run("render-part", plan, *options, "--out", project / "stills", "--part", "2")
    assert done.code == 0, "the farm goes on"
    assert "gone.obj" in done.err
    sheet = project / "stills" / "sheet.png"
    done = run("render-part", plan, *options, "--out", project / "stills", "--sheet", sheet)
    assert done.code == 2
    assert sheet.is_file(), "what there is stands on it"
    assert manifest(project)["counts"] == {"written": 2, "up-to-date": 1, "failed": 2}
