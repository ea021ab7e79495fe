"""What the tests of `zeroshot render` share: a small film, and how to render it and read what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
SMALL = ("--size", "96x54", "--look", "draft", "--jobs", "1")


def make_film(folder: Path, scene: dict[str, Any]) -> None:
    scene["shots"] = [{"id": name, "camera": "a"} for name in ("1a", "1b", "2")]
    (folder / "film.json").write_text(json.dumps(scene))


def stills(folder: Path) -> list[str]:
    """Name the files of stills: all that is in the folder but the manifest."""
    return sorted(path.name for path in (folder / "stills").glob("*") if path.name != "manifest.json")


def manifest(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "stills" / "manifest.json").read_text())
    return data


def render(run: Run, folder: Path, *options: object) -> Any:
    pairs = (SMALL[:2], SMALL[2:4], SMALL[4:])
    small = [part for pair in pairs if pair[0] not in options for part in pair]
    return run("render", folder / "film.json", "--out", folder / "stills", *small, *options)


def events(done: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]
