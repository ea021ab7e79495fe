"""Every bad input that a batch may meet: one sentence each, the right exit code, and the others rendered.

The bad scenes go through one run of the shipped command, together with good ones at both ends.
"""

from __future__ import annotations

import copy
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

Data = dict[str, Any]
Run = Callable[..., Any]


@dataclass(frozen=True)
class Bad:
    """A way to spoil a scene, and what the sentence must say: what, where, and what to do."""

    make: Callable[[Path, Data], None]
    said: tuple[str, ...]
    lines: int = 1


def text(content: str) -> Callable[[Path, Data], None]:
    return lambda path, _scene: path.write_text(content, encoding="utf-8") and None


def changed(change: Callable[[Data], object]) -> Callable[[Path, Data], None]:
    def make(path: Path, scene: Data) -> None:
        change(scene)
        path.write_text(json.dumps(scene), encoding="utf-8")

    return make


def with_mesh(name: str, content: bytes) -> Callable[[Path, Data], None]:
    """Make a scene whose set is a mesh file beside it."""

    def make(path: Path, scene: Data) -> None:
        (path.parent / name).write_bytes(content)
        add_module(scene, name)
        path.write_text(json.dumps(scene), encoding="utf-8")

    return make


def add_module(scene: Data, model: str) -> None:
    scene["set"] = {"modules": [{"id": "lab", "model": model}]}


def ply(*, vertices: int, faces: int, body: bytes = b"") -> bytes:
    header = (
        f"ply\nformat ascii 1.0\nelement vertex {vertices}\n"
        "property float x\nproperty float y\nproperty float z\n"
        f"element face {faces}\nproperty list uchar int vertex_indices\nend_header\n"
    )
    return header.encode() + body


def stl(faces: int) -> bytes:
    return bytes(80) + struct.pack("<I", faces) + bytes(50 * min(faces, 2))


BAD = {
    "broken": Bad(text('{"format": "zeroshot.scene",\n "version": }'), ("line 2, column 13",)),
    "cut_off": Bad(text('{"format": "zeroshot.scene", "version": 1'), ("line 1, column",)),
    "wrong_type": Bad(
        changed(lambda s: s["actors"][0].update(position_m="here")), ("/actors/0/position_m", "array")
    ),
    "wrong_top": Bad(text("[1, 2]"), ("one object",)),
    "unknown_key": Bad(
        changed(lambda s: s["actors"][0].update(orientation_xzyw=[0, 0, 0, 1])),
        ("/actors/0", "orientation_xzyw", 'did you mean "orientation_xyzw"'),
    ),
    "nan": Bad(
        changed(lambda s: s["actors"][0].update(position_m=[float("nan"), 0, 0])), ("/actors/0", "NaN")
    ),
    "infinity": Bad(changed(lambda s: s["cameras"][0].update(aspect=float("inf"))), ("/cameras/0/aspect",)),
    "zero_quaternion": Bad(
        changed(lambda s: s["actors"][0].update(orientation_xyzw=[0, 0, 0, 0])),
        ("/actors/0/orientation_xyzw", "zero"),
    ),
    "duplicate_id": Bad(
        changed(lambda s: s["actors"].append(copy.deepcopy(s["actors"][0]))), ("/actors/1/id", '"surgeon"')
    ),
    "nobody": Bad(
        changed(lambda s: s["actors"][0].update(gaze={"at": "sturgeon/eyes"})),
        ("/actors/0/gaze/at", '"sturgeon', 'did you mean "surgeon'),
    ),
    "no_such_camera": Bad(changed(lambda s: s["shots"][0].update(camera="b")), ("/shots/0/camera", '"b"')),
    "no_camera": Bad(changed(lambda s: (s.pop("cameras"), s.pop("shots"))), ("camera", "add one")),
    "three_problems": Bad(
        changed(
            lambda s: s["actors"][0].update(colour="#ffffff", position_m=3, orientation_xyzw=[0, 0, 0, 0])
        ),
        ('did you mean "color"',),
        lines=3,
    ),
    "newer": Bad(changed(lambda s: s.update(version=99)), ("99", "newer", "update zeroshot")),
    "empty": Bad(text(""), ("empty",)),
    "directory": Bad(lambda path, _scene: path.mkdir(), ("folder",)),
    "missing": Bad(lambda _path, _scene: None, ("no such file",)),
    "binary": Bad(lambda path, _scene: path.write_bytes(bytes(range(128, 256))) and None, ("UTF-8",)),
    "missing_model": Bad(
        changed(lambda s: add_module(s, "destinny")), ("destinny", 'did you mean "destiny"')
    ),
    "missing_mesh": Bad(changed(lambda s: add_module(s, "nowhere/lab.obj")), ("lab.obj", "exist")),
    "corrupt_glb": Bad(with_mesh("bad.glb", b"glTF\x02\x00\x00\x00 nonsense"), ("bad.glb",)),
    "corrupt_obj": Bad(with_mesh("bad.obj", b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 9\n"), ("bad.obj",)),
    "no_faces": Bad(
        with_mesh("points.ply", ply(vertices=1, faces=0, body=b"0 0 0\n")), ("points.ply", "no faces")
    ),
    "huge_ply": Bad(with_mesh("huge.ply", ply(vertices=3, faces=20_000_000)), ("huge.ply", "10,000,000")),
    "unknown_pose": Bad(
        changed(lambda s: s["actors"][0].update(pose={"name": "neutrall"})),
        ("neutrall", 'did you mean "neutral"'),
    ),
    "unknown_point": Bad(
        changed(
            lambda s: (
                add_module(s, "destiny"),
                s["actors"][0].update(anchors=[{"effector": "left_foot", "to": "lab/handrail-99"}]),
            )
        ),
        ("handrail-99",),
    ),
}
NEEDS_DRAWING = ("corrupt_glb", "corrupt_obj", "no_faces", "huge_ply")
GOOD = ("aa_first", "zz_last")


@dataclass(frozen=True)
class Batch:
    """One run of the shipped command over the good and the bad."""

    folder: Path
    code: int
    out: str
    err: str

    def lines_about(self, name: str) -> list[str]:
        return [line for line in self.err.splitlines() if line.endswith(f" {name}.json)")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, new_scene: Callable[[], Data]) -> Path:
    """A folder of scenes, most of them bad."""
    path = tmp_path_factory.mktemp("scenes")
    for name in GOOD:
        (path / f"{name}.json").write_text(json.dumps(new_scene()))
    for name, bad in BAD.items():
        bad.make(path / f"{name}.json", new_scene())
    return path


@pytest.fixture(scope="module")
def batch(folder: Path, run_apart: Run) -> Batch:
    scenes = [f"{name}.json" for name in sorted((*GOOD, *BAD))]
    done = run_apart("render", *scenes, "--out", "stills", "--size", "96x54", "--jobs", "2", cwd=folder)
    return Batch(folder, done.code, done.out, done.err)


@pytest.mark.graphics
@pytest.mark.parametrize("name", BAD)
def test_a_bad_scene_gets_its_sentence(batch: Batch, name: str) -> None:
    lines = batch.lines_about(name)
    assert len(lines) == BAD[name].lines, batch.err
    assert all(line.startswith("zeroshot: ") for line in lines)
    said = "\n".join(lines)
    assert not [fragment for fragment in BAD[name].said if fragment not in said], said


@pytest.mark.graphics
def test_the_other_scenes_are_rendered(batch: Batch) -> None:
    stills = sorted(path.name for path in (batch.folder / "stills").iterdir())
    assert [name for name in stills if name.endswith(".png")] == [f"{name}_1a.png" for name in GOOD]
    for name in GOOD:
        with Image.open(batch.folder / "stills" / f"{name}_1a.png") as picture:
            assert picture.size == (96, 54)
    assert "2 stills written" in batch.out


@pytest.mark.graphics
def test_a_batch_with_bad_scenes_exits_with_2_and_no_traceback(batch: Batch) -> None:
    assert batch.code == 2
    assert "Traceback" not in batch.err + batch.out
    assert "bug in zeroshot" not in batch.err
    assert len(batch.err.splitlines()) == sum(bad.lines for bad in BAD.values())


@pytest.mark.parametrize("command", ["check", "describe"])
@pytest.mark.parametrize("name", sorted(BAD.keys() - NEEDS_DRAWING))
def test_other_commands_say_the_same(
    tmp_path: Path, run: Run, new_scene: Callable[[], Data], name: str, command: str
) -> None:
    bad = BAD[name]
    path = tmp_path / f"{name}.json"
    bad.make(path, new_scene())
    done = run(command, path)
    assert done.code == 2
    assert len(done.errors) == bad.lines, done.err
    assert not [fragment for fragment in (*bad.said, str(path)) if fragment not in done.err], done.err


def test_a_mesh_of_more_than_ten_million_triangles_is_refused_before_it_is_read(
    tmp_path: Path, run: Run, new_scene: Callable[[], Data]
) -> None:
    """An STL of 20 million triangles, as a file with a hole: a gigabyte that takes no disk."""
    scene = new_scene()
    add_module(scene, "huge.stl")
    (tmp_path / "huge.json").write_text(json.dumps(scene))
    with (tmp_path / "huge.stl").open("wb") as file:
        file.write(bytes(80) + struct.pack("<I", 20_000_000))
        file.truncate(84 + 50 * 20_000_000)
    done = run("render", tmp_path / "huge.json", "--out", tmp_path / "stills", "--size", "96x54")
    assert done.code == 2
    assert "huge.stl" in done.err
    assert "10,000,000" in done.err
