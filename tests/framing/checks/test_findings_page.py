"""The page of findings names every kind that the code can give, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
CHECKS = ROOT / "src" / "zeroshot" / "framing" / "checks"


def kinds_in_code() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in CHECKS.glob("*.py"))
    given = re.findall(r'Finding\(\s*(?:"\w+"(?: if [\w .>]+ else "\w+")?|severity),\s*"([a-z-]+)"', text)
    given += re.findall(r'_inside\("([a-z-]+)"', text)
    return {*given, *(f"camera-in-{what}" for what in ("wall", "prop", "person"))}


def kinds_on_page() -> set[str]:
    page = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    return {kind for row in rows for kind in re.findall(r"`([a-z-]+)`", row)}


def test_every_kind_is_on_the_page() -> None:
    assert len(kinds_in_code()) >= 25
    assert kinds_on_page() == kinds_in_code()
