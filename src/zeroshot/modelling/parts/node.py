"""A whole node from a page of numbers: hub, rack section on one side, short section on the other, two ends.

Built along X, the short side forward; a node that lies elsewhere says how by a turn and by words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.shapes import Rect, block
from zeroshot.modelling.parts.deck_window import BASE_M
from zeroshot.modelling.parts.ends import CLEAR_M, End, build_end
from zeroshot.modelling.parts.fittings import handrail, latch, sticker
from zeroshot.modelling.parts.hub import HUB_M, Hub, build_closeout, build_hub
from zeroshot.modelling.parts.hull import box_hull
from zeroshot.modelling.parts.rack_section import (
    PITCH_M,
    WALL_NAMES,
    WALLS,
    Section,
    bay_board,
    build_section,
)
from zeroshot.modelling.parts.racks import HALF_FACE_M
from zeroshot.modelling.parts.us_hatch import HATCH_M, VESTIBULE_M
from zeroshot.spatial import Array


@dataclass(frozen=True)
class Node:
    """The numbers of a node. short_m: the stretch without racks between the hub and the forward end."""

    name: str
    title: str
    sources: tuple[str, ...]
    hub: Hub
    section: Section
    short_m: float
    forward: End
    aft: End
    turn: Array = field(default_factory=lambda: np.eye(3))
    words: Mapping[str, str] = field(default_factory=dict)
    volume_m3: float | None = None

    @property
    def forward_m(self) -> float:
        """Return the distance from the hub's centre to the forward mating plane."""
        return HUB_M / 2 + self.short_m + self.forward.tunnel_m + VESTIBULE_M / 2

    @property
    def aft_m(self) -> float:
        """Return the distance from the hub's centre to the aft mating plane."""
        return HUB_M / 2 + self.section.length_m + self.aft.tunnel_m + VESTIBULE_M / 2

    @property
    def section_middle_m(self) -> float:
        """Return where along X the middle of the rack section lies."""
        return -HUB_M / 2 - self.section.length_m / 2


def start_node(node: Node) -> ModelDraft:
    """Build everything of a node but what only it has; build that inside ``draft.placed(node.turn, ...)``."""
    draft = ModelDraft(node.name, node.title, "module", "measured", node.sources, volume_m3=node.volume_m3)
    with draft.placed(node.turn, words=node.words):
        build_hub(draft, node.hub)
        with draft.placed(np.eye(3), (node.section_middle_m, 0.0, 0.0)):
            build_section(draft, node.section)
            _trims(draft, node)
        end = HUB_M / 2 + node.short_m
        build_closeout(draft, HUB_M / 2, end, node.hub)
        start = -HUB_M / 2 - node.section.length_m
        build_end(draft, board((end, 0, 0), (0, 1, 0), (0, 0, 1)), node.forward)
        build_end(draft, board((start, 0, 0), (0, -1, 0), (0, 0, 1)), node.aft)
        for name, x in (("forward", end), ("aft", start)):
            normal = (-1.0 if x > 0 else 1.0, 0.0, 0.0)
            draft.mark(
                f"wall-{name}", "wall", (x, 0.0, 0.0), direction=(0.0, 1.0, 0.0), normal=normal, label=name
            )
        _hull(draft, node)
    draft.dimensions_m = {
        "length_between_hatches": node.forward_m + node.aft_m - VESTIBULE_M,
        "hub_length": HUB_M,
        "port_depth": node.hub.port_m,
        "rack_section_length": node.section.length_m,
        "short_section_length": node.short_m,
        "rack_pitch": PITCH_M,
        "rack_face_half_distance": BASE_M,
        "rack_face_height": 2 * HALF_FACE_M,
        f"tunnel_{node.words.get('forward', 'forward')}_length": node.forward.tunnel_m,
        f"tunnel_{node.words.get('aft', 'aft')}_length": node.aft.tunnel_m,
        "tunnel_clear": CLEAR_M,
        "hatch_opening": HATCH_M,
    }
    return draft


def _trims(draft: ModelDraft, node: Node) -> None:
    """Dress what a section is longer than its racks: panels in the node's colour, with a rail."""
    section = node.section
    trim = section.length_m / 2 - section.bays * PITCH_M / 2
    for number, letter in enumerate(WALLS):
        for bay, toward in ((1, 1.0), (section.bays, -1.0)):
            b = bay_board(section, letter, bay)
            sign = toward * float(np.sign(b.right[0]))
            local = b.shifted(sign * (PITCH_M / 2 + trim / 2 + 0.015), 0.0)
            _trim(draft, local, trim / 2 - 0.03, number, node.hub)
            if letter in "SP" or sign < 0:
                handrail(draft, local, (0.0, 0.0), 0.762, h=0.024)


def _trim(draft: ModelDraft, local: Board, half: float, number: int, hub: Hub) -> None:
    s = draft.sculpture
    for i, (y0, y1) in enumerate(((-0.90, -0.34), (-0.32, 0.30), (0.32, 0.90))):
        tint = hub.tint if (i + number) % 2 else hub.pale
        block(s, local, (-half, y0, half, y1), -0.001, 0.024, tile=f"panel{(i + number) % 6}", tint=tint)
        latch(s, local, 0.0, y1 - 0.04, 0.024)
        sticker(s, local, f"placard{(i + number) % 4}", (0.0, y0 + 0.07), 0.024)


def _hull(draft: ModelDraft, node: Node) -> None:
    """The shell, with holes where hatches lead out."""
    reach = node.hub.port_m + VESTIBULE_M / 2 - 0.002
    low, high = (-node.aft_m + 0.002, -reach, -reach), (node.forward_m - 0.002, reach, reach)
    half, middle = HATCH_M / 2, (low[0] + high[0]) / 2
    opening = (-half, -half, half, half)
    holes: dict[str, list[Rect]] = {"forward": [opening], "aft": [opening]}
    for letter, port in node.hub.ports.items():
        if port.is_used:
            x = -middle * WALLS[letter][0][0]
            holes[WALL_NAMES[letter]] = [(x - half, -half, x + half, half)]
    box_hull(draft.sculpture, low, high, holes)
