"""The recipe of Kibo's logistics module, which stands overhead of Kibo.

Frame: origin at the middle of the rack section, parallel to the station; the hatch to Kibo is deckward.
"""

from __future__ import annotations

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.rack_module import DECK_END_FIRST, Cone, RackModule, build_rack_module
from zeroshot.modelling.parts.rack_section import Section

KIBO_LOGISTICS = RackModule(
    name="kibo-logistics",
    title="Kibo logistics module (JLP)",
    accuracy="published",
    sources=(
        "NASA, Kibo data sheet: 3.9 × 4.4 m outside, 8 racks",
        "Cross-section as measured in Destiny and Kibo: no mesh of the logistics module was found",
        "Stowage, colours and lumens are estimates",
    ),
    section=Section(
        code="JLP1",
        racks={
            "S": ("bags", "drawers"),
            "P": ("net", "cargo"),
            "D": ("cargo", "lockers"),
            "O": ("quilt", "bags"),
        },
        length_m=2.16,
        lamps_m=((0.53,), (1.60,)),
    ),
    ends=(End("forward", 0.62, "TO JPM"), Cone("aft", 0.42)),
    lie=DECK_END_FIRST,
)


def build_kibo_logistics() -> ModelDraft:
    """Build Kibo's logistics module."""
    return build_rack_module(KIBO_LOGISTICS)


RECIPES = {"kibo-logistics": build_kibo_logistics}
