"""What the command says of itself, and to people who mistype."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import zeroshot
from zeroshot import cli
from zeroshot.commands import printing
from zeroshot.errors import ZeroshotError

Run = Callable[..., Any]
COMMANDS = ("render", "check", "describe", "models", "poses", "schema", "doctor")


def test_help_lists_the_commands(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    listed = {line.split()[1] for line in done.out.splitlines() if line.startswith("│ ")}
    assert listed >= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_begins_as_the_list_does(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: zeroshot {command}")
    assert cli.COMMANDS[command] in done.out


def test_version(run: Run) -> None:
    assert run("--version").out == f"zeroshot {zeroshot.__version__}\n"


@pytest.mark.parametrize("arguments", [(), ("scenes/face.json",)])
def test_without_a_display_it_says_what_works(
    run: Run, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = run(*arguments)
    assert done.code == 2
    assert len(done.errors) == 1
    assert "zeroshot render" in done.err
    assert all(argument in done.err for argument in arguments)


USAGE = {
    "unknown command": (("rendr", "a.json", "--out", "x"), ['no command "rendr"', 'did you mean "render"?']),
    "help as a command": (("help",), ['no command "help"', 'did you mean "--help"?']),
    "unknown option before": (("--verison",), ['no option "--verison"', 'did you mean "--version"?']),
    "a word too many": (
        ("render", "a.json", "--out", "x", "--shots", "1a", "1b"),
        ['no use for "1b"', "--shots 1a,2b"],
    ),
    "unknown option": (("render", "a.json", "--out", "x", "--sise", "3x3"), ["--sise", "--size"]),
    "no scene": (("render", "--out", "x"), ["`zeroshot render` needs SCENE"]),
    "no folder": (("render", "a.json"), ["`zeroshot render` needs --out"]),
    "no value": (("render", "a.json", "--out"), ["--out", "value"]),
    "jobs no number": (("render", "a.json", "--out", "x", "--jobs", "many"), ["--jobs", '"many"']),
    "no jobs": (("render", "a.json", "--out", "x", "--jobs", "0"), ["--jobs", ">= 1"]),
    "format": (("render", "a.json", "--out", "x", "--format", "gif"), ["--format", '"png"', '"webp"']),
    "size": (("render", "a.json", "--out", "x", "--size", "huge"), ["--size", "1920x1080", '"huge"']),
    "tiny": (("render", "a.json", "--out", "x", "--size", "1x1"), ["--size", "between 16 and"]),
    "look": (("render", "a.json", "--out", "x", "--look", "standart"), ["look", "standart", '"standard"']),
    "too much": (("schema", "a.json"), ["a.json"]),
    "unknown model": (("models", "destinny"), ["destinny", 'did you mean "destiny"?']),
}


@pytest.mark.parametrize("case", USAGE)
def test_a_mistyped_command_gets_one_sentence(run: Run, case: str, tmp_path: Path) -> None:
    arguments, fragments = USAGE[case]
    done = run(*(str(tmp_path / "x") if argument == "x" else argument for argument in arguments))
    assert done.code == 2
    assert done.out == ""
    assert len(done.errors) == 1, done.err
    assert done.err.startswith("zeroshot: ")
    assert not [fragment for fragment in fragments if fragment not in done.err], done.err


def test_the_shipped_command_says_the_same_with_no_traceback(run_apart: Run) -> None:
    done = run_apart("rendr")
    assert done.code == 2
    assert done.errors == [
        'zeroshot: there is no command "rendr", did you mean "render"?; `zeroshot --help` lists them all'
    ]


def test_an_error_of_several_lines_becomes_one(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_error(ZeroshotError("first\n  second"))
    assert capsys.readouterr().err == "zeroshot: first second\n"


def test_a_bug_is_named_as_one_and_tells_the_way_to_its_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> int:
        raise KeyError("nonsense")

    monkeypatch.setattr("zeroshot.commands.schema.schema", fail)
    monkeypatch.delenv("ZEROSHOT_TRACEBACK", raising=False)
    done = run("schema")
    assert done.code == 70
    assert len(done.errors) == 1
    assert "bug in zeroshot" in done.err
    assert "KeyError: 'nonsense'" in done.err
    monkeypatch.setenv("ZEROSHOT_TRACEBACK", "1")
    assert "Traceback" in run("schema").err


def test_a_package_that_is_missing_is_named(scene_file: Path) -> None:
    code = CODE.replace("code = run", "sys.modules['pydantic'] = None\ncode = run")
    done = run_code(code, "describe", scene_file)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith('zeroshot: the Python package "pydantic" is missing')


def test_ctrl_c_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("zeroshot.commands.schema.schema", interrupt)
    done = run("schema")
    assert (done.code, done.err) == (130, "zeroshot: stopped\n")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(zeroshot.__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, "-m", "zeroshot", "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (141, b"")


def test_a_terminal_without_the_signs_prints_what_it_can(run_apart: Run) -> None:
    done = run_apart("rendr°", PYTHONIOENCODING="ascii")
    assert done.code == 2
    assert "Traceback" not in done.err


LIGHT = {
    "--help": ("--help",),
    "--version": ("--version",),
    "schema": ("schema",),
    "poses": ("poses",),
    "models": ("models",),
    "render help": ("render", "--help"),
}
HEAVY = ("vtkmodules", "vtk", "pyvista", "trimesh", "PySide6", "matplotlib", "scipy")

CODE = """
import sys
from zeroshot.cli import run
code = run(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def run_code(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter that finds this source tree."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(zeroshot.__file__).parents[1])},
        check=False,
    )


def modules_of(*arguments: object) -> set[str]:
    """Run a command in a fresh interpreter and return the packages that it loaded."""
    done = run_code(CODE, *arguments)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize("name", LIGHT)
def test_commands_that_draw_nothing_load_no_graphics(name: str) -> None:
    assert not modules_of(*LIGHT[name]) & set(HEAVY)


@pytest.mark.parametrize(("command", "needed"), [("describe", set()), ("check", {"scipy"})])
def test_reading_a_scene_loads_no_graphics(command: str, needed: set[str], scene_file: Path) -> None:
    """Counting who is seen needs them; without it, a machine that cannot draw can read."""
    assert not modules_of(command, scene_file, "--no-visibility") & (set(HEAVY) - needed)


def test_help_does_not_even_load_the_arrays() -> None:
    assert "numpy" not in modules_of("--help")
