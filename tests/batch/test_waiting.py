"""Who draws which still next."""

from __future__ import annotations

from zeroshot.batch.jobs import StillJob
from zeroshot.batch.waiting import WaitingJobs


def job(name: str) -> StillJob:
    scene, shot = name.split("/")
    return StillJob(scene, shot, f"{scene}_{shot}.png", (96, 54), "draft")


def waiting(*names: str) -> WaitingJobs:
    return WaitingJobs(job(name) for name in names)


def take(jobs: WaitingJobs, last: str | None) -> str | None:
    taken = jobs.take(last)
    return None if taken is None else f"{taken.scene}/{taken.shot_id}"


def test_one_taker_gets_all_in_order() -> None:
    jobs = waiting("a/1", "a/2", "b/1")
    assert [take(jobs, last) for last in (None, "a", "a", "b")] == ["a/1", "a/2", "b/1", None]


def test_two_takers_get_a_scene_each() -> None:
    jobs = waiting("a/1", "a/2", "b/1", "b/2")
    assert [take(jobs, None), take(jobs, None)] == ["a/1", "b/1"]
    assert [take(jobs, "a"), take(jobs, "b")] == ["a/2", "b/2"]


def test_who_has_nothing_left_helps_where_most_is_left() -> None:
    jobs = waiting("a/1", "a/2", "b/1", "b/2", "b/3", "c/1")
    assert [take(jobs, last) for last in (None, None, None)] == ["a/1", "b/1", "c/1"]
    assert take(jobs, "c") == "b/2"


def test_what_is_put_back_comes_last_and_once() -> None:
    jobs = waiting("a/1", "a/2", "b/1")
    assert take(jobs, None) == "a/1"
    jobs.put_back(job("a/1"))
    assert [take(jobs, last) for last in ("a", "a", "b", "a")] == ["a/2", "b/1", "a/1", None]
