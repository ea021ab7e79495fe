"""Documents as text: round trips, broken text, wrong text, old and new versions."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

import scene_strategies
from zeroshot.errors import NewerVersionError, SceneFileError
from zeroshot.scene.content import document_from_data, document_from_text, text_from_document
from zeroshot.scene.document import VERSION, Document
from zeroshot.scene.upgrades import STEPS, upgrade

SAMPLES = Path(__file__).parents[1] / "files"
EVERYTHING = (SAMPLES / "v1" / "everything.json").read_text(encoding="utf-8")


def problems_of(text: str) -> list[tuple[str, str]]:
    """Read text that cannot be read and return its problems."""
    with pytest.raises(SceneFileError) as caught:
        document_from_text(text)
    return [(problem.pointer, problem.message) for problem in caught.value.problems]


def survives(document: Document) -> None:
    """Assert that a document survives writing and reading, and its text reading and writing."""
    text = text_from_document(document)
    again = document_from_text(text)
    assert again == document
    assert text_from_document(again) == text
    assert json.loads(text)["version"] == 1


@settings(max_examples=300)
@given(scene_strategies.documents())
def test_documents_survive_write_and_read(document: Document) -> None:
    survives(document)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_ten_thousand_documents_survive_write_and_read(part: int) -> None:
    count = 0

    @seed(part)
    @settings(max_examples=2500, database=None)
    @given(scene_strategies.documents())
    def check(document: Document) -> None:
        nonlocal count
        count += 1
        survives(document)

    check()
    assert count >= 2500


def test_the_strategies_reach_every_key() -> None:
    reached: set[str] = set()

    # Enough for the rarest: a shot of a camera that says which way is down.
    @settings(max_examples=900, database=None)
    @given(scene_strategies.documents())
    def look(document: Document) -> None:
        reached.update(keys_of(json.loads(text_from_document(document))))

    look()
    assert known_keys() <= reached


def known_keys() -> set[str]:
    """Return every key that a scene file knows."""
    schema = Document.model_json_schema()
    return set(schema["properties"]).union(*(part["properties"] for part in schema["$defs"].values()))


def keys_of(data: Any) -> set[str]:
    """Return every key in JSON data but those inside own data."""
    if isinstance(data, list):
        return set().union(*map(keys_of, data))
    if not isinstance(data, dict):
        return set()
    return data.keys() | set().union(*(keys_of(item) for key, item in data.items() if key != "extra"))


def test_every_prefix_of_a_file_is_refused() -> None:
    whole = EVERYTHING.rstrip()
    for length in range(len(whole)):
        with pytest.raises(SceneFileError) as caught:
            document_from_text(whole[:length])
        said = str(caught.value)
        assert "line" in said or "empty" in said
    document_from_text(whole)


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List the paths to everything in JSON data."""
    found = [path] if path else []
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, item in members:
        found += places(item, (*path, key))
    return found


def resolves(data: Any, pointer: str) -> bool:
    """Tell whether a JSON pointer leads somewhere."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(data, dict) and key in data:
            data = data[key]
        elif isinstance(data, list) and key.isdigit() and int(key) < len(data):
            data = data[int(key)]
        else:
            return False
    return True


values = scene_strategies.json_data | st.sampled_from(
    [0, -1, 1e300, 10**200, [], {}, "", "a/b", [0] * 3, [0] * 5]
)


@settings(max_examples=500)
@given(st.data())
def test_a_wrong_file_is_refused_with_its_place(data: st.DataObject) -> None:
    """Change one thing at random: what comes is a document, or problems at places that are there."""
    scene = json.loads(EVERYTHING)
    *path, last = data.draw(st.sampled_from(places(scene)))
    owner = scene
    for key in path:
        owner = owner[key]
    how = data.draw(st.sampled_from(["replace", "remove", "rename"]))
    if how == "replace":
        owner[last] = data.draw(values)
    else:
        value = owner.pop(last)
        if how == "rename" and isinstance(owner, dict):
            owner[data.draw(scene_strategies.names)] = value
    try:
        survives(document_from_text(json.dumps(scene)))
    except SceneFileError as error:
        for problem in error.problems:
            assert "\\" in problem.pointer or resolves(scene, problem.pointer), problem
            assert "\n" not in str(problem)
            assert "Input should" not in problem.message


def test_a_key_of_two_lines_is_told_on_one() -> None:
    scene = json.loads(EVERYTHING)
    scene["cue_weights"] = {"two\nlines\t": None}
    with pytest.raises(SceneFileError) as caught:
        document_from_text(json.dumps(scene))
    assert any("two\\nlines\\t must be a number" in str(problem) for problem in caught.value.problems)
    assert not any("\n" in str(problem) for problem in caught.value.problems)


@settings(max_examples=300)
@given(st.text(max_size=40) | st.text(alphabet='{}[]",:0123e-+.nulltrfasNI \\', max_size=40))
def test_any_text_gives_a_document_or_a_sentence(text: str) -> None:
    with pytest.raises(SceneFileError):
        document_from_text(text)


def test_all_problems_come_at_once() -> None:
    scene = json.loads(EVERYTHING)
    scene["cameras"][0]["lens"]["focal_length_mm"] = 0
    scene["cameras"][0]["lens"]["focal_lenght_mm"] = 35
    scene["actors"][0]["position_m"] = [1, 2]
    scene["actors"][1]["orientation_xyzw"] = [0, 0, 0, 0, 0]
    scene["actors"][1]["gaze"]["at"] = "surgeom/eyes"
    scene["actors"][1]["anchors"] = {"left": "hand"}
    scene["props"][0]["model"] = 7
    scene["props"][0]["color"] = "#ffffff"
    scene["lights"][0]["kind"] = "sun"
    scene["shots"][0]["target_planes"] = 2.5
    scene["shots"][0]["name"] = "x" * 201
    scene["titel"] = "x"
    del scene["actors"][0]["id"], scene["shots"][1]["camera"]
    assert set(problems_of(json.dumps(scene))) >= {
        ("/cameras/0/lens/focal_length_mm", "focal_length_mm must be at least 1 (is 0)"),
        ("/cameras/0/lens/focal_lenght_mm", 'unknown key "focal_lenght_mm", did you mean "focal_length_mm"?'),
        ("/actors/0", '"id" is missing'),
        ("/actors/0/position_m", "position_m must hold 3 numbers (holds 2)"),
        ("/actors/1/orientation_xyzw", "orientation_xyzw must hold 4 numbers (holds 5)"),
        ("/actors/1/gaze/at", 'nothing in the scene has the id "surgeom"'),
        ("/actors/1/anchors", "anchors must be an array [ … ] (is an object)"),
        ("/props/0/model", "model must be text in quotes (is 7)"),
        ("/props/0/color", 'unknown key "color": data of your own belongs in "extra"'),
        ("/lights/0/kind", 'kind must be "panel" (is "sun")'),
        ("/shots/0/target_planes", "target_planes must be a whole number (is 2.5)"),
        ("/shots/0/name", "name must be no longer than 200 characters"),
        ("/shots/1", '"camera" is missing'),
        ("/titel", 'unknown key "titel", did you mean "title"?'),
    }


@pytest.mark.parametrize(
    ("pointer", "key", "near"),
    [
        ("/set", "module", "modules"),
        ("/set/modules/0", "modell", "model"),
        ("/actors/0/body", "stature", "stature_m"),
        ("/actors/0/pose", "joints", "joints_deg"),
        ("/actors/0/gaze", "att", "at"),
        ("/actors/0/anchors/0", "efector", "effector"),
        ("/cameras/0/sensor", "width", "width_mm"),
        ("/props/0/axes", "foward", "forward"),
        ("/lights/0", "lumen", "lumens"),
        ("/shots/0", "duration", "duration_s"),
        ("/shots/0/blocking/a", "position", "position_m"),
        ("/shots/0/blocking/a/lens", "fstop", "f_stop"),
    ],
)
def test_the_nearest_name_is_that_of_the_object(pointer: str, key: str, near: str) -> None:
    scene = json.loads(EVERYTHING)
    owner = scene
    for token in pointer.strip("/").split("/"):
        owner = owner[int(token)] if isinstance(owner, list) else owner[token]
    owner[key] = 1
    assert (f"{pointer}/{key}", f'unknown key "{key}", did you mean "{near}"?') in problems_of(
        json.dumps(scene)
    )


def test_a_thousand_problems_are_cut_short() -> None:
    scene = {"format": "zeroshot.scene", "version": 1, "actors": [{"id": f"-{n}"} for n in range(1000)]}
    found = problems_of(json.dumps(scene))
    assert len(found) == 101
    assert found[-1] == ("", "and 900 problems more")


@pytest.mark.parametrize(
    ("text", "pointer", "words"),
    [
        ("[]", "", "must hold one object"),
        ("null", "", "must hold one object"),
        ("{}", "", '"format": "zeroshot.scene" is missing'),
        ('{"formt": "zeroshot.scene"}', "", '(there is a "formt")'),
        (
            '{"format": "zeroshot.model", "version": 1}',
            "/format",
            'must be "zeroshot.scene" (is "zeroshot.model")',
        ),
        ('{"format": "zeroshot.scene"}', "", '"version" is missing'),
        ('{"format": "zeroshot.scene", "version": "1"}', "/version", "whole number"),
        ('{"format": "zeroshot.scene", "version": 1.0}', "/version", "whole number"),
        ('{"format": "zeroshot.scene", "version": true}', "/version", "whole number"),
        ('{"format": "zeroshot.scene", "version": 0}', "/version", "whole number"),
        ('{"format": "zeroshot.scene", "version": null}', "/version", "whole number"),
    ],
)
def test_what_is_no_scene_is_refused(text: str, pointer: str, words: str) -> None:
    [(where, said)] = problems_of(text)
    assert where == pointer
    assert words in said


def test_a_newer_version_is_refused_with_a_sentence() -> None:
    with pytest.raises(NewerVersionError, match=r"a newer zeroshot wrote this scene .*version 2.*update"):
        document_from_text('{"format": "zeroshot.scene", "version": 2, "unheard": "of"}')


def test_old_versions_are_upgraded_step_by_step() -> None:
    def renamed(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
        return {new if key == old else key: item for key, item in data.items()}

    steps = {
        1: lambda data: renamed(data, "name", "headline"),
        2: lambda data: renamed(data, "headline", "title"),
    }
    old = {"format": "zeroshot.scene", "version": 1, "name": "Lab"}
    assert upgrade(old, newest=3, steps=steps) == {"format": "zeroshot.scene", "version": 3, "title": "Lab"}
    assert old == {"format": "zeroshot.scene", "version": 1, "name": "Lab"}
    assert document_from_data(old, newest=3, steps=steps).title == "Lab"
    with pytest.raises(NewerVersionError):
        document_from_data({**old, "version": 4}, newest=3, steps=steps)


def test_every_version_ever_shipped_has_a_step_and_a_sample() -> None:
    assert sorted(STEPS) == list(range(1, VERSION))
    for version in range(1, VERSION + 1):
        paths = (SAMPLES / f"v{version}").glob("*.json")
        versions = {json.loads(path.read_text(encoding="utf-8"))["version"] for path in paths}
        assert versions == {version}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("v*/*.json")), ids=lambda path: path.stem)
def test_frozen_samples_still_open(path: Path) -> None:
    survives(document_from_text(path.read_text(encoding="utf-8")))


def test_the_frozen_sample_is_written_as_it_stands() -> None:
    assert text_from_document(document_from_text(EVERYTHING)) == EVERYTHING


def test_the_frozen_sample_holds_every_key() -> None:
    assert known_keys() <= keys_of(json.loads(EVERYTHING))


def test_a_diff_shows_what_changed() -> None:
    document = document_from_text(EVERYTHING)
    moved = document.actors[1].model_copy(update={"position_m": (1.1, 0.25, -0.2)})
    after = text_from_document(document.model_copy(update={"actors": (document.actors[0], moved)}))
    pairs = zip(EVERYTHING.splitlines(), after.splitlines(), strict=True)
    assert [(a.strip(), b.strip()) for a, b in pairs if a != b] == [
        ('"position_m": [1.1, 0.1, -0.2],', '"position_m": [1.1, 0.25, -0.2],')
    ]


def test_numbers_are_written_short_and_exact() -> None:
    text = (
        '{"format": "zeroshot.scene", "version": 1, "actors": [{"id": "a", "position_m": [-0.0, 1.0, 0.1]}]}'
    )
    written = text_from_document(document_from_text(text))
    assert '"position_m": [0, 1, 0.1],' in written
    assert "-0" not in written


def test_the_examples_of_the_page_open() -> None:
    page = (Path(__file__).parents[2] / "docs" / "scene-file.md").read_text(encoding="utf-8")
    examples = re.findall(r"```json\n(\{.*?)```", page, re.DOTALL) + re.findall(r"`(\{\"format.*?)`", page)
    assert len(examples) == 2
    for example in examples:
        survives(document_from_text(example))


def test_the_page_names_every_key() -> None:
    page = (Path(__file__).parents[2] / "docs" / "scene-file.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", page))
    assert known_keys() <= words
