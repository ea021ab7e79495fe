"""The recipe of Unity, the first node: where the American and the Russian segment meet.

Frame: origin at the hub's centre, +X forward, +Y starboard, +Z deck. The racks are aft of the hub.
"""

from __future__ import annotations

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.parts.dressing import cable_run, mounted_laptop, strapped_bag
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.hub import Hub, Port
from zeroshot.modelling.parts.node import Node, start_node
from zeroshot.modelling.parts.rack_section import Section, bay_board

UNITY = Node(
    name="unity",
    title="Unity (node 1)",
    sources=(
        "NASA astrobee_media, interior mesh of Unity, measured: hub 1.40, ports 1.75 from the axis, "
        "sections 1.75 and 0.75, 5.19 m in all",
        "Tunnels are 0.55 and 0.645 m, 5.10 m in all, so that with Destiny between them Unity's and "
        "Harmony's hubs stand 15.43 m apart as in NASA's Astrobee simulation",
        "Salmon paint: a visitor's report; equipment, lumens and rack numbers are estimates",
    ),
    hub=Hub(
        ports={
            "S": Port("TO AIRLOCK"),
            "P": Port("TO NODE 3"),
            "D": Port("NADIR PORT", is_used=False),
            "O": Port("Z1", is_used=False),
        },
        port_m=1.75,
        tint=color("#e3b9a6"),
        pale=color("#f0ded4"),
    ),
    section=Section(
        code="NOD1",
        racks={"S": ("lockers",), "P": ("bags",), "D": ("cargo",), "O": ("sheet",)},
        length_m=1.75,
        lamps_m=((0.875,), (0.875,)),
        first_bay=4,
    ),
    short_m=0.75,
    forward=End("forward", 0.55, "TO LAB"),
    aft=End("aft", 0.645, "TO PMA 1 · FGB"),
)


def build_unity() -> ModelDraft:
    """Build Unity."""
    draft = start_node(UNITY)
    s, section = draft.sculpture, UNITY.section
    with draft.placed(UNITY.turn, (UNITY.section_middle_m, 0.0, 0.0)):
        mounted_laptop(s, bay_board(section, "S", 1), (-0.1, 0.1), tile="screen2")
        strapped_bag(s, bay_board(section, "P", 1), (-0.3, 0.1, 0.2, 0.5), seed=3)
        cable_run(s, bay_board(section, "O", 1), -0.885, -0.8, 0.8, seed=5)
        cable_run(s, bay_board(section, "S", 1), 0.70, -0.8, 0.8, seed=6)
    return draft


RECIPES = {"unity": build_unity}
