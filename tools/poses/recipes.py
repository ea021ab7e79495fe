"""Read the recipes: ``recipes/GROUP.toml``, in words of the body, and ``limbs.toml`` for limbs by name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from words import Arm, Hand, Leg, Recipe, Thing

FOLDER = Path(__file__).with_name("recipes")


def read_recipes(group: str) -> Iterator[Recipe]:
    """Yield the recipes of a group, in the order of the file."""
    for name, row in _read(group).items():
        things = tuple(Thing(**_tuples(thing)) for thing in row.pop("things", ()))
        limbs = {
            "right": _arm(row.pop("right")),
            "left": _arm(row.pop("left", None)),
            "right_leg": _leg(row.pop("right_leg")),
            "left_leg": _leg(row.pop("left_leg", None)),
        }
        yield Recipe(name=name, **limbs, things=things, **_tuples(row))


def _read(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _tuples(row: dict) -> dict:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _arm(said: str | dict | None) -> Arm | Hand | None:
    if said is None:
        return None
    row = _tuples(_read("limbs")[said] if isinstance(said, str) else said)
    return Hand(**row) if "at" in row else Arm(**row)


def _leg(said: str | dict | None) -> Leg | None:
    if said is None:
        return None
    row = _tuples(_read("limbs")[said] if isinstance(said, str) else said)
    return Leg(**row)
