"""The recipe of the European laboratory Columbus.

Frame: origin at the middle of the rack section, parallel to the station: the hatch to Harmony is to port, and
racks stand forward, aft, deck and overhead. Bays count from the hatch.
"""

from __future__ import annotations

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.rack_module import PORT_END_FIRST, Cone, RackModule, build_rack_module
from zeroshot.modelling.parts.rack_section import Section

COLUMBUS = RackModule(
    name="columbus",
    title="Columbus (European laboratory)",
    accuracy="measured",
    sources=(
        "NASA astrobee_media, interior mesh of Columbus × 1.01: tunnel 0.95, racks 4.25, cone 0.6 m",
        "ESA: 16 rack bays, 75 m³, 6.871 × 4.477 m outside",
        "Rack fronts, colours and lumens are estimates",
    ),
    section=Section(
        code="COL1",
        racks={
            "S": ("glovebox", "dials", "optics", "lockers"),
            "P": ("freezer", "instruments", "chamber", "screens"),
            "D": ("drawers", "cells", "sheet", "vents"),
            "O": ("bags", "lockers", "instruments", "quilt"),
        },
        length_m=4.30,
        lamps_m=((0.42, 1.49, 2.55, 3.62), (0.80, 1.87, 2.93, 4.00)),
    ),
    ends=(End("forward", 0.95, "TO NODE 2"), Cone("aft", 0.60)),
    lie=PORT_END_FIRST,
    volume_m3=75.0,
)


def build_columbus() -> ModelDraft:
    """Build Columbus."""
    return build_rack_module(COLUMBUS)


RECIPES = {"columbus": build_columbus}
