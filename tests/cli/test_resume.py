"""`zeroshot render --resume`: what is up to date is left alone, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import zeroshot
from batches import Run, events, render

pytestmark = pytest.mark.graphics


def states(run: Run, film: Path, *options: object) -> list[str]:
    done = render(run, film, "--resume", "--json", *options)
    assert done.code == 0, done.err
    return [event["event"] for event in events(done) if event["event"] in ("written", "up-to-date")]


def test_resume_draws_only_what_is_not_there(run: Run, rendered: Path) -> None:
    before = (rendered / "stills" / "film_2.png").stat().st_mtime_ns
    assert states(run, rendered) == ["up-to-date"] * 3
    assert (rendered / "stills" / "film_2.png").stat().st_mtime_ns == before


def cut_sidecar(folder: Path) -> None:
    path = folder / "stills" / "film_1a.json"
    path.write_text(path.read_text()[:20])


def cut_picture(folder: Path) -> None:
    path = folder / "stills" / "film_1a.png"
    path.write_bytes(path.read_bytes()[:-1])


def swap_pictures(folder: Path) -> None:
    """As long as before and newer than before, but of another shot: only the bytes tell."""
    one, other = (folder / "stills" / f"film_{name}.png" for name in ("1a", "2"))
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def change_scene(folder: Path) -> None:
    data = json.loads((folder / "film.json").read_text())
    data["actors"][0]["position_m"] = [3, 0, 0]
    (folder / "film.json").write_text(json.dumps(data))


def change_version(folder: Path) -> None:
    path = folder / "stills" / "film_1a.json"
    path.write_text(path.read_text().replace(f'"{zeroshot.__version__}"', '"0.0.1"'))


CHANGES: dict[str, tuple[Callable[[Path], object], int]] = {
    "picture gone": (lambda folder: (folder / "stills" / "film_1a.png").unlink(), 1),
    "sidecar gone": (lambda folder: (folder / "stills" / "film_1a.json").unlink(), 1),
    "sidecar cut off": (cut_sidecar, 1),
    "sidecar of something else": (lambda folder: (folder / "stills" / "film_1a.json").write_text("[1]"), 1),
    "another version": (change_version, 1),
    "picture touched, and the same": (lambda folder: (folder / "stills" / "film_1a.png").touch(), 0),
    "picture cut off": (cut_picture, 1),
    "picture of something else": (swap_pictures, 2),
    "scene changed": (change_scene, 3),
    "only its spacing changed": (
        lambda folder: (folder / "film.json").write_text(
            json.dumps(json.loads((folder / "film.json").read_text()), indent=7)
        ),
        0,
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_resume_sees_what_changed(run: Run, rendered: Path, case: str) -> None:
    change, expected = CHANGES[case]
    change(rendered)
    assert states(run, rendered).count("written") == expected


@pytest.mark.parametrize("option", [("--size", "112x63"), ("--look", "standard")])
def test_resume_sees_another_size_or_look(run: Run, rendered: Path, option: tuple[str, str]) -> None:
    assert states(run, rendered, *option) == ["written"] * 3
    assert states(run, rendered, *option) == ["up-to-date"] * 3
