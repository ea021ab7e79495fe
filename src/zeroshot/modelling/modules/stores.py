"""The recipes of the two stores: Leonardo, forward of Tranquility, and the logistics module over Kibo.

Frames: origin at the middle of the rack section, +X forward, +Y starboard, +Z deck. Leonardo's hatch leads
aft, the logistics module's leads deck. Bays count from the hatch.
"""

from __future__ import annotations

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.parts.cones import ConeEnd
from zeroshot.modelling.parts.dressing import strapped_bag
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.rack_module import RackModule, build_rack_module

LEONARDO = RackModule(
    name="leonardo",
    title="Leonardo (permanent store)",
    prefix="PMM1",
    accuracy="published",
    sources=(
        "NASA, Leonardo: 16 racks, 6.61 m long outside, 4.21 m wide inside, 76.7 m³ pressurised",
        "Profile of the rack section as measured on NASA's meshes of Destiny and Columbus",
        "Depth of the cones, arrangement, colours and lumens are estimates",
    ),
    volume_m3=76.7,
    ahead="aft",
    section_m=4.30,
    racks={
        "port": ("bag-wall", "big-bags", "zip-front", "bungees"),
        "starboard": ("big-bags", "bag-wall", "cargo", "bag-wall"),
        "deck": ("bag-wall", "cargo", "big-bags", "bag-wall"),
        "overhead": ("zip-front", "bag-wall", "bags", "bungees"),
    },
    lamps_m=((0.55, 1.62, 2.68, 3.75), (0.55, 1.62, 2.68, 3.75)),
    ends=(
        End("forward", 0.85, "TO NODE 3"),
        ConeEnd("aft", 0.75, "bags", tint=color("#dcdad2")),
    ),
    wash=color("#f4f1e8"),
    front_rails=(("port", 2, -0.60, 0.546), ("starboard", 3, -0.60, 0.546)),
    dimensions_m={"interior_length": 0.85 + 4.30 + 0.75},
)

LOGISTICS = RackModule(
    name="kibo-logistics",
    title="Kibo logistics module (JLP)",
    prefix="JLP1",
    accuracy="published",
    sources=(
        "NASA, Kibo fact sheet: logistics module 3.9 m long and 4.4 m wide outside; 8 racks",
        "Profile of the rack section as measured on NASA's mesh of Kibo",
        "Depth of tunnel and cone, arrangement, colours and lumens are estimates",
    ),
    ahead="deck",
    floor="forward",
    section_m=2.20,
    racks={
        "forward": ("bag-wall", "zip-front"),
        "aft": ("big-bags", "bag-wall"),
        "port": ("bungees", "bag-wall"),
        "starboard": ("cargo", "lockers"),
    },
    lamps_m=((0.60, 1.62), (0.60, 1.62)),
    ends=(
        End("forward", 0.75, "TO JPM", color("#8e979c")),
        ConeEnd("aft", 0.45, "bags", tint=color("#eceeef")),
    ),
    band=color("#8a9399"),
    dimensions_m={"interior_length": 0.75 + 2.20 + 0.45},
)


def build_leonardo() -> ModelDraft:
    """Build Leonardo."""
    draft = build_rack_module(LEONARDO)
    s, bay = draft.sculpture, LEONARDO.bay
    with LEONARDO.standing(draft):
        strapped_bag(s, bay("deck", 3), (-0.35, -0.2, 0.25, 0.3), seed=21)
        strapped_bag(s, bay("starboard", 1), (-0.3, -0.6, 0.2, -0.15), seed=22)
        strapped_bag(s, bay("overhead", 4), (-0.2, -0.3, 0.3, 0.2), seed=23)
        strapped_bag(s, bay("port", 3), (-0.25, 0.0, 0.25, 0.4), seed=24)
    return draft


def build_logistics() -> ModelDraft:
    """Build Kibo's logistics module."""
    draft = build_rack_module(LOGISTICS)
    with LOGISTICS.standing(draft):
        strapped_bag(draft.sculpture, LOGISTICS.bay("aft", 1), (-0.3, -0.2, 0.25, 0.25), seed=31)
        strapped_bag(draft.sculpture, LOGISTICS.bay("port", 2), (-0.25, 0.1, 0.25, 0.5), seed=32)
    return draft


RECIPES = {"leonardo": build_leonardo, "kibo-logistics": build_logistics}
