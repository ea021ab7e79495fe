"""Find the angles of the recipes and write them into the pose library: ``python tools/poses [NAME...]``.

With names, only those poses are found anew; the others stay as they are in the files.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from posing import solve
from recipes import read_recipes

from zeroshot.people.pose_files import FORMAT, VERSION, text_of_poses
from zeroshot.people.poses import GROUPS, LIBRARY


def main(names: list[str]) -> None:
    """Write the files of the groups."""
    for group in GROUPS:
        path = LIBRARY / f"{group}.json"
        before = json.loads(path.read_text(encoding="utf-8"))["poses"] if path.is_file() else {}
        poses = {}
        for recipe in read_recipes(group):
            kept = before.get(recipe.name)
            is_wanted = not names or recipe.name in names
            poses[recipe.name] = solve(recipe) if is_wanted or kept is None else kept
        data = {"format": FORMAT, "version": VERSION, "poses": poses}
        path.write_text(text_of_poses(data), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
