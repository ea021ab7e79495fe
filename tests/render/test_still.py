"""Stills on disk: whole, the same twice, and carrying their data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from zeroshot import __version__
from zeroshot.errors import OutputError
from zeroshot.render.picture_files import PICTURE_FORMATS as FORMATS
from zeroshot.render.still import Origin, WrittenFile, sha256_of, sidecar_path, write_still
from zeroshot.scene.document import Camera, Document, Shot

DOCUMENT = Document(title="Тест °", cameras=(Camera(id="a"),), shots=(Shot(id="1a", camera="a"),))
READING = {"scene": "x.json", "shot": "1a", "camera": "a", "plane_count": 2, "findings": []}
ORIGIN = Origin("0a", "1b", {"library/destiny.glb": "2c"})
PICTURE = np.random.default_rng(1).integers(0, 256, (24, 36, 3)).astype(np.uint8)


def write(path: Path, picture: Any = PICTURE) -> tuple[WrittenFile, ...]:
    return write_still(path, picture, READING, document=DOCUMENT, look="draft", origin=ORIGIN)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_still_and_its_sidecar(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"s.{kind}"
    still, told = write(path)
    with Image.open(path) as image:
        drawn = np.asarray(image.convert("RGB")).astype(int)
    assert np.abs(drawn - PICTURE).max() <= (0 if kind != "jpg" else 90)
    sidecar = json.loads(sidecar_path(path).read_text(encoding="utf-8"))
    assert sidecar["reading"] == READING
    assert (sidecar["width_px"], sidecar["height_px"], sidecar["look"]) == (36, 24, "draft")
    assert sidecar["version"] == __version__
    assert [sidecar[f"{name}_sha256"] for name in ("shot", "look", "files")] == [
        "0a",
        "1b",
        ORIGIN.files_sha256,
    ]
    assert sidecar["files"] == {"library/destiny.glb": "2c"}
    assert (still.path, still.sha256) == (path, sha256_of(path.read_bytes()))
    assert sidecar["picture"] == {"file": path.name, "sha256": still.sha256, "bytes": still.byte_count}
    assert told.sha256 == sha256_of(sidecar_path(path).read_bytes())
    assert sidecar["camera"]["lens"]["focal_length_mm"] == 35.0
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted([path.name, "s.json"])


def test_a_png_holds_its_data_and_its_colour_space(tmp_path: Path) -> None:
    path = tmp_path / "s.png"
    write(path)
    with Image.open(path) as image:
        image.load()
        sidecar = json.loads(sidecar_path(path).read_text(encoding="utf-8"))
        of_the_files = {name: sidecar.pop(name) for name in ("files", "picture")}
        assert json.loads(image.text["zeroshot"]) == sidecar
        assert all(of_the_files.values())
        assert image.text["Title"] == "Тест °: 1a"
        assert image.info["srgb"] == 0


def test_the_same_still_is_the_same_bytes(tmp_path: Path) -> None:
    for kind in FORMATS:
        for name in ("one", "two"):
            write_still(
                tmp_path / f"{name}.{kind}", PICTURE, READING, document=DOCUMENT, look="draft", origin=ORIGIN
            )
        assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written, there is no such folder"):
        write_still(
            tmp_path / "gone" / "s.png", PICTURE, READING, document=DOCUMENT, look="draft", origin=ORIGIN
        )
    with pytest.raises(OutputError, match='did you mean "png"'):
        write(tmp_path / "s.pgn")


def test_a_full_disk_leaves_the_old_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.png"
    write(path)
    before = path.read_bytes()

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="the disk is full"):
        write(path, 255 - PICTURE)
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["s.json", "s.png"]
