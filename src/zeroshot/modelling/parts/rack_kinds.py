"""Every kind of rack front by name: what a recipe may ask for."""

from __future__ import annotations

from zeroshot.modelling.parts.bare_hardware import chamber_rack, optics_rack
from zeroshot.modelling.parts.deck_window import window_rack
from zeroshot.modelling.parts.rack_contents import bags, dials, glovebox, net, quilt
from zeroshot.modelling.parts.rack_fronts import (
    cells,
    freezer,
    instruments,
    lockers,
    screens,
    sheet,
    vents,
    workstation,
)
from zeroshot.modelling.parts.rack_life import oxygen, toilet, treadmill, water
from zeroshot.modelling.parts.rack_stores import cargo, drawers
from zeroshot.modelling.parts.racks import Builder

KINDS: dict[str, Builder] = {
    "bags": bags,
    "cargo": cargo,
    "cells": cells,
    "chamber": chamber_rack,
    "dials": dials,
    "drawers": drawers,
    "freezer": freezer,
    "glovebox": glovebox,
    "instruments": instruments,
    "lockers": lockers,
    "net": net,
    "optics": optics_rack,
    "oxygen": oxygen,
    "quilt": quilt,
    "screens": screens,
    "sheet": sheet,
    "toilet": toilet,
    "treadmill": treadmill,
    "vents": vents,
    "water": water,
    "window": window_rack,
    "workstation": workstation,
}
