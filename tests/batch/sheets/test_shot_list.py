"""Shot lists: a table that reads back, and JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from framing.small_scene import make_folder, two_people
from zeroshot.batch.sheets.records import read_records
from zeroshot.batch.sheets.shot_list import COLUMNS, FORMAT, print_csv, print_json, row_of
from zeroshot.scene.document import Document
from zeroshot.scene.resolve import shots_of

NOTES = 'Quiet; "hold", then\ncut, она молчит'


@pytest.fixture
def content() -> dict[str, Any]:
    content = two_people()
    shot = {"id": "1a", "camera": "a", "name": "Two, of; three", "notes": NOTES, "target_planes": 3}
    content["shots"] = [shot, {"id": "2", "camera": "a"}]
    return content


def records_of(folder: Path, content: dict[str, Any]) -> list[Any]:
    document = Document.model_validate(json.loads(json.dumps(content)), strict=False)
    return read_records(document, shots_of(document), scene=make_folder(folder) / "film.json")


def test_the_table_reads_back_as_it_was_written(tmp_path: Path, content: dict[str, Any]) -> None:
    records = records_of(tmp_path, content)
    text = print_csv(records).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    for row, record in zip(rows, records, strict=True):
        assert row == {name: "" if value is None else str(value) for name, value in row_of(record).items()}
    first = rows[0]
    assert first["notes"] == NOTES and first["name"] == "Two, of; three"
    assert (first["focal_length_mm"], first["f_stop"], first["target_planes"]) == ("24.0", "4.0", "3")
    assert first["attitude"] == "lens toward port; picture's right toward forward"
    assert first["position"].endswith("cm from rail-1, port wall")
    assert rows[1]["target_planes"] == "" and rows[1]["still"] == ""


def test_spreadsheets_see_that_it_is_unicode(tmp_path: Path, content: dict[str, Any]) -> None:
    assert print_csv(records_of(tmp_path, content)).startswith(b"\xef\xbb\xbf")


def test_json_holds_reading_and_setup_of_every_shot(tmp_path: Path, content: dict[str, Any]) -> None:
    data = json.loads(print_json(records_of(tmp_path, content)))
    assert data["format"] == FORMAT
    shot = data["shots"][0]
    assert shot["reading"]["plane_count"] == shot["plane_count"] == 2
    (rail,) = shot["setup"]["rails"]
    assert rail["rail"] == "lab/rail-1"
    assert rail["distance_m"] == pytest.approx((0.9**2 + 1.65**2) ** 0.5, abs=1e-3)
    assert rail["offset_from_middle_m"] == pytest.approx([-0.9, 1.65, -0.2])
    assert [person["id"] for person in shot["setup"]["people"]] == ["surgeon", "cosmonaut"]


@pytest.mark.parametrize("words", ["=SUM(A1:A9)", "+7 911", "-1+2", "@cmd|calc", "\tx"])
def test_no_spreadsheet_takes_words_for_a_formula(
    tmp_path: Path, content: dict[str, Any], words: str
) -> None:
    content["shots"][0]["notes"] = words
    records = records_of(tmp_path, content)
    rows = list(csv.DictReader(io.StringIO(print_csv(records).decode("utf-8-sig"), newline="")))
    assert rows[0]["notes"] == f"'{words}"
    assert json.loads(print_json(records))["shots"][0]["notes"] == words
