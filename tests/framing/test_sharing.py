"""Shots share what does not change between them: the very same people, and a fraction of the time."""

import time

from framing.small_scene import build, two_people
from zeroshot.framing.staging import stage

SHOTS = 12


def with_shots(*movers: str) -> dict:
    """Return a scene in whose every shot some things stand elsewhere."""
    content = two_people()
    content["actors"][0]["gaze"] = {"at": "cosmonaut/eyes"}
    content["actors"][1]["gaze"] = {"at": "surgeon/eyes"}
    places = {item["id"]: item["position_m"] for item in (*content["actors"], *content["cameras"])}
    content["shots"] = [
        {
            "id": f"s{index}",
            "camera": "a",
            "blocking": {
                mover: {"position_m": [places[mover][0] + 0.01 * index, *places[mover][1:]]}
                for mover in movers
            },
        }
        for index in range(SHOTS)
    ]
    return content


def seconds_to_stage(content: dict, folder) -> float:
    """Return the least processor time of the later shots: the first pays for all that is kept."""
    document, times = build(content), []
    for shot in document.shots:
        started = time.process_time()
        stage(document, shot.id, beside=folder)
        times.append(time.process_time() - started)
    return min(times[2:])


def test_who_does_not_move_is_the_very_same(set_folder):
    document = build(with_shots("a"))
    first, second = (stage(document, shot.id, beside=set_folder) for shot in document.shots[:2])
    assert first.camera_placement != second.camera_placement
    for one, other in zip(first.actors, second.actors, strict=True):
        assert one is other
    assert first.modules[0] is second.modules[0]


def test_whom_someone_looks_at_counts_as_a_change(set_folder):
    document = build(with_shots("cosmonaut"))
    first, second = (stage(document, shot.id, beside=set_folder) for shot in document.shots[:2])
    assert first.actor("surgeon").figure is not second.actor("surgeon").figure


def test_shots_of_the_same_people_take_a_fraction(set_folder):
    """Ratios hold on any machine: with people posed anew, staging takes several times as long."""
    alone = seconds_to_stage(with_shots("a"), set_folder)
    everyone = seconds_to_stage(with_shots("a", "surgeon", "cosmonaut"), set_folder)
    assert alone < 0.75 * everyone
