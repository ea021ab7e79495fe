"""``zeroshot check``: what is wrong or doubtful in the shots of scene files."""

from __future__ import annotations

from typing import Annotated, Any

from zeroshot.commands.arguments import Scenes, flag
from zeroshot.commands.exit_codes import BAD_INPUT, FAILED, WELL
from zeroshot.commands.printing import print_faults, print_json
from zeroshot.commands.readings import read_scenes


def check(
    scenes: Scenes,
    /,
    *,
    as_json: Annotated[bool, flag("Print a list of findings as JSON.", name="--json")] = False,
    no_visibility: Annotated[bool, flag("Leave out who is seen, which needs OpenGL.")] = False,
) -> int:
    """List what is wrong or doubtful in the shots of scene files.

    The cuts between shots are looked at, and meshes that scenes bring along are loaded, too. Exits with 1
    when a finding is an error, and with 2 when a scene file cannot be used.
    """
    found = read_scenes(scenes, is_sight_counted=not no_visibility, is_examined=True)
    findings = [
        {"scene": data["scene"], "shot": data["shot"], **finding}
        for data in (reading.to_json() for reading in found.readings)
        for finding in data["findings"]
    ]
    findings += [{"scene": cut.scene, "shot": cut.shot, **cut.finding.to_json()} for cut in found.cuts]
    if as_json:
        print_json(findings)
    else:
        _print_lines(findings, shot_count=len(found.readings))
    print_faults(found.faults)
    if found.faults:
        return BAD_INPUT
    return FAILED if any(finding["severity"] == "error" for finding in findings) else WELL


def _print_lines(findings: list[dict[str, Any]], *, shot_count: int) -> None:
    for finding in findings:
        print(f"{finding['scene']}, shot {finding['shot']}: {finding['severity']}: {finding['message']}")
    errors = sum(finding["severity"] == "error" for finding in findings)
    print(f"{_count(shot_count, 'shot')}, {_count(len(findings), 'finding')}, {_count(errors, 'error')}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
