"""Which lamps of a module burn, in words: by group where a whole group burns alike, else by lamp."""

from __future__ import annotations

from zeroshot.framing.light.lamps import LUMINAIRE, level_of
from zeroshot.framing.places.points import StagedModel
from zeroshot.scene.document import Module


def switch_words(staged: StagedModel) -> str | None:
    """Say how the lamps of a module are switched: "all on", "ceiling 40 %, hub off"; None without lamps."""
    levels = lamp_levels(staged)
    if not levels:
        return None
    if len(set(levels.values())) == 1:
        return f"all {_level_words(next(iter(levels.values())))}"
    points = staged.model.facts.points
    groups: dict[str, dict[str, float]] = {}
    for name, level in levels.items():
        groups.setdefault(points[name].group or name, {})[name] = level
    said = []
    for group, lamps in groups.items():
        alike = len(set(lamps.values())) == 1
        shown = {group: next(iter(lamps.values()))} if alike else lamps
        said += [f"{name} {_level_words(level)}" for name, level in shown.items()]
    return ", ".join(said)


def lamp_levels(staged: StagedModel) -> dict[str, float]:
    """Return how bright each built-in lamp of a module or prop is switched, 0 to 1, by its name."""
    switches = staged.item.lights if isinstance(staged.item, Module) else None
    points = staged.model.facts.points.items()
    return {
        name: level_of(name, point.group, switches or {}) for name, point in points if point.kind == LUMINAIRE
    }


def _level_words(level: float) -> str:
    if level in (0.0, 1.0):
        return "on" if level else "off"
    return f"{level * 100.0:.0f} %"
