"""`zeroshot sheet` as it is called."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from batches import SMALL
from zeroshot.batch.jobs import Fault, Outcome, StillJob
from zeroshot.batch.sheets.make import SheetSummary
from zeroshot.commands.sheet import _sentences

Run = Callable[..., Any]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.graphics
def test_a_contact_sheet_from_scene_files(run: Run, rendered: Path) -> None:
    out = rendered / "wall.pdf"
    done = run("sheet", rendered / "film.json", "--out", out, "--stills", rendered / "stills", *SMALL)
    assert (done.code, done.err) == (0, "")
    assert "up to date" in done.out and f"{out}: 3 shots" in done.out
    page = PdfReader(out).pages[0]
    assert page.images  # the shots are all alike, and one picture stands for all
    assert all(words in page.extract_text() for words in ("Someone in front of a lens", "1A", "1B"))


@pytest.mark.graphics
def test_cards_as_pictures_one_a_shot(run: Run, rendered: Path) -> None:
    out = rendered / "card.png"
    options = ("--cards", "--paper", "letter", "--stills", rendered / "stills", *SMALL)
    assert run("sheet", rendered / "film.json", "--out", out, *options, "--shots", "1a").code == 0
    with Image.open(out) as opened:
        assert opened.size == (2200, 1700)
    assert run("sheet", rendered / "film.json", "--out", out, *options, "--shots", "1*").code == 0
    assert [(rendered / f"card-{number}.png").is_file() for number in (1, 2, 3)] == [True, True, False]


@pytest.mark.graphics
def test_a_bad_scene_is_told_and_the_rest_is_on_the_sheet(run: Run, rendered: Path) -> None:
    bad = rendered / "bad.json"
    bad.write_text("{")
    out = rendered / "wall.pdf"
    scenes = (bad, rendered / "film.json")
    done = run("sheet", *scenes, "--out", out, "--stills", rendered / "stills", *SMALL)
    assert done.code == 2
    assert "bad.json" in done.err and len(done.errors) == 1
    assert "1B" in PdfReader(out).pages[0].extract_text()


def test_lists_need_no_stills_and_no_graphics(run: Run, film: Path) -> None:
    for name in ("list.csv", "list.json"):
        assert run("sheet", film / "film.json", "--out", film / name).code == 0
    rows = rows_of(film / "list.csv")
    assert [row["shot"] for row in rows] == ["1a", "1b", "2"]
    assert [shot["shot"] for shot in json.loads((film / "list.json").read_text())["shots"]] == [
        "1a",
        "1b",
        "2",
    ]
    assert sorted(path.name for path in film.iterdir()) == ["film.json", "list.csv", "list.json"]


def test_a_list_names_the_stills_that_are_there(run: Run, film: Path) -> None:
    (film / "stills").mkdir()
    still = film / "stills" / "film_1b.png"
    still.touch()
    out = film / "list.csv"
    assert run("sheet", film / "film.json", "--out", out, "--stills", film / "stills").code == 0
    rows = rows_of(out)
    assert [row["still"] for row in rows] == ["", str(still), ""]


@pytest.mark.parametrize(
    ("arguments", "fragments"),
    [
        (("--out", "wall.docx"), ['"docx"', "pdf, png, csv, json"]),
        (("--out", "wall.pfd"), ['did you mean "pdf"?']),
        (("--out", "list.csv", "--shots", "9*"), ['no shot matches "9*"', "1a, 1b, 2"]),
        (("--out", "nowhere/list.csv"), ["nowhere/list.csv"]),
        ((), ["`zeroshot sheet` needs --out"]),
    ],
)
def test_what_cannot_be_made_gets_a_sentence(
    run: Run, film: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], fragments: list[str]
) -> None:
    monkeypatch.chdir(film)
    done = run("sheet", "film.json", *arguments)
    assert done.code == 2
    assert not [fragment for fragment in fragments if fragment not in done.err], done.err
    assert [path.name for path in film.iterdir()] == ["film.json"]


def test_what_is_wrong_with_a_scene_is_told_once() -> None:
    jobs = [StillJob("bad.json", shot, f"{shot}.png", (64, 36), "draft") for shot in ("1a", "1b")]
    outcomes = [
        Outcome(jobs[0], "failed", sentences=("there is no such model",)),
        Outcome(jobs[1], "failed", sentences=("there is no such model", "the disk is full")),
    ]
    fault = Fault(("there is no such model",), scene="bad.json")
    said = _sentences(SheetSummary((Path("wall.pdf"),), 0, (fault,), tuple(outcomes)))
    assert [sentence.partition(" (")[0] for sentence in said] == [
        "there is no such model",
        "the disk is full",
    ]
