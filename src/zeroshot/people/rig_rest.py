"""From the pose that a rig rests in to ours: arms out level or slanting come to hang, palms inward."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from zeroshot.people.skeleton import FINGERS, INDEX, JOINTS, PARENT
from zeroshot.people.turns import matrix_about, shortest_turn
from zeroshot.spatial import DOWN, Array


def straightened_turns(placed: Array, rows: Mapping[str, int], usual: Mapping[str, Array]) -> Array:
    """Return the turns (joints, 3, 3) that bring each bone from where the rig rests to where ours does."""
    turns = np.tile(np.eye(3), (len(JOINTS), 1, 1))
    for side in ("left", "right"):
        for chain in (("UpperArm", "LowerArm", "Hand"), ("UpperLeg", "LowerLeg", "Foot")):
            _align_chain(turns, [side + name for name in chain], placed, rows, usual)
        _align_hand(turns, side, placed, rows, usual)
        _align_foot(turns, side, placed, rows)
    return turns


def _align_chain(
    turns: Array, names: list[str], placed: Array, rows: Mapping[str, int], usual: Mapping[str, Array]
) -> None:
    """Lay each bone of a chain along ours, by the shortest way from how the one above was laid; in place."""
    above = np.eye(3)
    for name, following in pairwise(names):
        if name not in rows or following not in rows:
            turns[INDEX[name]] = above
            continue
        own = placed[rows[following]] - placed[rows[name]]
        above = _laid(above, own, usual[following] - usual[name])
        turns[INDEX[name]] = above
    turns[INDEX[names[-1]]] = above


def _laid(above: Array, own: Array, ours: Array) -> Array:
    if min(np.linalg.norm(own), np.linalg.norm(ours)) < 1e-6:
        return above
    now = above @ own
    return shortest_turn(now / np.linalg.norm(now), ours / np.linalg.norm(ours)) @ above


def _align_hand(
    turns: Array, side: str, placed: Array, rows: Mapping[str, int], usual: Mapping[str, Array]
) -> None:
    """Lay the hand along ours and turn its knuckles as ours, then every finger; in place."""
    hand, middle = side + "Hand", side + "MiddleProximal"
    turn = turns[INDEX[hand]]
    if middle in rows:
        turn = _laid(turn, placed[rows[middle]] - placed[rows[hand]], usual[middle] - usual[hand])
    index, little = side + "IndexProximal", side + "LittleProximal"
    if index in rows and little in rows:
        row = turn @ (placed[rows[index]] - placed[rows[little]])
        ours = usual[index] - usual[little]
        twist = np.arctan2(ours[1], ours[0]) - np.arctan2(row[1], row[0])
        turn = matrix_about(DOWN, twist) @ turn
    turns[INDEX[hand]] = turn
    for finger in FINGERS:
        names = [side + finger + bone for bone in ("Proximal", "Intermediate", "Distal")]
        _align_finger(turns, names, turn, placed, rows, usual)
    thumb = [side + "Thumb" + bone for bone in ("Metacarpal", "Proximal", "Distal")]
    _align_finger(turns, thumb, turn, placed, rows, usual)


def _align_finger(
    turns: Array,
    names: list[str],
    above: Array,
    placed: Array,
    rows: Mapping[str, int],
    usual: Mapping[str, Array],
) -> None:
    for name, following in pairwise(names):
        if name in rows and following in rows:
            own = placed[rows[following]] - placed[rows[name]]
            above = _laid(above, own, usual[following] - usual[name])
        turns[INDEX[name]] = above
    turns[INDEX[names[-1]]] = above


def _align_foot(turns: Array, side: str, placed: Array, rows: Mapping[str, int]) -> None:
    """Turn a foot's toes forward and leave its sole as it stands; in place."""
    foot, toes = side + "Foot", side + "Toes"
    turn = np.eye(3)
    if toes in rows:
        way = placed[rows[toes]] - placed[rows[foot]]
        turn = matrix_about(DOWN, -np.arctan2(way[1], way[0]))
    turns[INDEX[foot]] = turns[INDEX[toes]] = turn


def rest_in_rig(
    placed: Array, rows: Mapping[str, int], usual: Mapping[str, Array], straightened: Array
) -> Array:
    """Lay the joints out at rest (joints, 3); those that the rig lacks as in a usual body of that stature."""
    rest = np.zeros((len(JOINTS), 3))
    rest[INDEX["hips"]] = placed[rows["hips"]]
    for name in JOINTS[1:]:
        if name in rows:
            anchor = _above(name, rows)
            offset = placed[rows[name]] - placed[rows[anchor]]
            rest[INDEX[name]] = rest[INDEX[anchor]] + straightened[INDEX[anchor]] @ offset
        else:
            parent = PARENT[name]
            rest[INDEX[name]] = rest[INDEX[parent]] + usual[name] - usual[parent]
    _fill_spine(rest, rows)
    return rest


def _above(name: str, rows: Mapping[str, int]) -> str:
    """Name the nearest joint above that the rig has."""
    step = PARENT[name]
    while step not in rows:
        step = PARENT[step]
    return step


def _fill_spine(rest: Array, rows: Mapping[str, int]) -> None:
    """Put joints of the trunk that the rig lacks evenly between those it has; in place."""
    chain = ["hips", "spine", "chest", "upperChest", "neck", "head"]
    known = [place for place, name in enumerate(chain) if name in rows]
    for low, high in pairwise(known):
        start, end = rest[INDEX[chain[low]]], rest[INDEX[chain[high]]]
        for place in range(low + 1, high):
            rest[INDEX[chain[place]]] = start + (end - start) * (place - low) / (high - low)
