"""Finding models by name and by path, and facts files good and bad."""

import json

import numpy as np
import pytest
import trimesh

from zeroshot.errors import AssetError
from zeroshot.library import models
from zeroshot.library.facts import ModelFacts, read_facts
from zeroshot.library.models import GLTF_AXES, PLAIN_AXES, find_model, is_model_path, list_models, model_names
from zeroshot.scene.document import Axes

FACTS = {
    "format": "zeroshot.model",
    "version": 1,
    "name": "cupola",
    "title": "Cupola",
    "kind": "module",
    "mesh": "cupola.glb",
    "metres_per_unit": 1.0,
    "axes": {"forward": "+Z", "right": "-X", "down": "-Y"},
    "accuracy": "published",
    "sources": ["ESA page on the Cupola"],
    "licence": "Apache-2.0",
    "credit": "",
    "dimensions_m": {"top_pane": 0.8},
    "bounds_m": [[-1, -1, -1], [1, 1, 1.5]],
    "triangles": 12,
    "volume_m3": 3.0,
    "points": {
        "handrail-1": {
            "kind": "handrail",
            "position_m": [0, 1, 0],
            "direction": [1, 0, 0],
            "normal": [0, -1, 0],
            "length_m": 0.546,
            "label": "",
        },
        "luminaire-1": {
            "kind": "luminaire",
            "position_m": [0, 0, -1],
            "direction": [1, 0, 0],
            "normal": [0, 0, 1],
            "size_m": [0.5, 0.09],
            "lumens": 1500,
            "kelvin": 4870,
            "group": "overhead-port",
        },
    },
}


def write_model(folder, name="cupola", **changes):
    """Write a box 1 × 2 × 3 in the file's axes, and its facts."""
    trimesh.creation.box(extents=(1.0, 2.0, 3.0)).export(folder / f"{name}.glb")
    facts = {**FACTS, "name": name, "mesh": f"{name}.glb", **changes}
    (folder / f"{name}.json").write_text(json.dumps(facts))
    return folder / f"{name}.json"


@pytest.fixture
def library(tmp_path, monkeypatch):
    """An asset folder of two models in place of the real one."""
    folder = tmp_path / "assets" / "models"
    folder.mkdir(parents=True)
    write_model(folder)
    write_model(folder, "handrail-41", kind="prop", title="")
    monkeypatch.setattr(models, "asset_folder", lambda: tmp_path / "assets")
    return folder


def test_finds_by_name(library):
    model = find_model("cupola", beside=None)
    assert (model.name, model.title, model.kind) == ("cupola", "Cupola", "module")
    assert model.mesh_path == library / "cupola.glb"
    assert model.points["handrail-1"].length_m == 0.546
    assert model.points["luminaire-1"].kelvin == 4870
    # glTF's Z is forward, its −X right: the box that is 3 long in Z is 3 long forward.
    np.testing.assert_allclose(model.load().bounds_m[1], [1.5, 0.5, 1.0], atol=1e-6)


def test_lists_in_order(library):
    assert model_names() == ("cupola", "handrail-41")
    assert [model.title for model in list_models()] == ["Cupola", "handrail-41"]


def test_unknown_name_gets_the_nearest_or_the_list(library):
    with pytest.raises(AssetError, match=r'no model "cupolla" in the library, did you mean "cupola"\?'):
        find_model("cupolla", beside=None)
    with pytest.raises(AssetError, match="it holds cupola, handrail-41"):
        find_model("zzz", beside=None)


def test_an_empty_library_says_so(library):
    for path in library.iterdir():
        path.unlink()
    with pytest.raises(AssetError, match="it is empty"):
        find_model("cupola", beside=None)
    assert list_models() == ()


@pytest.mark.parametrize(
    ("name", "is_path"),
    [
        ("destiny", False),
        ("us_lab.obj", True),
        ("US_LAB.OBJ", True),
        ("sets/lab", True),
        ("../lab.glb", True),
        ("lab.v2", False),
    ],
)
def test_what_counts_as_a_path(name, is_path):
    assert is_model_path(name) == is_path


def test_finds_beside_the_scene_file(tmp_path):
    (tmp_path / "sets").mkdir()
    write_model(tmp_path / "sets")
    scene = tmp_path / "scene.json"
    scene.write_text("{}")
    for beside in (scene, tmp_path):
        model = find_model("sets/cupola.glb", beside=beside)
        assert model.title == "Cupola"
        assert model.mesh_path == tmp_path / "sets/cupola.glb"
    assert find_model(str(tmp_path / "sets/cupola.glb"), beside=None).title == "Cupola"


@pytest.mark.parametrize(
    ("suffix", "axes"),
    [(".glb", GLTF_AXES), (".obj", PLAIN_AXES), (".stl", PLAIN_AXES), (".ply", PLAIN_AXES)],
)
def test_a_mesh_without_facts_gets_plain_ones(tmp_path, suffix, axes):
    trimesh.creation.box().export(tmp_path / f"rock{suffix}")
    model = find_model(f"rock{suffix}", beside=tmp_path)
    assert (model.name, model.facts.axes, model.facts.metres_per_unit) == ("rock", axes, 1.0)
    assert model.facts.accuracy == ""
    assert model.points == {}


def test_a_collada_file_says_which_axis_points_to_the_overhead(tmp_path):
    trimesh.creation.box(extents=(1, 2, 3)).export(tmp_path / "box.dae")
    text = (tmp_path / "box.dae").read_text()
    assert "<up_axis>Y_UP</up_axis>" in text
    assert find_model("box.dae", beside=tmp_path).facts.axes == GLTF_AXES
    (tmp_path / "box.dae").write_text(text.replace("Y_UP", "Z_UP"))
    model = find_model("box.dae", beside=tmp_path)
    assert model.facts.axes == Axes(forward="+X", right="-Y", down="-Z")
    np.testing.assert_allclose(model.load().bounds_m[1], [0.5, 1.0, 1.5], atol=1e-6)


def test_scale_and_axes_of_the_scene_come_on_top(tmp_path):
    write_model(tmp_path, metres_per_unit=2.0)
    model = find_model("./cupola.glb", beside=tmp_path)
    np.testing.assert_allclose(model.load(scale=0.5).bounds_m[1], [1.5, 0.5, 1.0], atol=1e-6)
    np.testing.assert_allclose(model.load(axes=PLAIN_AXES).bounds_m[1], [1.0, 2.0, 3.0], atol=1e-6)


def test_missing_and_unreadable_meshes_are_refused_when_looked_up(tmp_path):
    trimesh.creation.box().export(tmp_path / "rock.stl")
    with pytest.raises(AssetError, match=r'"rok.stl" does not exist, did you mean "rock.stl"'):
        find_model("rok.stl", beside=tmp_path)
    (tmp_path / "folder.glb").mkdir()
    with pytest.raises(AssetError, match="is a folder"):
        find_model("folder.glb", beside=tmp_path)
    with pytest.raises(AssetError, match="does not exist, nor does its folder"):
        find_model("no/such.glb", beside=tmp_path)
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(AssetError, match="not a kind of mesh"):
        find_model("./notes.txt", beside=tmp_path)
    with pytest.raises(AssetError):
        find_model("bad\0name.glb", beside=tmp_path)


def test_the_json_of_another_program_is_left_alone(tmp_path):
    trimesh.creation.box().export(tmp_path / "rock.stl")
    (tmp_path / "rock.json").write_text('{"exported_by": "another program"}')
    assert find_model("rock.stl", beside=tmp_path).facts.axes == PLAIN_AXES


@pytest.mark.parametrize("content", ["[1, 2]", "not json", ""])
def test_json_that_is_not_ours_is_left_alone(tmp_path, content):
    trimesh.creation.box().export(tmp_path / "rock.stl")
    (tmp_path / "rock.json").write_text(content)
    assert find_model("rock.stl", beside=tmp_path).facts.axes == PLAIN_AXES


def test_facts_that_are_cut_short_are_refused(tmp_path):
    path = write_model(tmp_path)
    path.write_text(path.read_text()[:-40])
    with pytest.raises(AssetError, match=r"cannot be used: .* line 1 column \d+"):
        find_model("./cupola.glb", beside=tmp_path)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"metre_per_unit": 1.0}, r'/metre_per_unit: is not known here, did you mean "metres_per_unit"\?'),
        ({"metres_per_unit": 0.0}, "/metres_per_unit: "),
        ({"metres_per_unit": "1"}, "/metres_per_unit: "),
        ({"metres_per_unit": float("nan")}, "/metres_per_unit: "),
        ({"kind": "spaceship"}, "/kind: "),
        ({"accuracy": "perfect"}, "/accuracy: "),
        ({"version": 2}, "/version: must be 1; a newer zeroshot"),
        ({"format": "other"}, "/format: "),
        ({"axes": {"forward": "+Z", "right": "-X"}}, "/axes/down: is missing"),
        ({"axes": {"forward": "+Z", "right": "+X", "down": "-Y"}}, "/axes: .*mirror"),
        ({"axes": {"forwards": "+Z", "right": "-X", "down": "-Y"}}, 'did you mean "forward"'),
        ({"bounds_m": [[0, 0, 0]]}, "/bounds_m"),
        ({"points": {"a b": {"kind": "x", "position_m": [0, 0, 0]}}}, "/points/a b"),
        ({"points": {"a": {"kind": "x", "position_m": [0, 0]}}}, "/points/a/position_m/2: is missing"),
        (
            {"points": {"a": {"kind": "x", "position": [0, 0, 0]}}},
            '/points/a/position: is not known here, did you mean "position_m"',
        ),
    ],
)
def test_every_problem_of_a_facts_file_is_named(tmp_path, change, sentence):
    path = tmp_path / "cupola.json"
    path.write_text(json.dumps({**FACTS, **change}))
    with pytest.raises(AssetError, match=sentence) as caught:
        read_facts(path)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(f"({path})")


def test_facts_that_cannot_be_read(tmp_path):
    with pytest.raises(AssetError, match="No such file"):
        read_facts(tmp_path / "none.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(AssetError, match="Is a directory"):
        read_facts(tmp_path / "folder.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(AssetError, match="cannot be used"):
        read_facts(tmp_path / "bytes.json")
    (tmp_path / "list.json").write_text("[]")
    with pytest.raises(AssetError, match="cannot be used"):
        read_facts(tmp_path / "list.json")


def test_facts_survive_a_round_trip():
    facts = ModelFacts.model_validate_json(json.dumps(FACTS))
    assert ModelFacts.model_validate_json(facts.model_dump_json()) == facts


def test_missing_textures_are_told_by_the_model(tmp_path):
    (tmp_path / "board.obj").write_text("mtllib none.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 0\nf 1 2 3\n")
    model = find_model("board.obj", beside=tmp_path)
    assert len(model.missing_files()) == 1
    assert model.load().triangle_count == 1
