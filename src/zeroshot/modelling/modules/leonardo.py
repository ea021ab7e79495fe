"""The recipe of Leonardo, the storeroom of the American segment.

Frame: origin at the middle of the rack section, parallel to the station; the hatch to Tranquility is aft.
"""

from __future__ import annotations

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.rack_module import Cone, RackModule, build_rack_module
from zeroshot.modelling.parts.rack_section import Section

LEONARDO = RackModule(
    name="leonardo",
    title="Leonardo (storeroom, PMM)",
    accuracy="published",
    sources=(
        "NASA: 16 rack bays, 6.61 × 4.50 m outside, 4.21 m inside, 76.7 m³ pressurised, 31.0 m³ habitable",
        "Cross-section as measured in Destiny; ends as measured in Columbus: no mesh of Leonardo was found",
        "Stowage, colours and lumens are estimates",
    ),
    section=Section(
        code="PMM1",
        racks={
            "S": ("bags", "cargo", "net", "drawers"),
            "P": ("cargo", "lockers", "bags", "quilt"),
            "D": ("net", "bags", "cargo", "bags"),
            "O": ("quilt", "cargo", "bags", "net"),
        },
        length_m=4.30,
        lamps_m=((0.53, 2.66), (1.60, 3.73)),
    ),
    ends=(Cone("forward", 0.60), End("aft", 0.95, "TO NODE 3")),
    volume_m3=76.7,
)


def build_leonardo() -> ModelDraft:
    """Build Leonardo."""
    return build_rack_module(LEONARDO)


RECIPES = {"leonardo": build_leonardo}
