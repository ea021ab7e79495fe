"""The recipe of the Japanese laboratory Kibo.

Frame: origin at the middle of the rack section, +X forward, +Y starboard, +Z deck; its axis runs port to
starboard, its hatch leads starboard to Harmony, another overhead to the logistics module. Bays count from
the hatch.
"""

from __future__ import annotations

from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.parts.dressing import cable_run, mounted_laptop, strapped_bag
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.port_zone import PortZone, build_port_zone, hull_of
from zeroshot.modelling.parts.rack_module import RackModule, build_rack_module
from zeroshot.modelling.parts.rack_section import PITCH_M
from zeroshot.modelling.parts.restraints import foot_loops
from zeroshot.modelling.parts.us_hatch import VESTIBULE_M

SCALE = 1.02
"""What NASA's mesh of Kibo is to be multiplied by, so that its racks are 1.067 m apart."""

SECTION_M, TUNNEL_M, ZONE_M = 6.35 * SCALE, 0.80 * SCALE, 2.40 * SCALE
_HALF = SECTION_M / 2

ZONE = PortZone(
    start_m=-_HALF,
    stop_m=-_HALF - ZONE_M,
    half_width_m=2.86 * SCALE / 2,
    floor_m=1.165,
    ceiling_m=1.124,
    ceiling_from_m=-2.0 * PITCH_M,
    hatch_at_m=-3.72,
    shaft_m=1.78,
    airlock_m=(1.05, 1.18, 0.40),
    window_m=0.50,
    windows_at_m=(0.52, 0.55),
)
"""Measured on NASA's mesh × 1.02, but for the windows, whose place and size are estimates."""

KIBO = RackModule(
    name="kibo",
    title="Kibo (Japanese laboratory)",
    prefix="JPM1",
    accuracy="measured",
    sources=(
        "NASA astrobee_media, interior mesh of Kibo, measured, × 1.02: tunnel, racks, port zone",
        "NASA, Kibo fact sheet: 11.2 m long and 4.4 m wide outside, 23 racks",
        "Dempsey (NASA), Operating an Outpost: two windows in the port bulkhead",
        "Window size and place, rack fronts, colours and lumens are estimates; the volume is recalled",
    ),
    volume_m3=155.0,
    ahead="starboard",
    section_m=SECTION_M,
    racks={
        "forward": ("lockers", "furnace", "modules", "bag-wall", "incubators", "console"),
        "aft": ("tall-doors", "oven", "freezer", "instruments", "glovebox", "drawers"),
        "deck": ("sheet", "cells", "vents", "drawers", "tall-doors", "bag-wall"),
        "overhead": ("zip-front", "lockers", "dials", "bags", "sheet", "open"),
    },
    lamps_m=((0.60, 2.45, 4.25, 6.05), (1.50, 3.35, 5.15)),
    ends=(End("forward", TUNNEL_M, "TO NODE 2", color("#4d7ea3")), None),
    wash=color("#fbfcff"),
    band=color("#8d979d"),
    front_rails=(
        ("forward", 3, -0.64, 0.762),
        ("aft", 2, -0.66, 0.762),
        ("aft", 4, 0.60, 0.762),
        ("overhead", 2, 0.62, 0.762),
        ("deck", 4, -0.62, 0.762),
    ),
    sink_m={"forward": 0.032, "aft": 0.034, "overhead": 0.045, "deck": 0.004},
    dimensions_m={
        "port_zone_length": ZONE_M,
        "port_zone_width": 2 * ZONE.half_width_m,
        "airlock_diameter": ZONE.airlock_m[0],
        "airlock_length": 1.80,
        "airlock_axis_toward_deck": ZONE.airlock_m[2],
        "window_diameter": ZONE.window_m,
    },
)


def build_kibo() -> ModelDraft:
    """Build Kibo."""
    draft = build_rack_module(KIBO)
    s, bay = draft.sculpture, KIBO.bay
    with KIBO.standing(draft):
        build_port_zone(draft, ZONE)
        hull_of(draft, ZONE, _HALF + TUNNEL_M + VESTIBULE_M / 2 - 0.002)
        mounted_laptop(s, bay("forward", 4), (0.0, 0.12), tile="screen2")
        mounted_laptop(s, bay("aft", 3), (0.15, 0.25), tile="screen1")
        mounted_laptop(s, bay("aft", 6), (-0.1, 0.0), tile="screen0")
        cable_run(s, bay("forward", 3), 0.685, -1.9, 1.9, seed=41)
        cable_run(s, bay("aft", 4), 0.685, -1.5, 2.2, seed=42)
        strapped_bag(s, bay("deck", 2), (-0.1, 0.2, 0.4, 0.6), seed=43)
        strapped_bag(s, bay("overhead", 4), (-0.35, -0.2, 0.15, 0.2), seed=44)
        foot_loops(draft, bay("forward", 6), (0.0, 0.78), h=0.022)
        foot_loops(draft, bay("aft", 5), (0.0, 0.78), h=0.022)
        foot_loops(draft, bay("deck", 5), (0.0, 0.2), h=0.03)
    return draft


RECIPES = {"kibo": build_kibo}
