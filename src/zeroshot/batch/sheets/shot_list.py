"""Shot lists: a table of all shots for spreadsheets (CSV), or all that a card says for programs (JSON)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from zeroshot.batch.sheets.records import ShotRecord
from zeroshot.framing import rounding
from zeroshot.framing.paper.setup import Setup

FORMAT, VERSION = "zeroshot.shots", 1

COLUMNS = (
    "scene", "title", "shot", "name", "camera", "module", "focal_length_mm", "squeeze", "f_stop", "focus_m",
    "near_focus_m", "far_focus_m", "sensor", "aspect", "plane_count", "target_planes", "planes", "clocks",
    "in_frame", "position", "attitude", "lights", "duration_s", "notes", "still",
)  # fmt: skip
"""Columns of the CSV, in this order. docs/sheets.md says what each holds."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so, a spreadsheet reckons or runs. Source: OWASP, CSV Injection."""


def print_csv(records: Sequence[ShotRecord]) -> bytes:
    """Print shots as CSV, UTF-8 with a mark by which spreadsheets know it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for record in records:
        writer.writerow({name: _as_words(value) for name, value in row_of(record).items()})
    return text.getvalue().encode("utf-8-sig")


def _as_words(value: Any) -> Any:
    """Return a cell that a spreadsheet shows and never reckons: words like a formula get an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value


def print_json(records: Sequence[ShotRecord]) -> bytes:
    """Print shots as JSON: their rows, with readings and set-ups as data."""
    data = {"format": FORMAT, "version": VERSION, "shots": [shot_to_json(record) for record in records]}
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def row_of(record: ShotRecord) -> dict[str, Any]:
    """Return one row of the table; None is an empty cell."""
    lens, reading, setup, shot = record.camera.lens, record.reading, record.setup, record.staged.resolved.shot
    return {
        "scene": str(record.scene),
        "title": record.document.title,
        "shot": record.staged.resolved.shot_id,
        "name": record.name,
        "camera": record.camera_name,
        "module": setup.module,
        "focal_length_mm": lens.focal_length_mm,
        "squeeze": lens.squeeze,
        "f_stop": lens.f_stop,
        "focus_m": lens.focus_m,
        "near_focus_m": rounding.metres(reading.lens.near_focus_m),
        "far_focus_m": rounding.metres(reading.lens.far_focus_m),
        "sensor": reading.lens.sensor_name,
        "aspect": round(reading.lens.aspect, 3),
        "plane_count": reading.plane_count,
        "target_planes": record.target_planes,
        "planes": record.plane_groups_words,
        "clocks": "; ".join(face.words for face in record.clocks),
        "in_frame": ", ".join(each.name for each in reading.subjects if each.in_frame),
        "position": "; ".join(f"{rail.distance_m * 100.0:.0f} cm from {rail.spoken}" for rail in setup.rails),
        "attitude": setup.attitude_words,
        "lights": "; ".join(setup.lights),
        "duration_s": None if shot is None else shot.duration_s,
        "notes": record.notes,
        "still": None if record.still is None else str(record.still),
    }


def shot_to_json(record: ShotRecord) -> dict[str, Any]:
    """Return one shot as JSON data."""
    row = row_of(record)
    del row["position"], row["attitude"], row["lights"], row["planes"], row["clocks"], row["in_frame"]
    return {**row, "reading": record.reading.to_json(), "setup": setup_to_json(record.setup)}


def setup_to_json(setup: Setup) -> dict[str, Any]:
    """Return a set-up as JSON data."""
    return {
        "module": setup.module,
        "attitude": setup.attitude_words,
        "rails": [
            {
                "rail": rail.place,
                "distance_m": rounding.metres(rail.distance_m),
                "offset_from_middle_m": [rounding.metres(value) for value in rail.offset_m],
            }
            for rail in setup.rails
        ],
        "people": [
            {
                "id": person.id,
                "head": person.head_words,
                "faces": person.facing_words,
                "holds": list(person.holds),
                "looks_at": person.looks_at,
            }
            for person in setup.people
        ],
        "lights": list(setup.lights),
    }
