"""Limbs as they often are, for the recipes."""

from __future__ import annotations

from posing import Arm, Leg

FLOAT = Leg()
FLOAT_MORE = Leg((60, 8, -4), 64, 24)
FLOAT_LESS = Leg((42, 6, -4), 40, 24)
TRAIL = Leg((10, 5, 0), 22, 40)
TRAIL_BENT = Leg((24, 6, 0), 50, 38)
LONG = Leg((2, 4, 0), 6, 44)
LOOPS = Leg((32, 9, -6), 44, 2, toes=0)
LOOPS_BENT = Leg((48, 9, -6), 56, -4, toes=0)

DRIFT = Arm((36, 35, 38), 58, (8, 0, -38))
DRIFT_LOW = Arm((24, 30, 30), 44, (6, 0, -30))
DRIFT_HIGH = Arm((62, 34, 30), 66, (10, 0, -40))
DRIFT_OUT = Arm((30, 56, 20), 50, (6, 0, -30))
