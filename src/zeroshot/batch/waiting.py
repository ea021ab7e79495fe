"""The stills that wait to be drawn: who draws next gets one of the scene that it knows already."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable

from zeroshot.batch.jobs import StillJob


class WaitingJobs:
    """Jobs in order, handed out to several threads, scene by scene; those tried again come last.

    A process keeps the scene that it read and the people that it posed, so stills of one scene go to the same
    process while there are scenes enough for all.
    """

    def __init__(self, jobs: Iterable[StillJob]) -> None:
        self._lock = threading.Lock()
        self._scenes: dict[str, deque[StillJob]] = {}
        for job in jobs:
            self._scenes.setdefault(job.scene, deque()).append(job)
        self._again: deque[StillJob] = deque()
        self._in_hand: set[str] = set()

    def take(self, last_scene: str | None) -> StillJob | None:
        """Take the next job; None when there is none. last_scene: that of the job that the taker had before.

        Taken is a job of the same scene, else of one that nobody draws, else of the one with most left.
        """
        with self._lock:
            if last_scene in self._scenes:
                return self._pop(last_scene)
            self._in_hand.discard(last_scene or "")
            fresh = next((scene for scene in self._scenes if scene not in self._in_hand), None)
            if fresh is None and self._scenes:
                fresh = max(self._scenes, key=lambda scene: len(self._scenes[scene]))
            if fresh is not None:
                self._in_hand.add(fresh)
                return self._pop(fresh)
            return self._again.popleft() if self._again else None

    def put_back(self, job: StillJob) -> None:
        """Have a job tried again, after all that were not tried yet."""
        with self._lock:
            self._again.append(job)

    def _pop(self, scene: str) -> StillJob:
        jobs = self._scenes[scene]
        job = jobs.popleft()
        if not jobs:
            del self._scenes[scene]
        return job
