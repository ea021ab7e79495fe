"""A whole module of racks from a page of numbers: section, two ends, shell, and what people leave about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from zeroshot.modelling.kit.frames import board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.parts.cones import build_cone
from zeroshot.modelling.parts.deck_window import BASE_M
from zeroshot.modelling.parts.dressing import cable_run, mounted_laptop, strapped_bag
from zeroshot.modelling.parts.ends import CLEAR_M, End, build_end
from zeroshot.modelling.parts.fittings import handrail
from zeroshot.modelling.parts.hull import box_hull
from zeroshot.modelling.parts.rack_section import PITCH_M, Section, bay_board, build_section
from zeroshot.modelling.parts.racks import HALF_FACE_M
from zeroshot.modelling.parts.us_hatch import HATCH_M, VESTIBULE_M
from zeroshot.spatial import Array


@dataclass(frozen=True)
class Cone:
    """A blind end. name: the direction it closes. depth_m: from the last rack to the bulkhead."""

    name: str
    depth_m: float


@dataclass(frozen=True)
class Lie:
    """How a module built along X lies in its own frame: a turn, and what its directions are called."""

    turn: Array = field(default_factory=lambda: np.eye(3))
    words: Mapping[str, str] = field(default_factory=dict)


ALONG_X = Lie()
PORT_END_FIRST = Lie(
    np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
    {"forward": "port", "aft": "starboard", "starboard": "forward", "port": "aft"},
)
"""The end built first, along +X, lies to port."""
STARBOARD_END_FIRST = Lie(
    np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
    {"forward": "starboard", "aft": "port", "starboard": "aft", "port": "forward"},
)
DECK_END_FIRST = Lie(
    np.array([[0.0, 0.0, -1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]),
    {"forward": "deck", "aft": "overhead", "deck": "aft", "overhead": "forward"},
)
LIES = {"x": ALONG_X, "port": PORT_END_FIRST, "starboard": STARBOARD_END_FIRST, "deck": DECK_END_FIRST}


@dataclass(frozen=True)
class RackModule:
    """The numbers of a module of racks. ends: at +X and at −X, an End with its hatch or a Cone."""

    name: str
    title: str
    accuracy: str
    sources: tuple[str, ...]
    section: Section
    ends: tuple[End | Cone, End | Cone]
    lie: Lie = ALONG_X
    volume_m3: float | None = None


def build_rack_module(module: RackModule) -> ModelDraft:
    """Build a module from its numbers."""
    draft = ModelDraft(
        module.name, module.title, "module", module.accuracy, module.sources, volume_m3=module.volume_m3
    )
    section, half = module.section, module.section.length_m / 2
    with draft.placed(module.lie.turn, words=module.lie.words):
        build_section(draft, section)
        for sign, end in zip((1.0, -1.0), module.ends, strict=True):
            build_either_end(draft, sign, half, end)
        dress(draft, section)
        lengths = [depth_of(end) for end in module.ends]
        holes = {
            name: [(-HATCH_M / 2, -HATCH_M / 2, HATCH_M / 2, HATCH_M / 2)]
            for name, end in zip(("forward", "aft"), module.ends, strict=True)
            if isinstance(end, End)
        }
        box_hull(draft.sculpture, (-half - lengths[1], -1.6, -1.6), (half + lengths[0], 1.6, 1.6), holes)
    draft.dimensions_m = {
        "rack_section_length": section.length_m,
        "rack_pitch": PITCH_M,
        "rack_face_half_distance": BASE_M,
        "rack_face_height": 2 * HALF_FACE_M,
        "tunnel_clear": CLEAR_M,
        "hatch_opening": HATCH_M,
        **{f"{draft_word(module, end)}_length": length_of(end) for end in module.ends},
    }
    return draft


def build_either_end(draft: ModelDraft, sign: float, half_length: float, end: End | Cone) -> None:
    """Build an end at +X (sign 1) or −X (−1) of a section of a half length."""
    wall = board((sign * half_length, 0, 0), (0, sign, 0), (0, 0, 1))
    if isinstance(end, End):
        build_end(draft, wall, end)
    else:
        build_cone(draft, wall, end.name, end.depth_m)


def depth_of(end: End | Cone) -> float:
    """Return how far an end reaches beyond its section: to the mating plane or behind the cone."""
    return end.tunnel_m + VESTIBULE_M / 2 - 0.002 if isinstance(end, End) else end.depth_m + 0.05


def length_of(end: End | Cone) -> float:
    """Return the length of an end without its vestibule, metres."""
    return end.tunnel_m if isinstance(end, End) else end.depth_m


def draft_word(module: RackModule, end: End | Cone) -> str:
    """Return what the dimensions call an end, such as tunnel_port."""
    kind = "tunnel" if isinstance(end, End) else "cone"
    return f"{kind}_{module.lie.words.get(end.name, end.name)}"


def dress(draft: ModelDraft, section: Section) -> None:
    """Leave laptops, cables and bags about, and hang rails lengthwise, differently in every module."""
    s, rng = draft.sculpture, dice(f"dress {draft.name}")
    for letter, y in (("P", 0.685), ("S", 0.685), ("O", -0.885)):
        bay = 1 + int(rng.integers(section.bays))
        reach = min(1.5, (section.bays - 0.6) * PITCH_M / 2)
        centre = bay_board(section, letter, 1).shifted((section.bays - 1) * PITCH_M / 2 * _along(letter), 0.0)
        cable_run(s, centre, y, -reach, reach, seed=int(rng.integers(99)))
        if letter != "O":
            place = (float(rng.uniform(-0.15, 0.15)), float(rng.uniform(0.1, 0.45)))
            mounted_laptop(s, bay_board(section, letter, bay), place, tile=f"screen{int(rng.integers(3))}")
    for letter in "DO":
        bay = 1 + int(rng.integers(section.bays))
        x = float(rng.uniform(-0.4, -0.1))
        strapped_bag(s, bay_board(section, letter, bay), (x, -0.2, x + 0.47, 0.2), seed=bay)
    for letter in "SP":
        for bay in range(1, section.bays + 1, 2):
            y = float(rng.choice([-0.62, 0.60]))
            handrail(draft, bay_board(section, letter, bay), (0.0, y), 0.762, along_y=False, h=0.03)


def _along(letter: str) -> float:
    """Return which way the bays of a wall run on their boards: aft is to the right or to the left."""
    return 1.0 if letter == "S" else -1.0
