"""The unit of work of a farm: a part of a plan, drawn by whoever takes it, and never twice.

A plan is a JSON file that lists the stills part by part. Its paths are relative, so that it means the same on
every machine: scenes to one folder, stills to another, and each machine says where it has these two.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zeroshot import __version__
from zeroshot.batch.jobs import StillJob
from zeroshot.disk import write_whole
from zeroshot.errors import SceneFileError

FORMAT = "zeroshot.plan"


@dataclass(frozen=True)
class WorkPlan:
    """Stills in parts; their scenes and stills as paths relative to the folders of whoever draws them."""

    parts: tuple[tuple[StillJob, ...], ...]

    @property
    def still_count(self) -> int:
        """Count the stills of all parts."""
        return sum(len(part) for part in self.parts)

    def jobs(self, number: int | None, *, scenes: Path, out: Path) -> tuple[StillJob, ...]:
        """Return the jobs of one part, counted from 1, or of all (None), for these folders.

        Raises SceneFileError for a part that there is not.
        """
        if number is not None and not 1 <= number <= len(self.parts):
            raise SceneFileError(f"the plan has parts 1 to {len(self.parts)}, and no part {number}")
        parts = self.parts if number is None else (self.parts[number - 1],)
        return tuple(
            replace(job, scene=str(scenes / job.scene), still=str(out / job.still), scene_name=job.scene)
            for part in parts
            for job in part
        )


def split_into_parts(jobs: Sequence[StillJob], *, part_size: int, root: Path) -> WorkPlan:
    """Split jobs into parts of so many stills, in order; root: the folder that all scenes lie in."""
    relative = [
        replace(job, scene=_relative(Path(job.scene), root), still=Path(job.still).name) for job in jobs
    ]
    return WorkPlan(tuple(tuple(relative[i : i + part_size]) for i in range(0, len(relative), part_size)))


def write_work_plan(path: Path, plan: WorkPlan) -> None:
    """Write a plan, one still a line. Raises OutputError when the disk refuses."""
    head = json.dumps({"format": FORMAT, "version": __version__})[:-1]
    parts = ",\n".join("[\n" + ",\n".join(map(_line, part)) + "\n]" for part in plan.parts)
    write_whole(path, f'{head}, "parts": [\n{parts}\n]}}\n'.encode(), what="the plan of the farm")


def read_work_plan(path: Path) -> WorkPlan:
    """Read a plan. Raises SceneFileError for a file that is none, or that another version wrote."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise SceneFileError(f"the plan cannot be read ({error.strerror})", path=path) from None
    except ValueError:
        data = None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise SceneFileError("this is no plan: `zeroshot farm` writes one", path=path)
    if data.get("version") != __version__:
        raise SceneFileError(
            f"zeroshot {data.get('version')} wrote this plan, and this machine has {__version__}: install "
            "the same version on all machines, or plan again",
            path=path,
        )
    return WorkPlan(tuple(tuple(_jobs_of(part)) for part in data["parts"]))


def common_folder(paths: Sequence[Path]) -> Path:
    """Return the deepest folder that all paths lie in."""
    folders = [os.path.dirname(os.path.abspath(path)) for path in paths]  # noqa: PTH100, PTH120  no links followed
    return Path(os.path.commonpath(folders)) if folders else Path.cwd()


def _relative(path: Path, root: Path) -> str:
    return Path(os.path.relpath(os.path.abspath(path), root)).as_posix()  # noqa: PTH100  no links followed


def _line(job: StillJob) -> str:
    return json.dumps(job.to_json(), ensure_ascii=False)


def _jobs_of(part: list[dict[str, Any]]) -> Iterator[StillJob]:
    for job in part:
        yield StillJob.from_json(job)
