"""Contact sheets and cards: all words on the page, nothing over its edge, pictures sharp, bookmarks right."""

from __future__ import annotations

import copy
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from framing.small_scene import make_folder, two_people
from zeroshot.batch.sheets.cards import card_pages
from zeroshot.batch.sheets.contact import contact_pages
from zeroshot.batch.sheets.pages import Page, Photo, Text, box_of
from zeroshot.batch.sheets.papers import PAPERS
from zeroshot.batch.sheets.pdf import MOST_DPI, print_pdf
from zeroshot.batch.sheets.png import DPI, draw_page
from zeroshot.batch.sheets.records import ShotRecord, read_records
from zeroshot.library.lettering import settable
from zeroshot.scene.document import Document
from zeroshot.scene.resolve import shots_of

A4 = PAPERS["a4"]


def film() -> dict[str, Any]:
    content = two_people()
    content["title"] = "Лицом к лицу"
    content["notes"] = "Two people, one of them across."
    content["actors"][0]["anchors"] = [{"effector": "right_hand", "to": "lab/rail-1"}]
    content["actors"][1]["gaze"] = {"at": "surgeon/eyes"}
    content["shots"] = [
        {"id": "1a", "name": "Две плоскости", "camera": "a", "target_planes": 4, "notes": "Жёсткий свет."},
        {"id": "1b", "name": "Close", "camera": "a", "blocking": {"lab": {"lights": {"all": 0.4}}}},
    ]
    return content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("set"))


def records_of(folder: Path, content: dict[str, Any], name: str = "film.json") -> list[ShotRecord]:
    document = Document.model_validate(json.loads(json.dumps(content)), strict=False)
    return read_records(document, shots_of(document), scene=folder / name)


@pytest.fixture(scope="module")
def records(folder: Path) -> list[ShotRecord]:
    """Two shots with stills: noise, so that a blurred one would be noticed."""
    read = records_of(folder, film())
    dice = np.random.default_rng(1)
    for number, record in enumerate(read):
        noise = dice.integers(0, 255, (703, 1300, 3), dtype=np.uint8)
        Image.fromarray(noise).save(folder / f"still-{number}.png")
        read[number] = replace(record, still=folder / f"still-{number}.png")
    return read


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def letters_of(pages: list[Page]) -> str:
    return "".join("".join(ink.text.split()) for page in pages for ink in page.ink if isinstance(ink, Text))


def assert_inside(pages: list[Page], margin_mm: float = 5.0) -> None:
    for page in pages:
        for ink in page.ink:
            left, top, right, bottom = box_of(ink)
            if (left, top, right, bottom) != (0.0, 0.0, 0.0, 0.0):
                assert left >= margin_mm and top >= margin_mm, ink
                assert right <= page.width_mm - margin_mm and bottom <= page.height_mm - margin_mm, ink


def test_a_contact_sheet_can_be_searched_in_any_alphabet(records: list[ShotRecord]) -> None:
    said = text_of(print_pdf(contact_pages(records, A4, columns=3), title="Film"))
    for words in (
        "Лицом к лицу", "film.json", "1A · Две плоскости", "24 mm, f/4, focus 1.60 m · A camera",
        "2 planes, 4 wanted", "Station 0°", "Жёсткий свет.", "1B · Close",
    ):  # fmt: skip
        assert words in said, said


def test_a_card_says_what_a_crew_needs(records: list[ShotRecord]) -> None:
    said = text_of(print_pdf(card_pages(records, A4), title="Film"))
    for words in (
        "Sharp from", "In lab, A room", "Lens toward port", "picture's right toward forward",
        "cm to rail-1, port wall", "90 cm aft", "right hand on rail-1, port wall",
        "Cosmonaut: head toward starboard; faces forward; drifts; looks at Surgeon", "lab: all on",
        "lab: all 40 %", "scale 1:", "Port wall", "Starboard wall", "Forward wall", "Aft wall",
        "Overhead wall", "Deck wall",
    ):  # fmt: skip
        assert words in said, (words, said)


def test_bookmarks_lead_from_scenes_to_shots(folder: Path, records: list[ShotRecord]) -> None:
    other = film()
    other["title"] = "Another"
    both = [*records, *records_of(folder, other, "other.json")]
    for pages in (contact_pages(both, A4, columns=2), card_pages(both, A4)):
        reader = PdfReader(io.BytesIO(print_pdf(pages, title="Film")))
        outline = reader.outline
        assert [entry.title for entry in outline[::2]] == ["Лицом к лицу", "Another"]
        shots = [entry.title for entry in outline[1]]
        assert shots == ["1A · Две плоскости", "1B · Close"]
        last = reader.get_destination_page_number(outline[3][-1])
        assert last == len(pages) - 1 and "1B · Close" in reader.pages[last].extract_text()


def test_faces_are_embedded_and_nothing_else_is_used(records: list[ShotRecord]) -> None:
    reader = PdfReader(io.BytesIO(print_pdf(card_pages(records, A4), title="Film")))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    used = {font["/BaseFont"] for font in fonts if "/FontDescriptor" in font}
    assert used and all("DejaVuSans" in name for name in used)
    assert all("/FontFile2" in f["/FontDescriptor"] for f in fonts if "/FontDescriptor" in f)


def test_pictures_are_sharp_at_the_size_they_are_printed(records: list[ShotRecord]) -> None:
    for pages in (contact_pages(records, A4, columns=3), card_pages(records, A4)):
        photos = [ink for page in pages for ink in page.ink if isinstance(ink, Photo)]
        reader = PdfReader(io.BytesIO(print_pdf(pages, title="Film")))
        pictures = [picture for page in reader.pages for picture in page.images]
        assert len(pictures) == len(photos) == len(records)
        for picture, photo in zip(pictures, photos, strict=True):
            assert picture.image is not None
            assert 200.0 <= picture.image.width / (photo.width_mm / 25.4) <= MOST_DPI + 1.0
            aspect = picture.image.width / picture.image.height
            assert aspect == pytest.approx(photo.width_mm / photo.height_mm, rel=2e-3)


def test_a_cropped_still_keeps_its_shape(folder: Path, records: list[ShotRecord]) -> None:
    Image.new("RGB", (400, 100)).save(folder / "wide.png")
    for pages in (
        contact_pages([replace(records[0], still=folder / "wide.png")], A4, columns=3),
        card_pages([replace(records[0], still=folder / "wide.png")], A4),
    ):
        (photo,) = (ink for page in pages for ink in page.ink if isinstance(ink, Photo))
        assert photo.width_mm / photo.height_mm == pytest.approx(4.0)


def test_the_same_shots_give_the_same_bytes(records: list[ShotRecord]) -> None:
    first, second = (print_pdf(card_pages(records, A4), title="Film") for _ in range(2))
    assert first == second


def test_pages_are_drawn_as_they_are_printed(records: list[ShotRecord]) -> None:
    (page,) = contact_pages(records, A4, columns=3)
    drawn = draw_page(page)
    assert drawn.shape[:2] == (round(210 / 25.4 * DPI), round(297 / 25.4 * DPI))
    for ink in page.ink:
        left, top, right, bottom = (round(side / 25.4 * DPI) for side in box_of(ink))
        if right - left > 2 and bottom - top > 2:
            assert drawn[top:bottom, left:right].std() > 1.0, ink
    assert (drawn[:, -60:] == 255).all() and (drawn[:60] == 255).all()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=200)


@settings(max_examples=8)
@given(title=WORDS, name=WORDS, person=WORDS, notes=st.text(max_size=4000), count=st.integers(2, 6))
def test_nothing_is_cut_off_however_long_it_is(
    folder: Path, title: str, name: str, person: str, notes: str, count: int
) -> None:
    content = film()
    content["title"], content["notes"] = title, notes
    content["actors"][0]["name"] = person
    content["shots"] = [{"id": f"{n}a", "camera": "a", "name": name, "notes": notes} for n in range(1, count)]
    read = records_of(folder, content)
    for paper in PAPERS.values():
        for pages in (contact_pages(read, paper, columns=4), card_pages(read, paper)):
            assert_inside(pages)
            printed = letters_of(pages)
            for line in (*name.splitlines(), *person.splitlines(), *notes.splitlines()):
                # A text may go on in another column; its beginning stands together.
                assert "".join(settable(line).split())[:12] in printed


def test_every_letter_of_long_notes_is_printed(folder: Path) -> None:
    content = film()
    notes = " ".join(f"word{number}" for number in range(3000))
    content["shots"][0]["notes"] = notes
    for pages in (contact_pages(records_of(folder, content), A4, columns=3),
                  card_pages(records_of(folder, content), A4)):  # fmt: skip
        assert len(pages) > 2
        assert_inside(pages)
        said = text_of(print_pdf(pages, title="Film")).split()
        assert [word for word in said if word.startswith("word")] == notes.split()


def test_letters_that_no_face_has_are_no_error(folder: Path) -> None:
    content = film()
    content["shots"][0]["name"] = "漢字 🚀 \u0000\u0007"
    pages = contact_pages(records_of(folder, content), A4, columns=3)
    content = print_pdf(pages, title="漢字")
    assert "1A · □□ □" in text_of(content)
    assert PdfReader(io.BytesIO(content)).outline[1][0].title.startswith("1A · 漢字 🚀")
    draw_page(pages[0], dpi=60.0)


def test_without_a_still_the_sheet_says_why(folder: Path) -> None:
    record = replace(records_of(folder, film())[0], problem="the disk is full")
    for pages in (contact_pages([record], A4, columns=3), card_pages([record], A4)):
        said = text_of(print_pdf(pages, title="Film"))
        assert "no still" in said and "No still: the disk is full" in said


def test_cameras_outside_of_every_module_have_a_plan_too(folder: Path) -> None:
    content = copy.deepcopy(film())
    content["cameras"][0]["position_m"] = [0.0, 30.0, 0.0]
    pages = card_pages(records_of(folder, content), A4)
    assert_inside(pages)
    assert "Outside of every module" in text_of(print_pdf(pages, title="Film"))


def test_stills_are_smaller_only_where_that_saves_a_page(records: list[ShotRecord]) -> None:
    """Two rows on paper that grows: two pages, then one with smaller stills, then one with whole ones."""
    seen = []
    for height_mm in range(150, 250, 4):
        pages = contact_pages([*records, *records], replace(A4, height_mm=float(height_mm)), columns=3)
        assert_inside(pages)
        wide = max(ink.width_mm for page in pages for ink in page.ink if isinstance(ink, Photo))
        seen.append((len(pages), round(wide)))
    counts = [count for count, _ in seen]
    assert counts == sorted(counts, reverse=True) and {1, 2} == set(counts)
    widths = [wide for count, wide in seen if count == 1]
    assert widths == sorted(widths) and widths[0] < widths[-1]
