"""The recipe of the European laboratory Columbus.

Frame: origin at the middle of the rack section, +X forward, +Y starboard, +Z deck; its axis runs port to
starboard, its hatch leads port to Harmony. Bays count from the hatch.
"""

from __future__ import annotations

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.parts.cones import ConeEnd
from zeroshot.modelling.parts.dressing import cable_run, mounted_laptop, strapped_bag
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.rack_module import RackModule, build_rack_module
from zeroshot.modelling.parts.restraints import foot_loops

COLUMBUS = RackModule(
    name="columbus",
    title="Columbus (European laboratory)",
    prefix="COL1",
    accuracy="measured",
    sources=(
        "NASA astrobee_media, interior mesh of Columbus, measured, × 1.01: tunnel 0.95, racks 4.25 m",
        "ESA, Columbus: 16 rack bays, 75 m³",
        "collectSPACE: hatch opening 50 in",
        "Rack fronts, colours, places of lamps and lumens are estimates",
    ),
    volume_m3=75.0,
    ahead="port",
    section_m=4.27,
    racks={
        "forward": ("modules", "glovebox", "instruments", "tall-doors"),
        "aft": ("incubators", "chamber", "modules", "lockers"),
        "deck": ("drawers", "vents", "sheet", "cells"),
        "overhead": ("lockers", "tall-doors", "dials", "bags"),
    },
    lamps_m=((0.55, 1.62, 2.68, 3.75), (0.55, 1.62, 2.68, 3.75)),
    ends=(
        End("forward", 0.95, "TO NODE 2", color("#3d6f96")),
        ConeEnd("aft", 0.60, "panels", tint=color("#e2e6ea")),
    ),
    wash=color("#d3dee9"),
    band=color("#3f6d92"),
    front_rails=(
        ("forward", 2, -0.64, 0.762),
        ("aft", 3, -0.64, 0.762),
        ("overhead", 2, 0.60, 0.546),
        ("deck", 3, -0.60, 0.762),
    ),
    dimensions_m={"interior_length": 0.95 + 4.27 + 0.60},
)


def build_columbus() -> ModelDraft:
    """Build Columbus."""
    draft = build_rack_module(COLUMBUS)
    s, bay = draft.sculpture, COLUMBUS.bay
    with COLUMBUS.standing(draft):
        mounted_laptop(s, bay("forward", 3), (0.1, 0.1), tile="screen1")
        mounted_laptop(s, bay("aft", 3), (-0.12, 0.0), tile="screen2")
        cable_run(s, bay("forward", 3), 0.685, -1.4, 1.4, seed=13)
        cable_run(s, bay("aft", 2), 0.685, -0.9, 1.9, seed=14)
        strapped_bag(s, bay("deck", 1), (-0.3, 0.1, 0.2, 0.52), seed=16)
        foot_loops(draft, bay("forward", 2), (0.0, 0.76), h=0.02)
        foot_loops(draft, bay("aft", 2), (0.0, 0.76), h=0.02)
    return draft


RECIPES = {"columbus": build_columbus}
