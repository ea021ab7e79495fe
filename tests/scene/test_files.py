"""Scene files on disk: what cannot be read, what cannot be written, and that nothing is ever lost."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import scene_strategies
from zeroshot.errors import NewerVersionError, OutputError, SceneFileError
from zeroshot.scene import files
from zeroshot.scene.document import Actor, Document
from zeroshot.scene.files import read_document, write_document

EVERYTHING = Path(__file__).parents[1] / "files" / "v1" / "everything.json"
NOBODY = 65534
OLD = Document(title="old")
NEW = Document(title="new", actors=tuple(Actor(id=f"a{index}") for index in range(300)))


def refusal(path: Path | str) -> str:
    """Try to read a file that cannot be read and return what is said."""
    with pytest.raises(SceneFileError) as caught:
        read_document(path)
    said = str(caught.value)
    assert said.endswith(f"(in {path})")
    return said


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# Reading


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"  \n", "the file is empty"),
        (b'{\n "format": zero\n}', "not valid JSON at line 2, column 12"),
        (b'{"format": "zeroshot.scene", "version": 1} x', "not valid JSON at line 1, column 44: extra data"),
        (b"\xff\xfe{\x00", "not UTF-8 text (byte 0)"),
        (b'{"format": "zeroshot.scene", "version": 1, "title": "caf\xe9"}', "not UTF-8 text (byte 56)"),
        (b'{"format": "zeroshot.scene", "version": 1, "title": NaN}', "/title: must be a finite number"),
        (b"[" * 100_000, "deeper than 64 levels"),
        (b"\x00\x01\x02", "not valid JSON at line 1, column 1"),
        (b"v 0 0 0\nf 1 1 1\n", "not valid JSON at line 1, column 1"),
    ],
)
def test_a_file_that_is_no_scene(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "scene.json"
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_file_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "face_to_face.json").touch()
    assert 'no such file, did you mean "face_to_face.json"?' in refusal(tmp_path / "face_to_fase.json")
    assert "no such file (in" in refusal(tmp_path / "nowhere" / "scene.json")


def test_a_folder_is_no_scene(tmp_path: Path) -> None:
    assert "this is a folder" in refusal(tmp_path)


def test_a_pipe_is_no_scene(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert "not an ordinary file" in refusal(tmp_path / "pipe.json")


@pytest.mark.parametrize("name", ["a\0b", "x" * 300 + ".json", "loop.json"])
def test_a_name_that_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    assert "cannot be read" in refusal(tmp_path / name)


def test_a_file_far_too_large(tmp_path: Path) -> None:
    path = tmp_path / "scene.json"
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    assert "larger than 64 MB" in refusal(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "scene.json"
    path.write_bytes(b"\xef\xbb\xbf" + EVERYTHING.read_bytes())
    assert read_document(path) == read_document(EVERYTHING)


def test_a_newer_file_keeps_its_kind_of_error(tmp_path: Path) -> None:
    path = tmp_path / "scene.json"
    path.write_text('{"format": "zeroshot.scene", "version": 99}')
    with pytest.raises(NewerVersionError, match=r"version 99.*\(in .*scene\.json\)"):
        read_document(path)


def test_every_prefix_of_the_bytes_is_refused(tmp_path: Path) -> None:
    path, whole = tmp_path / "scene.json", EVERYTHING.read_bytes().rstrip()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        refusal(path)


def as_nobody(script: str, *arguments: object) -> dict[str, Any]:
    """Run a script that prints JSON, as a user without rights where the tests run as root."""
    prelude = "import json, os, sys\nfrom pathlib import Path\nfrom zeroshot.errors import ZeroshotError\n"
    prelude += "from zeroshot.scene.files import *\nfrom zeroshot.scene.document import Document\n"
    prelude += f"if os.getuid() == 0: os.setgid({NOBODY}); os.setuid({NOBODY})\n"
    done = subprocess.run(
        [sys.executable, "-c", prelude + script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a user without rights can reach, as those of tmp_path cannot be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


TRY = """
said = ""
try:
    {action}
except ZeroshotError as error:
    said = str(error)
print(json.dumps({{"said": said}}))
"""


def test_a_file_without_the_right_to_read(open_folder: Path) -> None:
    path = open_folder / "scene.json"
    write_document(OLD, path)
    path.chmod(0)
    said = as_nobody(TRY.format(action="read_document(sys.argv[1])"), path)["said"]
    assert "no right to read this file" in said


def test_a_folder_that_cannot_be_written(open_folder: Path) -> None:
    path = open_folder / "scene.json"
    write_document(OLD, path)
    path.chmod(0o666)
    open_folder.chmod(0o555)
    said = as_nobody(TRY.format(action='write_document(Document(title="new"), sys.argv[1])'), path)["said"]
    assert "the folder may not be written to" in said
    assert str(path) in said
    assert read_document(path) == OLD
    assert names_in(open_folder) == {"scene.json"}


def test_a_file_marked_read_only_is_respected(open_folder: Path) -> None:
    path = open_folder / "scene.json"
    write_document(OLD, path)
    open_folder.chmod(0o777)
    path.chmod(0o444)
    said = as_nobody(TRY.format(action='write_document(Document(title="new"), sys.argv[1])'), path)["said"]
    assert "marked read-only" in said
    assert read_document(path) == OLD


# Writing


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scene_strategies.documents())
def test_documents_survive_the_disk(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "scene.json"
    write_document(document, path)
    assert read_document(path) == document
    assert names_in(tmp_path) <= {"scene.json", "scene.json.bak"}


def test_the_previous_version_is_kept(tmp_path: Path) -> None:
    path, backup = tmp_path / "scene.json", tmp_path / "scene.json.bak"
    for number in range(4):
        write_document(Document(title=str(number)), path)
        assert read_document(path).title == str(number)
        assert backup.exists() == (number > 0)
        if number:
            assert read_document(backup).title == str(number - 1)
    assert names_in(tmp_path) == {"scene.json", "scene.json.bak"}


def test_saving_the_same_twice_keeps_the_backup(tmp_path: Path) -> None:
    path = tmp_path / "scene.json"
    for document in (OLD, NEW, NEW, NEW):
        write_document(document, path)
    assert read_document(tmp_path / "scene.json.bak") == OLD


def test_a_backup_left_by_a_crash_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "scene.json"
    write_document(OLD, path)
    os.link(path, tmp_path / "scene.json.bak")
    write_document(NEW, path)
    assert read_document(path) == NEW
    assert read_document(tmp_path / "scene.json.bak") == OLD
    assert names_in(tmp_path) == {"scene.json", "scene.json.bak"}


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "scene.json", tmp_path / "link.json"
    write_document(OLD, real)
    link.symlink_to(Path("real") / "scene.json")
    write_document(NEW, link)
    assert link.is_symlink()
    assert read_document(real) == read_document(link) == NEW
    assert names_in(tmp_path) == {"real", "link.json"}
    assert names_in(tmp_path / "real") == {"scene.json", "scene.json.bak"}


def test_a_link_to_nothing_yet_makes_its_target(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real.json")
    write_document(NEW, link)
    assert link.is_symlink()
    assert read_document(tmp_path / "real.json") == NEW


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "scene.json"
    write_document(OLD, path)
    path.chmod(0o640)
    write_document(NEW, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "scene.json.bak").stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    write_document(OLD, tmp_path / "scene.json")
    (tmp_path / "other").touch()
    assert (tmp_path / "scene.json").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere/scene.json", "there is no such folder"),
        ("folder", "this is a folder"),
        ("pipe", "not an ordinary file"),
        ("file/scene.json", "is a file and not a folder"),
        ("x" * 300 + ".json", "the name is too long"),
        ("loop.json", "lead in a circle"),
        ("a\0b", "cannot be saved"),
    ],
)
def test_a_place_that_cannot_be_written(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    os.mkfifo(tmp_path / "pipe")
    before = names_in(tmp_path)
    with pytest.raises(OutputError, match=words):
        write_document(NEW, tmp_path / name)
    assert names_in(tmp_path) == before


def test_a_name_whose_backup_is_too_long_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 249 + ".json")
    write_document(OLD, path)
    with pytest.raises(OutputError, match="the name is too long"):
        write_document(NEW, path)
    assert read_document(path) == OLD
    assert names_in(tmp_path) == {path.name}


FAILING = ["os.fsync", "os.link", "Path.replace", "Path.open", "shutil.copymode"]


def fail(name: str, code: int, monkeypatch: pytest.MonkeyPatch, *, at: int) -> None:
    """Make the nth call of a function that writing uses fail as the system would."""
    owner: Any = {"os": os, "Path": Path, "shutil": shutil}[name.partition(".")[0]]
    attribute = name.partition(".")[2]
    real: Callable[..., Any] = getattr(owner, attribute)
    calls: list[int] = []

    def failing(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == at:
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, attribute, failing)


@pytest.mark.parametrize("name", FAILING)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_write_that_fails_anywhere_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    path = tmp_path / "scene.json"
    write_document(Document(title="oldest"), path)
    write_document(OLD, path)
    with monkeypatch.context() as patch:
        fail(name, code, patch, at=2 if name == "Path.open" else 1)  # the first one reads what is there
        if (name, code) == ("os.link", errno.EIO):
            write_document(NEW, path)  # a disk that knows no links: a copy is made
        else:
            with pytest.raises(OutputError, match=r"disk|error") as caught:
                write_document(NEW, path)
            assert str(path) in str(caught.value)
            assert read_document(path) == OLD
    assert names_in(tmp_path) == {"scene.json", "scene.json.bak"}
    assert read_document(tmp_path / "scene.json.bak").title in ("oldest", "old")


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_cannot_sync_folders_is_fine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    fail("os.fsync", code, monkeypatch, at=2)
    write_document(NEW, tmp_path / "scene.json")
    assert read_document(tmp_path / "scene.json") == NEW


def test_a_write_cut_short_by_the_system_loses_nothing(tmp_path: Path) -> None:
    """The system itself stops the write in the middle, as a full disk does."""
    path = tmp_path / "scene.json"
    write_document(OLD, path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(OutputError, match="cannot be saved"):
            write_document(NEW, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert read_document(path) == OLD
    assert names_in(tmp_path) == {"scene.json"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB, where the tests may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs rights that this machine does not give")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "scene.json"
    write_document(OLD, path)
    with pytest.raises(OutputError, match="the disk is full"):
        write_document(Document(notes="x" * 90_000), path)
    assert read_document(path) == OLD
    assert names_in(small_disk) == {"scene.json"}


def test_killed_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    script = Path(__file__).with_name("killed_while_writing.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), "60"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found["random"]) == 60
    for kill in found["random"]:
        assert kill["finished"] <= kill["read"] <= kill["started"]
        assert kill["backup"] <= kill["read"]
    assert sum(kill["started"] for kill in found["random"]) > 60
    for kill in found["steps"]:
        assert (kill["read"], kill["backup"]) in [(2, 1), (2, 2), (3, 2)]
    assert {kill["read"] for kill in found["steps"]} == {2, 3}
