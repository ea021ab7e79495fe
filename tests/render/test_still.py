"""Stills on disk: whole, the same twice, and carrying their data."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from zeroshot import __version__
from zeroshot.errors import OutputError
from zeroshot.render.still import FORMATS, document_sha256, sidecar_path, write_still
from zeroshot.scene.document import Camera, Document, Shot

DOCUMENT = Document(title="Тест °", cameras=(Camera(id="a"),), shots=(Shot(id="1a", camera="a"),))
READING = {"scene": "x.json", "shot": "1a", "camera": "a", "plane_count": 2, "findings": []}
PICTURE = np.random.default_rng(1).integers(0, 256, (24, 36, 3)).astype(np.uint8)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_still_and_its_sidecar(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"s.{kind}"
    write_still(path, PICTURE, READING, document=DOCUMENT, look="draft")
    with Image.open(path) as image:
        drawn = np.asarray(image.convert("RGB")).astype(int)
    assert np.abs(drawn - PICTURE).max() <= (0 if kind != "jpg" else 90)
    sidecar = json.loads(sidecar_path(path).read_text(encoding="utf-8"))
    assert sidecar["reading"] == READING
    assert (sidecar["width_px"], sidecar["height_px"], sidecar["look"]) == (36, 24, "draft")
    assert sidecar["version"] == __version__
    assert sidecar["document_sha256"] == document_sha256(DOCUMENT)
    assert sidecar["camera"]["lens"]["focal_length_mm"] == 35.0
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted([path.name, "s.json"])


def test_a_png_holds_its_data_and_its_colour_space(tmp_path: Path) -> None:
    path = tmp_path / "s.png"
    write_still(path, PICTURE, READING, document=DOCUMENT, look="draft")
    with Image.open(path) as image:
        image.load()
        assert json.loads(image.text["zeroshot"]) == json.loads(
            sidecar_path(path).read_text(encoding="utf-8")
        )
        assert image.text["Title"] == "Тест °: 1a"
        assert image.info["srgb"] == 0


def test_the_same_still_is_the_same_bytes(tmp_path: Path) -> None:
    for kind in FORMATS:
        for name in ("one", "two"):
            write_still(tmp_path / f"{name}.{kind}", PICTURE, READING, document=DOCUMENT, look="draft")
        assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


def test_the_hash_follows_the_document() -> None:
    assert document_sha256(DOCUMENT) != document_sha256(DOCUMENT.model_copy(update={"title": "Other"}))


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written, there is no such folder"):
        write_still(tmp_path / "gone" / "s.png", PICTURE, READING, document=DOCUMENT, look="draft")
    with pytest.raises(OutputError, match='did you mean "png"'):
        write_still(tmp_path / "s.pgn", PICTURE, READING, document=DOCUMENT, look="draft")


def test_a_full_disk_leaves_the_old_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.png"
    write_still(path, PICTURE, READING, document=DOCUMENT, look="draft")
    before = path.read_bytes()

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="the disk is full"):
        write_still(path, 255 - PICTURE, READING, document=DOCUMENT, look="draft")
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["s.json", "s.png"]
