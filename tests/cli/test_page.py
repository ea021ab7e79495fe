"""docs/commands.md and docs/moves.md say what the commands say of themselves."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from zeroshot import cli
from zeroshot.framing.moves.table import MOVES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "commands.md"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("command_page", ROOT / "tools" / "command_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "moves.md"])
def test_the_page_shows_what_is_said_today(tool: ModuleType, name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert tool.filled(page) == page, "run: python tools/command_page.py"


@pytest.mark.parametrize("move", MOVES)
def test_the_page_of_moves_explains_every_move(move: str) -> None:
    page = (ROOT / "docs" / "moves.md").read_text(encoding="utf-8")
    assert f"$ zeroshot moves {move}\n{move}" in page


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_the_page_shows_every_command(command: str) -> None:
    assert f"$ zeroshot {command} --help\nUsage: zeroshot {command}" in PAGE.read_text(encoding="utf-8")


def test_an_old_page_is_noticed(tool: ModuleType) -> None:
    assert "│ render" in tool.filled("```console\n$ zeroshot --help\nof yesterday\n```\n")
