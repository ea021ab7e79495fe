"""The arrows between rooms point one way, and the rules that hold for every file."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "zeroshot"
JUNK_DRAWERS = {"utils", "helpers", "common", "misc", "manager", "tools"}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of pyproject.toml in a folder; imports inside functions count."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": "src"},
    )


def test_imports_point_one_way() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_arrow_is_found(tmp_path: Path) -> None:
    """The test above can fail: imports hidden in functions are reported, of rooms and of storeys."""
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "src/zeroshot/scene/sneaky.py").write_text("def f():\n    import zeroshot.framing\n")
    hidden = "def f():\n    import zeroshot.framing.staging\n"
    (tmp_path / "src/zeroshot/framing/planes/sneaky.py").write_text(hidden)
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert "zeroshot.scene.sneaky" in done.stdout
    assert "zeroshot.framing.planes.sneaky" in done.stdout


def test_no_junk_drawers() -> None:
    names = {path.stem for path in SOURCE.rglob("*") if "__pycache__" not in path.parts}
    assert not names & JUNK_DRAWERS


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_public_definitions_say_what_they_do(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent, f"{path.name}: no docstring on {', '.join(silent)}"
    assert not tree.body or ast.get_docstring(tree), f"{path.name} does not say what it owns"
