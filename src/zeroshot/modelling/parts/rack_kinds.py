"""Every kind of rack front by name: what a recipe may ask for."""

from __future__ import annotations

from zeroshot.modelling.parts.bare_hardware import chamber_rack, optics_rack
from zeroshot.modelling.parts.deck_window import window_rack
from zeroshot.modelling.parts.rack_contents import bags, dials, glovebox, net, quilt
from zeroshot.modelling.parts.rack_facilities import (
    console,
    furnace,
    incubators,
    modules,
    oven,
    tall_doors,
)
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
from zeroshot.modelling.parts.rack_soft import bag_wall, big_bags, bungees, zip_front
from zeroshot.modelling.parts.rack_stores import cargo, drawers
from zeroshot.modelling.parts.racks import Builder

KINDS: dict[str, Builder] = {
    "bag-wall": bag_wall,
    "bags": bags,
    "big-bags": big_bags,
    "bungees": bungees,
    "cargo": cargo,
    "cells": cells,
    "chamber": chamber_rack,
    "console": console,
    "dials": dials,
    "drawers": drawers,
    "freezer": freezer,
    "furnace": furnace,
    "glovebox": glovebox,
    "incubators": incubators,
    "instruments": instruments,
    "lockers": lockers,
    "modules": modules,
    "net": net,
    "optics": optics_rack,
    "oven": oven,
    "oxygen": oxygen,
    "quilt": quilt,
    "screens": screens,
    "sheet": sheet,
    "tall-doors": tall_doors,
    "toilet": toilet,
    "treadmill": treadmill,
    "vents": vents,
    "water": water,
    "window": window_rack,
    "workstation": workstation,
    "zip-front": zip_front,
}
