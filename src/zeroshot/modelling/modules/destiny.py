"""The recipe of the US laboratory Destiny.

Frame: origin at the middle of the rack section, +X forward, +Y starboard, +Z deck. Bays count from forward.
"""

from __future__ import annotations

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.parts.dressing import cable_run, mounted_laptop, strapped_bag
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.rack_module import RackModule, build_rack_module
from zeroshot.modelling.parts.restraints import foot_loops

DESTINY = RackModule(
    name="destiny",
    title="Destiny (US laboratory)",
    prefix="LAB1",
    accuracy="measured",
    sources=(
        "NASA astrobee_media, interior mesh of Destiny, measured: profile, lengths, luminaires, handrails",
        "Boeing, Destiny: 24 rack bays; spaceandtech: rack front 73 × 42 in",
        "collectSPACE: hatch opening 50 in; published: deck window 20 in",
        "Rack fronts, colours and lumens are estimates; the pressurised volume is recalled, not measured",
    ),
    volume_m3=106.0,
    section_m=6.45,
    # An arrangement of our own, in the manner of the real one.
    racks={
        "starboard": ("dials", "freezer", "vents", "chamber", "optics", "screens"),
        "port": ("quilt", "net", "instruments", "lockers", "screens", "glovebox"),
        "deck": ("sheet", "vents", "window", "cells", "cargo", "drawers"),
        "overhead": ("bags", "instruments", "sheet", "lockers", "workstation", "sheet"),
    },
    # Measured on NASA's Destiny mesh.
    lamps_m=((0.34, 1.40, 2.47, 3.54, 4.61, 5.68), (0.78, 1.84, 2.91, 3.98, 5.04, 6.12)),
    ends=(End("forward", 0.95, "TO NODE 2"), End("aft", 1.0, "TO NODE 1")),
    front_rails=(
        ("starboard", 1, -0.62, 0.762),
        ("starboard", 5, 0.62, 0.762),
        ("port", 2, -0.60, 0.762),
        ("port", 6, -0.62, 0.762),
        ("overhead", 3, 0.60, 0.546),
        ("deck", 1, 0.62, 0.762),
    ),
)


def build_destiny() -> ModelDraft:
    """Build Destiny."""
    draft = build_rack_module(DESTINY)
    s, bay = draft.sculpture, DESTINY.bay
    mounted_laptop(s, bay("port", 4), (0.12, 0.16), tile="screen2")
    mounted_laptop(s, bay("starboard", 2), (-0.2, 0.52), tile="screen1")
    mounted_laptop(s, bay("deck", 1), (0.1, -0.4), tile="screen0")
    cable_run(s, bay("port", 3), 0.685, -1.5, 1.5, seed=3)
    cable_run(s, bay("starboard", 2), 0.685, -0.9, 1.5, seed=4)
    cable_run(s, bay("overhead", 3), -0.885, -1.9, 0.9, seed=5)
    strapped_bag(s, bay("overhead", 6), (-0.30, -0.25, 0.20, 0.17), seed=6)
    strapped_bag(s, bay("deck", 2), (-0.05, 0.35, 0.42, 0.75), seed=7)
    foot_loops(draft, bay("port", 5), (0.0, 0.76), h=0.02)
    foot_loops(draft, bay("starboard", 6), (0.0, 0.76), h=0.02)
    foot_loops(draft, bay("deck", 6), (0.0, 0.40), h=0.03)
    return draft


RECIPES = {"destiny": build_destiny}
