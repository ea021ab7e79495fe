"""The command line: which commands there are, and the border where every error becomes one line."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

from cyclopts import App, CycloptsError, MissingArgumentError, Parameter, UnusedCliTokensError

from zeroshot import __version__
from zeroshot.batch.faults import TRACEBACK_VARIABLE, sentence_of_bug
from zeroshot.commands.exit_codes import BAD_INPUT, BUG, INTERRUPTED, PIPE_CLOSED, WELL
from zeroshot.commands.printing import print_error, print_faults
from zeroshot.errors import ZeroshotError, did_you_mean

COMMANDS = {
    "render": "Render scene files to stills.",
    "farm": "Write a bundle for a render farm (Open Job Description).",
    "render-part": "Draw one part of what `farm` planned; a farm calls this.",
    "check": "List what is wrong or doubtful in the shots of scene files.",
    "describe": "Say how every shot reads: lens, planes, and each person in the frame.",
    "moves": "List the composing moves and what each takes.",
    "compose": "Compose a shot by one move: face to face, planes, aim, orbit, frame, two heads.",
    "find": "Find the best framings of a moment for what is asked.",
    "planes": "Draw one shot in every plane of the scene, on a board; and the clocks of all shots.",
    "sheet": "Put the shots of scene files on paper: contact sheet, set-up cards, or a list.",
    "import": "Take a mesh of another program into a project.",
    "models": "List the models of the library with their dimensions and accuracy.",
    "poses": "Find poses by words, draw them, or save one of your own.",
    "schema": "Print the JSON Schema of scene files.",
    "doctor": "Check that this machine has what zeroshot needs.",
}
"""Each command is the function of its name in the file of its name, or where _ELSEWHERE says; it is imported
when it is called."""

_ELSEWHERE = {"import": "imports:import_mesh", "render-part": "render_part:render_part"}
"""Commands whose name cannot be one of Python."""

_NO_PACKAGE = (
    'the Python package "{}" is missing from this installation: '
    "install zeroshot again, and ask `zeroshot doctor` what else it misses"
)


def build_app() -> App:
    """Build the parser with every command registered."""
    app = App(
        name="zeroshot",
        help="Plan film shots in weightlessness: people and cameras at any attitude, through the real lens.",
        version=f"zeroshot {__version__}",
        usage="Usage: zeroshot COMMAND [ARGS]",
        help_format="plaintext",
        result_action="return_value",
        print_error=False,
        exit_on_error=False,
        suppress_keyboard_interrupt=False,
    )
    for name, summary in COMMANDS.items():
        place = _ELSEWHERE.get(name, f"{name}:{name}")
        app.command(f"zeroshot.commands.{place}", name=name, help=summary)
    app.default(_without_command)
    return app


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without ° must not stop a command
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error ends here, as one line on stderr."""
    try:
        code = _dispatch(list(arguments))
        sys.stdout.flush()  # a closed pipe must show here, not while Python exits
    except KeyboardInterrupt:
        print_faults(["stopped"])
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return PIPE_CLOSED
    return code


def _dispatch(arguments: list[str]) -> int:
    try:
        result = build_app()(arguments)
    except ZeroshotError as error:
        print_error(error)
        return BAD_INPUT
    except CycloptsError as error:
        print_faults([_usage_sentence(error)])
        return BAD_INPUT
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  the last border: a bug is told in one line, too
        if os.environ.get(TRACEBACK_VARIABLE):
            traceback.print_exc()
        package = _missing_package(error)
        print_faults([_NO_PACKAGE.format(package) if package else sentence_of_bug(error)])
        return BAD_INPUT if package else BUG
    return result if isinstance(result, int) else WELL


def _missing_package(error: BaseException | None) -> str | None:
    """Name the package, not one of ours, that an import failed for; None for any other error."""
    while isinstance(error, ImportError):
        if isinstance(error, ModuleNotFoundError) and error.name and not error.name.startswith("zeroshot"):
            return error.name
        error = error.__cause__
    return None


def _usage_sentence(error: CycloptsError) -> str:
    command = " ".join(["zeroshot", *(error.command_chain or ())])
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        missing = f"a value after {error.keyword}" if error.keyword else error.argument.name
        return f"`{command}` needs {missing}; `{command} --help` shows how it is used"
    if isinstance(error, UnusedCliTokensError) and error.unused_tokens:
        words = " ".join(error.unused_tokens)
        return (
            f'there is no use for "{words}": several values of one option are joined by commas, such as '
            f"--shots 1a,2b; `{command} --help` lists what it takes"
        )
    message = " ".join(str(error).split()).rstrip(".")
    return f"{message[:1].lower()}{message[1:]}; `{command} --help` lists what it takes"


def _without_command(
    *words: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    screenshot: Annotated[
        Path | None, Parameter(help="Draw the window, save a picture of it to this file, and leave.")
    ] = None,
) -> int:
    """Open the desktop app, on a scene file or an empty scene; or say that a command does not exist."""
    first = words[0] if words else ""
    if len(words) <= 1 and (not first or first.endswith(".json")):
        return _open_app(Path(first) if first else None, screenshot=screenshot)
    kind = "option" if first.startswith("-") else "command"
    known = [*(COMMANDS if kind == "command" else ()), "--help", "--version"]
    print_faults(
        [f'there is no {kind} "{first}"{did_you_mean(first, known)}; `zeroshot --help` lists them all']
    )
    return BAD_INPUT


def _open_app(scene: Path | None, *, screenshot: Path | None) -> int:
    if screenshot is None:
        from zeroshot.gui.display import require_display

        require_display(str(scene or "SCENE"))  # before Qt is loaded, which takes a while
    from zeroshot.desk.darkroom.start import start_early

    started = start_early(scene)  # they make ready to draw while Qt is loaded here
    from zeroshot.gui.app import run_app

    return run_app(scene, screenshot=screenshot, started=started)


def _silence_stdout() -> None:
    """Point stdout at nothing, since Python would fail once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
