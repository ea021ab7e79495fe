"""Assemblies that a set may name: the whole station or half of it. Names only; the library places them.

Ids of an assembly's modules are the names of their models, so that a scene may anchor a hand to
``destiny/handrail-12`` without listing a single module.
"""

from __future__ import annotations

USOS = (
    "pma",
    "unity",
    "quest",
    "tranquility",
    "cupola",
    "leonardo",
    "destiny",
    "harmony",
    "columbus",
    "kibo",
    "kibo-logistics",
)
RUSSIAN_SEGMENT = ("zarya", "zvezda", "poisk", "nauka", "prichal", "rassvet", "soyuz")

ASSEMBLIES: dict[str, tuple[str, ...]] = {
    "station": (*USOS, *RUSSIAN_SEGMENT),
    "usos": USOS,
    "russian-segment": RUSSIAN_SEGMENT,
}
"""By name, the ids of the modules. Source: the topology of 2024, as NASA's pages on the modules give it."""
