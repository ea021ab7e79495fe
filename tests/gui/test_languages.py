"""English and Russian: every text of the app has an entry, and the window opens in it, nothing cut off."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from zeroshot import gui
from zeroshot.desk.desk import Desk
from zeroshot.desk.offers import ANGLES, SIDES, SIZES, offers
from zeroshot.desk.posing import PULLED, TURNED
from zeroshot.framing.moves.place import ChangeItem, PlaceItems
from zeroshot.gui.actions import translated
from zeroshot.gui.docks import DOCKS
from zeroshot.gui.form import titled
from zeroshot.gui.help import HINTS
from zeroshot.gui.joints import _words
from zeroshot.gui.languages import CODES, LANGUAGES, Translations, code_of, use_language
from zeroshot.gui.menus import ALL_ACTIONS
from zeroshot.gui.panels.library import KINDS
from zeroshot.gui.panels.thing_forms import LIGHT_LEVELS
from zeroshot.gui.stills_dialog import SHEETS
from zeroshot.gui.window import Window
from zeroshot.library.lenses import ASPECT_RATIOS
from zeroshot.library.models import list_models
from zeroshot.people.clothes import GARMENTS
from zeroshot.people.faces import FACES
from zeroshot.people.hands import HAND_SHAPES
from zeroshot.people.poses import pose_library
from zeroshot.people.tones import HAIR_COLORS, HAIR_CUTS, SKIN_TONES
from zeroshot.render.looks import LOOKS
from zeroshot.scene.files import read_document
from zeroshot.spatial import IDENTITY, Placement

SCENES = Path(__file__).parents[2] / "scenes"


@pytest.fixture
def russian(qapp: QApplication) -> Iterator[Translations]:
    """The app in Russian, and in English again afterwards."""
    assert use_language("ru") == "ru"
    yield next(found for found in qapp.findChildren(QTranslator) if isinstance(found, Translations))
    use_language("en")
    QApplication.processEvents()


def texts_of_calls() -> set[str]:
    """Every text that the code hands to tr and translated as it stands."""
    found = set()
    for path in Path(gui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in ("tr", "translated", "tell") and isinstance(node.args[0].value, str):
                    found.add(node.args[0].value)
    return found


def texts_of_tables() -> set[str]:
    """Every text of the tables that menus, docks, panels and dialogs are made of."""
    found = {text for action in ALL_ACTIONS for text in (action.text, action.tip, *action.menu.split("/"))}
    found |= {dock.title for dock in DOCKS} | {text for hint in HINTS for text in (hint.title, hint.text)}
    found |= {title for _, title in KINDS} | {title for _, title in LIGHT_LEVELS} | set(SHEETS.values())
    found |= {ratio.title for ratio in ASPECT_RATIOS} | {look.purpose for look in LOOKS.values()}
    found |= {model.facts.title for model in list_models()} | {*SIZES, *SIDES, *ANGLES}
    found |= {_words(joint) for joint in (*PULLED, *TURNED)}
    return found - {""}


def words_of_tables() -> set[str]:
    """Every name that a form shows as words."""
    names: set[str] = {*GARMENTS, *FACES, *HAND_SHAPES, *HAIR_COLORS, *SKIN_TONES}
    names |= {cut for cuts in HAIR_CUTS.values() for cut in cuts}
    for model in list_models():
        for option, settings in model.facts.options.items():
            names |= {option, *settings}
        lamps = (point for point in model.facts.points.values() if point.kind == "luminaire")
        names |= {lamp.group for lamp in lamps if lamp.group}
    return {titled(name) for name in names}


@pytest.mark.parametrize("texts", [texts_of_calls, texts_of_tables, words_of_tables])
def test_every_text_has_a_russian_entry(texts: Callable[[], set[str]]) -> None:
    wanted, russian = texts(), Translations("ru")
    in_contexts = {text for context in russian.contexts.values() for text in context}
    assert wanted
    assert not {text for text in wanted if text not in russian.texts and text not in in_contexts}


def test_every_pose_has_a_russian_title() -> None:
    titles = {pose.title for pose in pose_library().values()}
    assert not titles - set(Translations("ru").contexts["poses"])


def test_placeholders_are_the_same_in_both() -> None:
    russian = Translations("ru")
    for source, said in russian.texts.items():
        assert sorted(re.findall(r"\{[^}]*\}", source)) == sorted(re.findall(r"\{[^}]*\}", said)), source


def test_moves_and_steps_with_names_are_said_in_russian(russian: Translations) -> None:
    desk = Desk(read_document(SCENES / "four_planes.json"))
    for chosen in ([], ["surgeon"], ["surgeon", "engineer"]):
        desk.select(chosen)
        desk.show_shot("1b")
        for offer in offers(desk):
            for text in (offer.group, offer.label):
                is_number = re.fullmatch(r"[+-]?\d+(°| mm)", text)
                assert is_number or re.search("[а-яА-Я]", translated(text)), text
    assert translated("Past Surgeon at Engineer") == "Через плечо: Surgeon → Engineer"
    moved = PlaceItems(placements={"surgeon": Placement((0.0, 0.0, 0.0), IDENTITY)}, what="Move")
    assert translated(moved.label) == "Сдвинуть: surgeon"
    changed = ChangeItem(item="a", changes={}, what="Change gaze")
    assert translated(changed.label) == "Изменить взгляд: a"


def test_one_word_that_means_two_things(russian: Translations) -> None:
    assert russian.translate("CameraForm", "Stop") == "Диафрагма"
    assert russian.translate("StillsDialog", "Stop") == "Остановить"
    assert russian.translate("CameraForm", "no such text") == "no such text"
    assert translated("+15°") == "+15°"


def test_the_language_is_the_system_s_unless_chosen() -> None:
    assert code_of("system") in CODES
    assert code_of("ru") == "ru"
    assert code_of("en") == "en"
    assert code_of("klingon") == code_of("system")


def test_choosing_a_language_is_remembered(window: Window) -> None:
    for name in LANGUAGES:
        window.table.trigger(f"language-{name}")
        assert window.settings.value("language") == name
        ticked = [other for other in LANGUAGES if window.table.qactions[f"language-{other}"].isChecked()]
        assert ticked == [name]


@pytest.mark.graphics
def test_the_window_opens_in_russian_and_nothing_is_cut_off(
    russian: Translations, open_window: Callable[..., Window], settled: Callable[[Window], None]
) -> None:
    window = open_window("four_planes.json", size=(1440, 900))
    for item_id in ("surgeon", "a", "lab"):
        window.desk.select([item_id])
        for dock in ("inspector", "compose"):
            window.docks[dock].raise_()
            QApplication.processEvents()
            _assert_whole(window)
    settled(window)
    assert window.docks["compose"].windowTitle() == "Мизансцена"
    assert window.table.qactions["undo"].text() == "Отменить"
    assert window.windowTitle().endswith("zeroshot")


def _assert_whole(window: Window) -> None:
    for page in window.docks["inspector"].findChildren(QScrollArea):
        if page.isVisible():
            assert page.widget().width() <= page.viewport().width()
            assert page.width() <= window.docks["inspector"].width()
    for widget in window.findChildren(QLabel) + window.findChildren(QPushButton):
        text = re.sub("<.*?>", "", widget.text())
        if not widget.isVisible() or not text or (isinstance(widget, QLabel) and widget.wordWrap()):
            continue
        needed = QFontMetricsF(widget.font()).horizontalAdvance(text)
        assert needed <= widget.width() + 1.0, f"“{text}” needs {needed:.0f} of {widget.width()} pixels"
