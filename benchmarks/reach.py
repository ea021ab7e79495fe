"""Time reaching and looking: one person with one to four anchors, out of reach, and many goals at once.

Run: OMP_NUM_THREADS=1 python benchmarks/reach.py [--runs N]. One core, the processor's time, medians. Beside
them the same goals by scipy's general least squares over the same joints and limits (shoulders and hips boxed
about their pose, since it knows no cones), once.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time
from collections.abc import Callable

import numpy as np
from scipy.optimize import least_squares

from zeroshot.people.core import CORE_INDEX, IS_CONE, core_ranges
from zeroshot.people.figure import Person, Posture, ReachGoal, build_figure
from zeroshot.people.holds import touch_of
from zeroshot.people.limbs import Limb
from zeroshot.people.masses import core_of
from zeroshot.people.pull import Pull, Stance, core_joints
from zeroshot.people.reach import settle, stance_of
from zeroshot.people.turns import matrix_from_angles

PERSON = Person("female", 1.68, "#c8553d")
BAR = ((0.0, 1.0, 0.0), (-1.0, 0.0, 0.0))
FLOOR = ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0))
HANDS = [ReachGoal(f"{side}_hand", (0.42, y, -0.25), *BAR) for side, y in (("right", 0.2), ("left", -0.2))]
FEET = [ReachGoal(f"{side}_foot", (0.3, y, 0.6), *FLOOR) for side, y in (("right", 0.12), ("left", -0.12))]
CASES = {
    "nothing held": [],
    "a hand": HANDS[:1],
    "both hands": HANDS,
    "a hand and both feet": [HANDS[0], *FEET],
    "hands and feet": [*HANDS, *FEET],
    "a hand out of reach": [ReachGoal("right_hand", (1.4, 0.2, -0.25), *BAR)],
}
GAZE = (0.7, 0.6, -0.1)


def milliseconds(work: Callable[[int], object], runs: int) -> float:
    """Return the median of the processor's time for a piece of work that is told its run."""
    times = []
    for run in range(runs):
        started = time.thread_time()
        work(run)
        times.append(1000.0 * (time.thread_time() - started))
    return statistics.median(times)


def posed(goals: list[ReachGoal], run: int, *, looks: bool) -> object:
    """Pose someone anew, a hair's breadth from the last run."""
    posture = Posture("neutral", {"neck": (0.0, -12.0 - 0.01 * run, 0.0)})
    return build_figure(PERSON, posture, gaze_in_actor=GAZE if looks else None, goals=goals)


def at_once(count: int) -> tuple[Limb, Stance, np.ndarray]:
    """Return goals for the right hands of many bodies."""
    limb = Limb(
        core_of(PERSON), "right", "hand", touch_of(ReachGoal("right_hand", (0, 0, 0)), "female", 1.68)
    )
    turns = build_figure(PERSON).turns
    stance = stance_of(np.repeat(turns[None], count, axis=0))
    random = np.random.default_rng(1)
    return limb, stance, np.array([0.3, 0.2, -0.25]) + random.uniform(-0.15, 0.15, (count, 1, 3))


def generally(limb: Limb, stance: Stance, target: np.ndarray) -> None:
    """Reach one goal by a general solver that is told nothing but distances."""
    joints = core_joints([limb.joints[2]])
    pull = Pull(limb.body, (limb.joints[2],), limb.touch[None], joints)
    rows = [CORE_INDEX[name] for name in joints]
    low, high = (ends[rows].copy() for ends in core_ranges())
    start = stance.angles[0, rows]
    cone = IS_CONE[rows]
    low[cone], high[cone] = start[cone] - 1.2, start[cone] + 1.2

    def gap(values: np.ndarray) -> np.ndarray:
        turns = stance.turns[:1].copy()
        turns[0, rows] = matrix_from_angles(values.reshape(-1, 3))
        return pull.gaps(Stance(turns, stance.angles[:1]), target[None])[0, 0]

    inside = np.clip(start, low + 1e-6, high - 1e-6).ravel()
    least_squares(gap, inside, bounds=(low.ravel(), high.ravel()), x_scale=1.0)


def main(runs: int) -> None:
    """Print the table."""
    print(f"{platform.machine()}, numpy {np.__version__}, {runs} runs, ms of one core")
    print(f"{'':24}{'reaching':>10}{'and looking':>13}")
    for name, goals in CASES.items():
        build_figure(PERSON, goals=goals)
        plain = milliseconds(lambda run, g=goals: posed(g, run, looks=False), runs)
        both = milliseconds(lambda run, g=goals: posed(g, run, looks=True), runs)
        print(f"{name:24}{plain:10.1f}{both:13.1f}")
    limb, stance, targets = at_once(1000)
    once = milliseconds(lambda _: settle([limb], stance, targets), 3)
    print(f"a thousand hands at once: {once:.0f} ms, {1000.0 * once / 1000.0:.0f} µs each")
    few = milliseconds(lambda run: generally(limb, stance, targets[run]), 10)
    print(f"one hand by scipy's least_squares: {few:.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=40)
    main(parser.parse_args().runs)
