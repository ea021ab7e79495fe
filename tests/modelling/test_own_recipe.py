"""A page of numbers becomes a module that a scene can use; a wrong page is told what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zeroshot.cli import run
from zeroshot.errors import AssetError
from zeroshot.framing.staging import stage
from zeroshot.library.models import find_model
from zeroshot.modelling.own_recipe import read_recipe
from zeroshot.modelling.parts.rack_kinds import KINDS
from zeroshot.scene.document import Document

RECIPE = Path(__file__).parents[2] / "scenes" / "recipes" / "outpost.toml"
PAGE = Path(__file__).parents[2] / "docs" / "own-modules.md"


def written(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = RECIPE.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problem(path: Path) -> str:
    with pytest.raises(AssetError) as caught:
        read_recipe(path)
    return str(caught.value)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sets")
    assert run(["models", "--build", str(RECIPE), "--out", str(folder)]) == 0
    return folder


def test_what_is_built_is_a_model_to_scale(built: Path) -> None:
    model = find_model("./outpost.glb", beside=built)
    assert model.facts.title == "Outpost mock-up"
    assert model.facts.accuracy == "approximate"
    low, high = model.load().bounds_m
    # Half a vestibule, tunnel, racks, cone and what lies behind its window.
    assert high[0] == pytest.approx(3.30 / 2 + 0.80 + 0.20, abs=0.02)
    assert -low[0] == pytest.approx(3.30 / 2 + 0.50 + 0.08, abs=0.04)
    kinds = [point.kind for point in model.points.values()]
    assert kinds.count("rack") == 12
    assert kinds.count("luminaire") == 6
    assert {name for name in model.points if name.startswith("window")} == {"window-deck", "window-aft"}


def test_a_scene_uses_it_by_path(built: Path) -> None:
    scene = {
        "set": {"modules": [{"id": "out", "model": "./outpost.glb", "options": {"hatch-forward": "open"}}]},
        "cameras": [{"id": "a"}],
    }
    (module,) = stage(Document.model_validate(scene), "a", beside=built).modules
    assert module.model.points["hatch-forward"].label == "TO DOCK"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("bays = 3", "bayz = 3"), 'bayz: is not known here, did you mean "bays"'),
        (('"console"', '"consol"'), 'no kind of rack is called "consol", did you mean "console"'),
        (("section_length_m = 3.30", "section_length_m = nan"), "section_length_m: "),
        (("section_length_m = 3.30", "section_length_m = 3300"), "less than or equal to 20"),
        (("section_length_m = 3.30", "section_length_m = 2.0"), "3 bays of 1.067 m need 3.20 m, not 2"),
        (("section_length_m = 3.30", "section_length_m = 12.0"), "take 11 bays"),
        (('floor = "deck"', 'floor = "aft"'), "lies along the axis"),
        (("port = [", "aft = ["), "the port wall is missing"),
        (('["sheet", "window", "drawers"]', '["window", "window"]'), "names 2 racks for 3 bays"),
        (('["sheet", "window", "drawers"]', '["window", "window", "sheet"]'), "one window to a wall"),
        (('axis = "forward" ', 'axis = "foreward"'), 'did you mean "forward"'),
        (("length_m = 0.80", "length_m = 0.30"), "a tunnel to a hatch needs 0.75 m"),
        (("[0.60, 1.65, 2.70]", "[0.60, 9.0]"), "lamps_m/0: a lamp 9 m from the end"),
        (("bay = 2", "bay = 5"), "there is no such bay"),
        (('walls_colour = "#e9eef2"', 'walls_colour = "white"'), "walls_colour: "),
        (('name = "outpost"', 'name = "../outpost"'), "name: "),
        (('prefix = "OUT1"\n', ""), "prefix: is missing"),
        (("bays = 3", "bays = 3 3"), "is not TOML"),
    ],
)
def test_a_wrong_page_is_told_what_is_wrong(tmp_path: Path, change: tuple[str, str], sentence: str) -> None:
    assert sentence in problem(written(tmp_path, change))


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = problem(written(tmp_path, ('"console"', '"consol"'), ("length_m = 0.80", "length_m = 0.30")))
    assert "consol" in text and "0.75 m" in text


def test_a_recipe_that_is_not_there(tmp_path: Path) -> None:
    assert "cannot be read" in problem(tmp_path / "absent.toml")


def test_without_out_it_lies_beside_the_recipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "--build", str(written(tmp_path)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "outpost"
    assert (tmp_path / "outpost.glb").exists() and (tmp_path / "outpost.json").exists()


def test_the_page_names_every_kind_of_rack() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []
