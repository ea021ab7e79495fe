"""The station put together: every hatch meets its neighbour, and the modules stand where they really do."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from zeroshot.errors import SceneFileError
from zeroshot.library.assemblies import MATES, station_placements, with_assembly
from zeroshot.library.models import find_model
from zeroshot.scene.assemblies import ASSEMBLIES
from zeroshot.scene.content import document_from_data, text_from_document
from zeroshot.scene.document import Document
from zeroshot.spatial import Placement, rotate

ANCHORS_M = {"harmony": 10.974, "unity": -4.463}
"""Forward of the station's analysis origin. Source: nasa/astrobee_media, model.urdf, hubs."""


def scene(**more: object) -> Document:
    return document_from_data({"format": "zeroshot.scene", "version": 1, **more})


@pytest.mark.parametrize("mate", MATES, ids=lambda mate: mate.child)
def test_mated_hatches_meet(mate) -> None:  # type: ignore[no-untyped-def]
    placed = station_placements()
    ends = []
    for name, hatch in ((mate.child, mate.hatch), (mate.parent, mate.parent_hatch)):
        point = find_model(name, beside=None).points[hatch]
        ends.append(
            (placed[name].apply(point.position_m), rotate(placed[name].orientation_xyzw, point.normal))
        )
    assert np.linalg.norm(ends[0][0] - ends[1][0]) < 0.005
    assert ends[0][1] @ ends[1][1] < -np.cos(np.radians(0.5))


def test_every_module_of_the_assemblies_is_placed_once() -> None:
    assert set(station_placements()) == set(ASSEMBLIES["station"])
    assert set(ASSEMBLIES["usos"]) | set(ASSEMBLIES["russian-segment"]) == set(ASSEMBLIES["station"])
    assert len([mate.child for mate in MATES]) == len({mate.child for mate in MATES})


def test_the_modules_of_the_american_segment_stand_as_the_station_does() -> None:
    for name in ASSEMBLIES["usos"]:
        np.testing.assert_allclose(station_placements()[name].orientation_xyzw, [0, 0, 0, 1], atol=1e-9)


def test_hubs_are_as_far_apart_as_they_really_are() -> None:
    placed = {name: np.array(place.position_m) for name, place in station_placements().items()}
    apart = ANCHORS_M["harmony"] - ANCHORS_M["unity"]
    assert placed["harmony"][0] - placed["unity"][0] == pytest.approx(apart, abs=0.15)
    assert placed["tranquility"][1] - placed["unity"][1] == pytest.approx(-6.636, abs=0.15)
    assert placed["cupola"][2] - placed["tranquility"][2] == pytest.approx(2.0, abs=0.15)
    columbus = find_model("columbus", beside=None).points["hatch-port"].position_m[1] + placed["columbus"][1]
    # The bulkhead is half a vestibule behind the mating plane.
    assert columbus + 0.2 == pytest.approx(2.351, abs=0.15)


def test_no_two_modules_are_in_the_same_place() -> None:
    neighbours = {frozenset((mate.child, mate.parent)) for mate in MATES}
    boxes = {}
    for name, place in station_placements().items():
        low, high = find_model(name, beside=None).load().bounds_m
        corners = np.array(np.meshgrid(*np.stack([low, high], axis=1))).reshape(3, -1).T
        turned = place.apply(corners)
        boxes[name] = turned.min(axis=0) + 0.3, turned.max(axis=0) - 0.3
    for first, second in combinations(boxes, 2):
        shared = np.minimum(boxes[first][1], boxes[second][1]) - np.maximum(boxes[first][0], boxes[second][0])
        assert not (shared > 0).all() or frozenset((first, second)) in neighbours, (first, second)


def test_the_russian_segment_alone_is_about_zvezda() -> None:
    modules = {
        module.id: module for module in with_assembly(scene(set={"assembly": "russian-segment"})).set.modules
    }
    assert modules["zvezda"].position_m == (0.0, 0.0, 0.0)
    assert modules["zarya"].position_m[0] > 10.0
    assert "destiny" not in modules


def test_a_scene_without_an_assembly_is_the_very_same() -> None:
    document = scene(set={"modules": [{"id": "lab", "model": "destiny"}]})
    assert with_assembly(document) is document


def test_modules_are_the_very_same_from_time_to_time() -> None:
    document = scene(set={"assembly": "station"})
    first, second = (with_assembly(document).set.modules for _ in range(2))
    assert all(a is b for a, b in zip(first, second, strict=True))


def test_a_module_of_an_assembly_is_fitted_out() -> None:
    fittings = {"cupola": {"options": {"shutters": "closed"}, "lights": {"all": 0.5}}}
    document = scene(set={"assembly": "usos", "fittings": fittings})
    cupola = next(module for module in with_assembly(document).set.modules if module.id == "cupola")
    assert cupola.options == {"shutters": "closed"}
    assert cupola.lights == {"all": 0.5}


def test_what_stands_beside_the_station_stays() -> None:
    document = scene(set={"assembly": "usos", "modules": [{"id": "set-wall", "model": "destiny"}]})
    assert with_assembly(document).set.modules[-1] is document.set.modules[0]


def test_references_to_the_station_are_known() -> None:
    actor = {"id": "flyer", "anchors": [{"effector": "left_foot", "to": "destiny/handrail-03"}]}
    document = scene(set={"assembly": "station"}, actors=[actor])
    assert document_from_data.__module__  # the document was accepted
    assert '"assembly": "station"' in text_from_document(document)
    with pytest.raises(SceneFileError, match="nothing in the scene has the id"):
        scene(set={"assembly": "russian-segment"}, actors=[actor])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"set": {"assembly": "stations"}}, "/set/assembly"),
        ({"set": {"assembly": "usos"}, "actors": [{"id": "Destiny"}]}, "/actors/0/id"),
        ({"set": {"assembly": "usos", "fittings": {"cupolla": {}}}}, 'did you mean "cupola"'),
        ({"set": {"fittings": {"cupola": {}}}}, "no assembly to fit out"),
    ],
)
def test_what_cannot_be_is_said(data: dict[str, object], said: str) -> None:
    with pytest.raises(SceneFileError, match=said):
        scene(**data)


def test_destiny_is_where_a_scene_in_destiny_has_it() -> None:
    assert station_placements()["destiny"] == Placement()
