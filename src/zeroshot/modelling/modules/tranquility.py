"""The recipe of Tranquility, the third node: air, water, toilet, exercise; the Cupola hangs under it.

Frame: origin at the hub's centre, parallel to the station. Its axis lies port to starboard, the hub to port,
the racks between the hub and Unity.
"""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.parts.dressing import cable_run, mounted_laptop
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.hub import Hub, Port
from zeroshot.modelling.parts.node import Node, start_node
from zeroshot.modelling.parts.rack_section import Section, bay_board

PORT_FIRST = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
"""What is built toward +X comes to lie to port."""

TRANQUILITY = Node(
    name="tranquility",
    title="Tranquility (node 3)",
    sources=(
        "NASA astrobee_media, interior mesh of Tranquility, measured, × 1.046: hub 1.40, rack section about "
        "2.9, about 6.2 m in all",
        "The section is 2.95 and the tunnels 0.84 and 0.55 m, 6.34 m in all, so that its hub stands 6.64 m "
        "to port of Unity's as in NASA's Astrobee simulation; ports 1.78 m from the axis, "
        "which puts the Cupola in its place",
        "Which equipment hangs where, colours and lumens are estimates",
    ),
    hub=Hub(
        ports={
            "S": Port("TO PMM"),
            "P": Port("TO BEAM", is_used=False),
            "D": Port("TO CUPOLA"),
            "O": Port("NO EXIT", is_used=False),
        },
        port_m=1.78,
        tint=color("#aebfcb"),
        pale=color("#e4e8ea"),
    ),
    section=Section(
        code="NOD3",
        racks={
            "S": ("toilet", "water"),
            "P": ("oxygen", "vents"),
            "D": ("treadmill", "drawers"),
            "O": ("bags", "instruments"),
        },
        length_m=2.95,
        lamps_m=((0.94, 2.01), (0.94, 2.01)),
        first_bay=4,
    ),
    short_m=0.60,
    forward=End("forward", 0.55, "BISHOP"),
    aft=End("aft", 0.84, "TO NODE 1"),
    turn=PORT_FIRST,
    words={"forward": "port", "aft": "starboard", "starboard": "forward", "port": "aft"},
)


def build_tranquility() -> ModelDraft:
    """Build Tranquility."""
    draft = start_node(TRANQUILITY)
    s, section = draft.sculpture, TRANQUILITY.section
    middle = TRANQUILITY.turn @ np.array([TRANQUILITY.section_middle_m, 0.0, 0.0])
    with draft.placed(TRANQUILITY.turn, middle, words=TRANQUILITY.words):
        mounted_laptop(s, bay_board(section, "P", 2), (0.1, 0.1), tile="screen2")
        cable_run(s, bay_board(section, "S", 1), 0.70, -0.4, 1.6, seed=8)
        cable_run(s, bay_board(section, "P", 2), 0.70, -0.4, 1.4, seed=9)
    return draft


RECIPES = {"tranquility": build_tranquility}
