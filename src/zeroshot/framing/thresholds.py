"""From where on something counts as a finding: every threshold, with its reason; docs/findings.md has them.

What sizes, sides and angles mean is in `subjects`; when head directions share a plane, the scene says.
"""

from __future__ import annotations

SHORT_OF_REACH_M = 0.05
"""An anchor missed by more is an error: nobody can hold what is a hand's width away."""

UNSEEN_M = 0.005
"""A hand that misses what it holds by less is not told of: fingers give by as much."""

TOUCH_M = 0.02
"""A body may lie this deep in what it touches: flesh and cloth give, and the surface is measured to 5 mm.
Source: soft tissue over bone gives 1 to 2 cm at 10 kPa (Zheng & Mak 1999, IEEE Trans. Rehab. Eng. 7(1))."""

DEEP_M = 0.05
"""Deeper than this is an error, for the picture shows it: a foot is 7 cm high."""

THROUGH_SELF_M = 0.04
"""A limb this much deeper in one's own body than flesh gives way shows. No pose of the library is;
hands that lie on each other, as for CPR, come to 3.5 cm, since they are measured as bars."""

GRIP_M = 0.035
"""What an anchored hand or foot may be in: fingers close around a rail of 32 mm (NASA-STD-3001 vol. 2)."""

GRIP_REACH_M = 0.16
"""How far from its point an anchored hand or foot holds on: the length of a hand from the wrist."""

RIG_TOUCH_M = 0.005
"""A camera is hard: deeper than the measuring error is inside."""

RIG_CLEARANCE_M = 0.05
"""Less room than this around a camera is worth a note: a hand must pass to pull focus. A convention."""

LIMIT_RAD = 0.0175
"""A joint asked for less than a degree past its limit is at it."""

HIDDEN_SHARE, LOST_SHARE = 0.35, 0.05
"""Someone of whom less is visible reads as hidden; under the lower one, as not there. A convention of ours,
with a back that half covers a face (0.5) still a two-shot."""

JOINT_MARGIN = 0.03
"""A joint this near to the frame's edge, as a share of the picture's height, is cut there. Source: the rule
never to cut at the joints (Katz, Film Directing Shot by Shot, 1991); the share is a convention of ours."""

BLACK_LEVEL, BLACK_SHARE = 16.0, 0.98
"""A picture is black when this share of it is no brighter than so, of 255: video black (ITU-R BT.709)."""

BLACK_WHITE = 0.005
"""White paper that comes out darker than this, as a linear display value, is black: level 16 of 255."""

EXPOSURE_STOPS = 2.5
"""Farther off the meter than this, faces come out as no director means them by chance. A convention of ours:
grading brings back a stop or two."""

FLIP_DEG = 90.0
"""A head that turns farther in the picture across a cut is on the other side of the horizontal."""

JUMP_ANGLE_DEG, JUMP_SIZES = 30.0, 2
"""The camera should go round by so much, or change by so many sizes, between two shots of someone.
Source: the 30° rule (Arijon, Grammar of the Film Language, 1976, ch. 5)."""

LINE_MARGIN = 0.05
"""Two people stand on different sides when their eyes are this share of the width apart. A convention."""

HATCH_MARGIN_M = 0.02
"""Room on each side of what passes a hatch: fingers. A convention of ours."""

SHADOW_SHARE = 0.5
"""A face is in shadow when the camera or its operator takes more than this share of its brightest lamp."""

CLOSE_FOCUS_M, CLOSE_FOCUS_LENGTHS = 0.35, 10.0
"""Primes for cinema focus down to 0.35 m from the sensor, long ones to about ten focal lengths. Source: ARRI,
Signature Prime data sheets (18 to 40 mm: 0.35 m; 47: 0.45 m; 75: 0.65 m; 150: 1.5 m)."""

PUPIL_TO_SENSOR_M = 0.10
"""A scene measures from the entrance pupil, makers from the sensor: between them lies most of the lens."""
