"""Findings, readings and refusals in Russian: none that a scene of ours gives stays English, or half so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from zeroshot.desk.adding import adding_actor, adding_camera, place_ahead
from zeroshot.desk.desk import Desk
from zeroshot.framing.checks.findings import examine
from zeroshot.framing.picture.words import describe, sentences_of
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage
from zeroshot.gui.actions import given_name
from zeroshot.gui.languages import use_language
from zeroshot.gui.sentences import grammar_of, reading_words, said
from zeroshot.scene.files import read_document

SCENES = sorted((Path(__file__).parents[2] / "scenes").glob("*.json"))

SLOT = re.compile(r"\{(\w+)(?::[a-z-]+[,;]?)?\}")


@pytest.fixture
def russian(qapp: QApplication) -> Iterator[None]:
    """The app in Russian, and in English again afterwards."""
    use_language("ru")
    yield
    use_language("en")
    QApplication.processEvents()


def rules() -> dict[str, dict[str, str]]:
    path = files("zeroshot.gui").joinpath("translations", "ru_sentences.json")
    loaded: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def english_left(said_in_russian: str, *names: str) -> set[str]:
    """Words in Latin letters that are nobody's name, no id, no file and no camera."""
    for name in sorted(names, key=len, reverse=True):
        said_in_russian = said_in_russian.replace(name, "")
    known = {"ISO", "lab"}
    return set(re.findall(r"\b[A-Za-z][A-Za-z]{2,}\b", said_in_russian)) - known


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_every_reading_is_told_in_russian(path: Path, russian: None) -> None:
    document = read_document(path)
    names = [str(getattr(item, "name", "") or item.id) for item in document.items().values()]
    for shot in document.shots:
        staged = stage(document, shot.id, beside=path.parent)
        reading = examine(staged, read_shot(staged, scene=path.name))
        told = reading_words(reading).replace(reading.lens.sensor_name, "")
        assert not english_left(told, *names), told
        for finding in reading.findings:
            assert said(finding.message) != finding.message


def test_in_english_nothing_changes(qapp: QApplication) -> None:
    use_language("en")
    document = read_document(SCENES[0])
    reading = read_shot(stage(document, document.shots[0].id, beside=SCENES[0].parent), scene="s.json")
    assert reading_words(reading) == describe(reading) == " ".join(sentences_of(reading))


def test_what_no_rule_knows_stays_whole(russian: None) -> None:
    text = "Surgeon does something that nobody has foreseen."
    assert said(text) == text


def test_rows_with_commas_of_their_own() -> None:
    grammar = grammar_of("ru")
    advice = (
        "turn Surgeon at least 21° further away from the station and the camera and roll A camera "
        "anticlockwise by at least 8°, further away from the station"
    )
    assert grammar.say("advice", advice) == (
        "поверните «Surgeon» хотя бы на 21° прочь от: станция и камера и накрените «A camera» против часовой "
        "стрелки хотя бы на 8°, прочь от: станция"
    )


def test_rules_keep_their_slots_and_name_rules_that_there_are() -> None:
    tables = rules()
    for kind, table in tables.items():
        for source, told in table.items():
            wanted = set(SLOT.findall(source))
            assert set(re.findall(r"\{(\w+)\}", told)) <= wanted, (kind, source)
            assert not english_left(SLOT.sub("", told)), told
            for asked in re.findall(r"\{\w+:([a-z-]+)[,;]?\}", source):
                assert asked == "n" or asked in tables, (kind, source)


def test_new_people_and_cameras_have_names_of_the_language(russian: None) -> None:
    desk = Desk(read_document(SCENES[0]))
    desk.name_of = given_name
    desk.do(adding_actor(desk, place_ahead(desk)))
    desk.do(adding_camera(desk, place_ahead(desk)))
    added = desk.document.actors[-1]
    assert re.search("[а-я]", added.name)
    assert re.fullmatch("[a-z0-9-]+", added.id)
    assert desk.document.cameras[-1].name.startswith("Камера ")
