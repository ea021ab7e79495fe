"""The recipe of Harmony, the second node, with its four crew quarters.

Frame: origin at the hub's centre, +X forward, +Y starboard, +Z deck. Racks and crew quarters are aft.
"""

from __future__ import annotations

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.parts.crew_quarters import BULGE_LENGTH_M, PASSAGE_M, crew_quarters
from zeroshot.modelling.parts.dressing import cable_run, mounted_laptop
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.hub import Hub, Port
from zeroshot.modelling.parts.node import Node, start_node
from zeroshot.modelling.parts.rack_section import Section, bay_board, code_of

HARMONY = Node(
    name="harmony",
    title="Harmony (node 2, crew quarters)",
    sources=(
        "NASA astrobee_media, interior mesh of Harmony, measured: hub 1.40, rack section about 3.0, 6.4 m "
        "in all, crew quarters that leave 1.58 × 1.58 m over 0.9 m",
        "The section is 2.98 and the tunnels 0.67 and 0.55 m, 6.35 m in all, and the ports lie 1.94 m from "
        "the axis, so that hubs and Columbus stand as in NASA's Astrobee simulation",
        "SAE 08ICES-0222: crew quarters the size of a rack; their doors and insides are estimates",
    ),
    hub=Hub(
        ports={
            "S": Port("TO COLUMBUS"),
            "P": Port("TO JPM"),
            "D": Port("NADIR PORT", is_used=False),
            "O": Port("TO PMA 3", is_used=False),
        },
        port_m=1.94,
        tint=color("#b9cbd8"),
        pale=color("#e6eaec"),
    ),
    section=Section(
        code="NOD2",
        racks={"S": ("vents", ""), "P": ("lockers", ""), "D": ("drawers", ""), "O": ("bags", "")},
        length_m=2.98,
        lamps_m=((0.95, 2.05), (0.95, 2.05)),
        rails={},
        first_bay=4,
    ),
    short_m=0.75,
    forward=End("forward", 0.67, "TO PMA 2"),
    aft=End("aft", 0.55, "TO LAB"),
    volume_m3=75.5,
)

OPEN_WALL = "S"
"""The wall whose crew quarters stands open."""


def build_harmony() -> ModelDraft:
    """Build Harmony."""
    draft = start_node(HARMONY)
    s, section = draft.sculpture, HARMONY.section
    with draft.placed(HARMONY.turn, (HARMONY.section_middle_m, 0.0, 0.0)):
        for letter in section.racks:
            code = code_of(draft, section, letter, 2)
            crew_quarters(draft, bay_board(section, letter, 2), code, is_open=letter == OPEN_WALL)
        mounted_laptop(s, bay_board(section, "P", 1), (0.1, 0.1), tile="earth")
        cable_run(s, bay_board(section, "S", 1), 0.70, -0.4, 0.8, seed=8)
    draft.dimensions_m["crew_quarters_passage"] = PASSAGE_M
    draft.dimensions_m["crew_quarters_passage_length"] = BULGE_LENGTH_M
    return draft


RECIPES = {"harmony": build_harmony}
