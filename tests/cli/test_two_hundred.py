"""Two hundred scene files overnight, with everything that goes wrong at night."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from batches import Run, events, manifest
from zeroshot.batch import process

pytestmark = [pytest.mark.graphics, pytest.mark.slow]

BROKEN: tuple[Callable[[str], str], ...] = (
    lambda text: text[: len(text) // 2],
    lambda text: "",
    lambda text: text.replace('"surgeon"', '"surgeon", "colour": "red"'),
    lambda text: text.replace('"camera": "a"', '"camera": "b"'),
    lambda text: text.replace('"orientation_xyzw": [0', '"orientation_xyzw": [NaN'),
    lambda text: text.replace('"version": 1', '"version": 99'),
    lambda text: text.replace('"props": []', '"props": [{"id": "p", "model": "no-such-thing"}]'),
    lambda text: text.replace('"props": []', '"props": [{"id": "p", "model": "gone/mesh.obj"}]'),
    lambda text: text.replace('"pose": {}', '"pose": {"name": "no-such-pose"}'),
    lambda text: text.replace('"format"', '"fromat"'),
)
"""Seven kinds are seen when the file is read, three only when the shot is staged."""

FAULTS = """
import ctypes, os, pathlib, resource, signal
import zeroshot.batch.draw as draw
faults, before = pathlib.Path({faults!r}), draw.Studio.draw
def draw_with_faults(self, job):
    scene = pathlib.Path(job.scene).stem
    if (faults / f"hangs-{scene}").exists():
        os.kill(os.getpid(), signal.SIGSTOP)
    if (faults / f"kills-{scene}").exists():
        ctypes.string_at(0)
    if (faults / f"fills-{scene}").exists():
        (faults / f"fills-{scene}").unlink()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, limits[1]))
        try:
            return before(self, job)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    return before(self, job)
draw.Studio.draw = draw_with_faults
"""
"""Real ones: a process that the system has stopped, one that reads where nothing is, and a file that the
system lets grow to 200 bytes and no further."""


def text_of(scene: dict[str, Any], index: int) -> str:
    scene["title"] = f"Scene {index}"
    scene["actors"][0].update(position_m=[2 + index / 100, 0, 0], pose={})
    scene["props"] = []
    return json.dumps(scene)


def put_faults_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = FAULTS.replace("{faults!r}", repr(str(folder))).replace("{", "{{").replace("}", "}}")
    start = "import sys; sys.path[:] = {path!r}\n"
    end = "\nfrom zeroshot.batch.worker import main; main()"
    monkeypatch.setattr(process, "WORKER_CODE", start + code + end)


def check_what_is_there(folder: Path, states: dict[str, int]) -> None:
    """See that the manifest is true of every file, that every file is whole, and that there is no other."""
    told = manifest(folder)
    assert (told["state"], told["counts"]) == ("finished", states)
    listed = {"manifest.json"}
    for row in told["stills"]:
        for file in row["files"]:
            content = (folder / "stills" / file["path"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == file["sha256"]
            listed.add(file["path"])
        if row["state"] != "failed":
            with Image.open(folder / "stills" / row["still"]) as picture:
                picture.load()
    assert listed == {path.name for path in (folder / "stills").iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such faults")
def test_two_hundred_scenes_with_faults(
    tmp_path: Path, run: Run, new_scene: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes, faults = tmp_path / "scenes", tmp_path / "faults"
    texts = {scenes / f"s{index:03}.json": text_of(new_scene(), index) for index in range(200)}
    for path in (scenes, faults):
        path.mkdir()
    broken = list(texts)[5::10]
    for path, text in texts.items():
        path.write_text(BROKEN[broken.index(path) % 10](text) if path in broken else text)
    for name in ("hangs-s011", "kills-s022", "fills-s033"):
        (faults / name).touch()
    put_faults_in(faults, monkeypatch)
    options = ("--size", "64x36", "--look", "draft", "--jobs", "2", "--json")

    done = run("render", scenes, "--out", tmp_path / "stills", *options, "--timeout", "8")
    assert done.code == 1, done.err
    assert "Traceback" not in done.err
    check_what_is_there(tmp_path, {"written": 178, "failed": 8})
    rows = {Path(row["scene"]).stem: row for row in manifest(tmp_path)["stills"]}
    assert "longer than 8 s" in rows["s011"]["messages"][0]
    assert "SIGSEGV" in rows["s022"]["messages"][0]
    assert (rows["s033"]["state"], rows["s033"]["attempts"]) == ("written", 2)
    bad = {Path(fault["scene"]).stem for fault in manifest(tmp_path)["bad_input"]}
    assert bad | {name for name, row in rows.items() if row["state"] == "failed"} == {
        *(path.stem for path in broken),
        *("s011", "s022"),
    }
    for name in (*(path.stem for path in broken), "s011", "s022"):
        assert f"{name}.json" in done.err, "what failed is told, with its file"
    assert [event["event"] for event in events(done)].count("written") == 178

    shutil.rmtree(faults)
    for path, text in texts.items():
        path.write_text(text)
    done = run("render", scenes, "--out", tmp_path / "stills", *options, "--resume")
    assert (done.code, done.err) == (0, "")
    check_what_is_there(tmp_path, {"up-to-date": 178, "written": 22})


ON_A_SMALL_DISK = """
mount -t tmpfs -o size=192k none "$1" || exit 99
shift
"$@"
code=$?
cp -r "$PWD/disk/." "$PWD/stills"
exit $code
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no disk of its own can be mounted here")
def test_a_disk_that_is_full(tmp_path: Path, run: Run, new_scene: Callable[[], dict[str, Any]]) -> None:
    """A real one of 192 KB, in a name space of its own."""
    scene = new_scene()
    scene["shots"] = [{"id": f"{index:02}", "camera": "a"} for index in range(40)]
    (tmp_path / "film.json").write_text(json.dumps(scene))
    for name in ("disk", "stills"):
        (tmp_path / name).mkdir()
    options = ("--size", "96x54", "--look", "draft", "--jobs", "2")
    command = [sys.executable, "-m", "zeroshot", "render", "film.json", "--out", "disk", *options]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", ON_A_SMALL_DISK, "sh", "disk", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(process.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode in (1, 99) and "zeroshot" not in done.stderr:
        pytest.skip(f"no disk of its own can be mounted here: {done.stderr.strip()}")
    assert done.returncode == 1, done.stderr
    assert "the disk is full: free some space" in done.stderr
    assert "--resume" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") <= 4, done.stderr
    left = list((tmp_path / "stills").iterdir())
    assert not [path for path in left if path.name.startswith(".")]
    for path in left:
        if path.suffix == ".json":
            json.loads(path.read_text())
        else:
            with Image.open(path) as picture:
                picture.load()
    for row in manifest(tmp_path)["stills"]:
        for file in row["files"]:
            content = (tmp_path / "stills" / file["path"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == file["sha256"]
    written = sum(path.suffix == ".png" for path in left)
    assert 3 < written < 40
    resumed = run("render", tmp_path / "film.json", "--out", tmp_path / "stills", *options, "--resume")
    assert resumed.code == 0, resumed.err
    check_what_is_there(tmp_path, manifest(tmp_path)["counts"])
    assert len(manifest(tmp_path)["stills"]) == 40
