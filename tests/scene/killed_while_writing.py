"""Writes a scene again and again while being killed; run by test_files.py, prints what was found as JSON.

Arguments: a folder, and how many times to kill at random moments. A child writes documents whose titles
count; the parent kills it with signal 9 and reads. Then it is killed at every step of one write, before the
step and after.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from zeroshot.scene.document import Actor, Document
from zeroshot.scene.files import read_document, write_document

STEPS = [(os, "fsync"), (os, "link"), (Path, "replace"), (Path, "unlink"), (Path, "open")]


def numbered(number: int) -> Document:
    """Build a document that is large enough to be caught half written."""
    actors = tuple(Actor(id=f"a{index}", name=f"{number}") for index in range(100))
    return Document(title=str(number), actors=actors)


def number_of(path: Path) -> int:
    """Read a document and return its number; all of it must have the same."""
    document = read_document(path)
    assert {actor.name for actor in document.actors} == {document.title}
    return int(document.title)


def killed_child(work: Callable[[], None], delay_s: float | None) -> None:
    """Run work in a child and kill it after a delay, or wait for it to kill itself."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    if delay_s is not None:
        time.sleep(delay_s)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def kill_at_random(folder: Path, times: int) -> list[dict[str, int]]:
    """Kill a writer at random moments; return what was started and finished before, and what was read."""
    path, seen = folder / "scene.json", []
    write_document(numbered(0), path)
    for _ in range(times):
        before = number_of(path)
        reading, writing = os.pipe()

        def write_on(first: int = before + 1, descriptor: int = writing) -> None:
            for number in range(first, first + 10_000):
                os.write(descriptor, b"s")
                write_document(numbered(number), path)
                os.write(descriptor, b"f")

        killed_child(write_on, random.uniform(0.0, 0.08))
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            marks = pipe.read()
        backup = path.with_name("scene.json.bak")
        seen.append(
            {
                "finished": before + marks.count(b"f"),
                "read": number_of(path),
                "started": before + marks.count(b"s"),
                "backup": number_of(backup) if backup.exists() else -1,
            }
        )
    return seen


def write_until_killed(path: Path, owner: Any, name: str, count: int, is_after: bool) -> None:
    """Write, and die at the nth call of a function: before it, or after."""
    real, calls = getattr(owner, name), []

    def deadly(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == count and not is_after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **kwargs)
        if len(calls) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, deadly)
    write_document(numbered(3), path)


def kill_at_every_step(folder: Path) -> list[dict[str, Any]]:
    """Kill a write before and after the first and second call of each of its steps."""
    seen = []
    for owner, name in STEPS:
        for count in (1, 2):
            for is_after in (False, True):
                path = folder / f"{name}-{count}-{is_after}.json"
                write_document(numbered(1), path)
                write_document(numbered(2), path)

                killed_child(partial(write_until_killed, path, owner, name, count, is_after), None)
                backup = number_of(path.with_name(path.name + ".bak"))
                seen.append({"step": path.stem, "read": number_of(path), "backup": backup})
    return seen


if __name__ == "__main__":
    place = Path(sys.argv[1])
    result = {"random": kill_at_random(place, int(sys.argv[2])), "steps": kill_at_every_step(place)}
    print(json.dumps(result))
