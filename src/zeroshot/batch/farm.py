"""An Open Job Description bundle: what a render farm needs to draw stills on many machines.

Source of the format: Open Job Description, template schema "jobtemplate-2023-09"; the three files of a bundle
are those that AWS Deadline Cloud submits. JSON is the same as YAML to its readers, and needs no package.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zeroshot.batch.jobs import StillJob
from zeroshot.batch.parts import WorkPlan, write_work_plan
from zeroshot.disk import write_whole

TEMPLATE_NAME, VALUES_NAME, ASSETS_NAME = "template.json", "parameter_values.json", "asset_references.json"
PLAN_NAME = "plan.json"

NAME_LIMIT = 64
"""Of a job's name. Source: Open Job Description, template schemas 2023-09, §1.1.1."""

_NOTICE_S = 60
_SHEET_TIME_S = 24 * 3600


@dataclass(frozen=True)
class Bundle:
    """What a bundle is written from.

    root: the folder that every scene and model of one's own lies in. out: the folder for the stills. inputs:
    the files that the stills are made from, apart from what comes with zeroshot. timeout_s: for one still.
    sheet: the name of the contact sheet in the folder of the stills; "" for none.
    """

    title: str
    plan: WorkPlan
    root: Path
    out: Path
    inputs: tuple[Path, ...]
    timeout_s: float
    sheet: str


def write_bundle(folder: Path, bundle: Bundle) -> tuple[Path, ...]:
    """Write a bundle into a folder that is there, and return its files. Raises OutputError."""
    plan_path = folder / PLAN_NAME
    write_work_plan(plan_path, bundle.plan)
    files = {
        TEMPLATE_NAME: _template(bundle),
        VALUES_NAME: _values(bundle, plan_path),
        ASSETS_NAME: _assets(bundle, plan_path),
    }
    for name, content in files.items():
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        write_whole(folder / name, text.encode(), what="the bundle of the farm")
    return (*(folder / name for name in files), plan_path)


def _template(bundle: Bundle) -> dict[str, Any]:
    largest = max((len(part) for part in bundle.plan.parts), default=1)
    return {
        "specificationVersion": "jobtemplate-2023-09",
        "name": bundle.title[:NAME_LIMIT] or "zeroshot",
        "description": f"{bundle.plan.still_count} stills in {len(bundle.plan.parts)} parts, and their sheet",
        "parameterDefinitions": _PARAMETERS,
        "steps": [_render_step(bundle, largest), _finish_step(bundle)],
    }


_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "SceneFolder",
        "type": "PATH",
        "objectType": "DIRECTORY",
        "dataFlow": "IN",
        "description": "The folder that all scene files and own models lie in.",
    },
    {
        "name": "PlanFile",
        "type": "PATH",
        "objectType": "FILE",
        "dataFlow": "IN",
        "description": "Which stills are in which part.",
    },
    {
        "name": "OutFolder",
        "type": "PATH",
        "objectType": "DIRECTORY",
        "dataFlow": "OUT",
        "description": "The folder for the stills; every machine writes to the same.",
    },
    {
        "name": "Zeroshot",
        "type": "STRING",
        "default": "zeroshot",
        "description": "The program, by name or path, on the machines of the farm.",
    },
    {
        "name": "Jobs",
        "type": "INT",
        "default": 0,
        "minValue": 0,
        "description": "Processes that draw at the same time on one machine; 0 for as many as suit it.",
    },
]


def _render_step(bundle: Bundle, largest: int) -> dict[str, Any]:
    numbers = {"name": "Part", "type": "INT", "range": f"1-{len(bundle.plan.parts)}"}
    arguments = [*_arguments(bundle), "--part", "{{Task.Param.Part}}"]
    # Twice, since a still is tried twice, and once more for what it takes to start.
    seconds = round(bundle.timeout_s * (2 * largest + 1))
    return {
        "name": "Render",
        "description": "Draws one part of the stills. What is there and up to date is left alone.",
        "parameterSpace": {"taskParameterDefinitions": [numbers]},
        "script": {"actions": {"onRun": _action(arguments, seconds)}},
    }


def _finish_step(bundle: Bundle) -> dict[str, Any]:
    arguments = _arguments(bundle)
    if bundle.sheet:
        arguments += ["--sheet", "{{Param.OutFolder}}/" + bundle.sheet]
    return {
        "name": "Sheet",
        "description": "Draws what is missing, writes the manifest of all, and makes the contact sheet.",
        "dependencies": [{"dependsOn": "Render"}],
        "script": {"actions": {"onRun": _action(arguments, _SHEET_TIME_S)}},
    }


def _arguments(bundle: Bundle) -> list[str]:
    return [
        "render-part",
        "{{Param.PlanFile}}",
        *("--scenes", "{{Param.SceneFolder}}"),
        *("--out", "{{Param.OutFolder}}"),
        *("--jobs", "{{Param.Jobs}}"),
        *("--timeout", f"{bundle.timeout_s:g}"),
    ]


def _action(arguments: list[str], seconds: int) -> dict[str, Any]:
    return {
        "command": "{{Param.Zeroshot}}",
        "args": arguments,
        "timeout": max(60, seconds),
        "cancelation": {"mode": "NOTIFY_THEN_TERMINATE", "notifyPeriodInSeconds": _NOTICE_S},
    }


def _values(bundle: Bundle, plan_path: Path) -> dict[str, Any]:
    values = {"SceneFolder": bundle.root, "PlanFile": plan_path, "OutFolder": bundle.out}
    return {
        "parameterValues": [{"name": name, "value": str(path.absolute())} for name, path in values.items()]
    }


def _assets(bundle: Bundle, plan_path: Path) -> dict[str, Any]:
    files = sorted({str(path.absolute()) for path in (*bundle.inputs, plan_path)})
    return {
        "assetReferences": {
            "inputs": {"filenames": files, "directories": []},
            "outputs": {"directories": [str(bundle.out.absolute())]},
            "referencedPaths": [],
        }
    }


def scenes_of(jobs: Sequence[StillJob]) -> tuple[Path, ...]:
    """Return the scene files of jobs, each once, in order."""
    return tuple(Path(scene) for scene in dict.fromkeys(job.scene for job in jobs))
