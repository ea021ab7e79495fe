"""``zeroshot poses``: the poses that people can take, found by words, drawn, and saved from a scene."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from rich.table import Table

from zeroshot.commands.arguments import flag
from zeroshot.commands.exit_codes import WELL
from zeroshot.commands.printing import print_json, stdout_console
from zeroshot.errors import EditError
from zeroshot.people.hands import HAND_SHAPES
from zeroshot.people.own_poses import own_poses
from zeroshot.people.pairs import Pair, pair_library
from zeroshot.people.pictures import picture_of_pair, picture_of_pose
from zeroshot.people.pose_files import Pose
from zeroshot.people.pose_search import search
from zeroshot.people.poses import GROUPS, pose_library


def poses(
    words: Annotated[
        tuple[str, ...], Parameter(name="WORDS...", help="What to look for, such as: hold rail.", negative=())
    ] = (),
    /,
    *,
    together: Annotated[bool, flag("Only the poses of two people, for `compose … pose-together`.")] = False,
    hands: Annotated[bool, flag("Only the shapes of hands.")] = False,
    sheet: Annotated[Path | None, Parameter(help="Draw what is found as one picture, .png or .jpg.")] = None,
    pictures: Annotated[Path | None, Parameter(help="Folder for a small picture of each.")] = None,
    save: Annotated[str | None, Parameter(help="Save a pose of your own under this name.")] = None,
    source: Annotated[
        str | None, Parameter(name="--from", help="Whose pose to save, such as scene.json#surgeon.")
    ] = None,
    shot: Annotated[str | None, Parameter(help="In which shot; the first by default.")] = None,
    title: Annotated[str, Parameter(help="The title of the saved pose.")] = "",
    description: Annotated[str, Parameter(help="What it is, in a sentence.")] = "",
    tags: Annotated[tuple[str, ...], Parameter(help="Words to find it by, such as float,calm.")] = (),
    beside: Annotated[bool, flag("Save it beside the scene, in poses/, instead of in your folder.")] = False,
    replace: Annotated[bool, flag("Replace a pose of your own that has this name.")] = False,
    as_json: Annotated[bool, flag("Print everything as JSON.", name="--json")] = False,
) -> int:
    """Find poses by words, draw them, or save how somebody in a scene is posed."""
    if save is not None or source is not None:
        where = _save(save, source, shot, (title, description), tags, beside=beside, replace=replace)
        print(f"Saved as {where}")
        return WELL
    asked = " ".join(words)
    people = () if together or hands else search(asked, (*pose_library().values(), *own_poses().values()))
    pairs = () if hands else search(asked, pair_library().values())
    if sheet is not None or pictures is not None:
        _draw(sheet, pictures, people, pairs, is_of_hands=hands)
    elif as_json:
        print_json([*map(_pose_json, people), *map(_pair_json, pairs), *(_hands_json() if hands else ())])
    elif hands:
        stdout_console().print(_table([(name, shape.title) for name, shape in HAND_SHAPES.items()]))
    else:
        _print(people, pairs, is_search=bool(asked))
    return WELL


def _save(
    name: str | None,
    source: str | None,
    shot: str | None,
    told: tuple[str, str],
    tags: Sequence[str],
    *,
    beside: bool,
    replace: bool,
) -> Path:
    # Staging a scene takes more of the program than listing poses does.
    from zeroshot.commands.pose_saving import save_pose

    if name is None or source is None:
        raise EditError("to save a pose say both: --save NAME --from SCENE#ACTOR")
    words = tuple(word.strip() for tag in tags for word in tag.split(",") if word.strip())
    return save_pose(
        name,
        source,
        shot_id=shot,
        title=told[0],
        description=told[1],
        tags=words,
        is_beside_scene=beside,
        may_replace=replace,
    )


def _draw(
    sheet: Path | None,
    folder: Path | None,
    people: Sequence[Pose],
    pairs: Sequence[Pair],
    *,
    is_of_hands: bool,
) -> None:
    from zeroshot.commands import pose_drawing

    if not is_of_hands and not people and not pairs:
        raise EditError("there is no such pose to draw; `zeroshot poses` lists them")
    if sheet is not None and is_of_hands:
        pose_drawing.write_hands_and_faces(sheet)
    elif sheet is not None:
        pose_drawing.write_sheet(sheet, people, pairs)
    if folder is not None:
        count = pose_drawing.write_small_pictures(folder, people, pairs)
        print(f"{count} pictures in {folder}")


def _print(people: Sequence[Pose], pairs: Sequence[Pair], *, is_search: bool) -> None:
    console = stdout_console()
    if is_search:
        rows = [(pose.name, pose.description) for pose in people]
        console.print(_table([*rows, *((pair.name, f"{pair.description} (two people)") for pair in pairs)]))
        return
    titles = {**GROUPS, "own": "Your own"}
    for group, title in titles.items():
        rows = [(pose.name, pose.description) for pose in people if pose.group == group]
        if rows:
            console.print(_table([(f"[bold]{title}", ""), *rows, ("", "")]))
    console.print(_table([("[bold]Two people", ""), *((pair.name, pair.description) for pair in pairs)]))


def _table(rows: Sequence[tuple[str, str]]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(min_width=22)
    for name, sentence in rows:
        table.add_row(name, sentence)
    return table


def _pose_json(pose: Pose) -> dict[str, Any]:
    picture = picture_of_pose(pose.name)
    return {
        "name": pose.name,
        "group": pose.group,
        "people": 1,
        **pose.to_json(),
        "picture": None if picture is None else str(picture),
    }


def _pair_json(pair: Pair) -> dict[str, Any]:
    picture = picture_of_pair(pair.name)
    return {
        "name": pair.name,
        "group": "two people",
        "people": 2,
        "title": pair.title,
        "description": pair.description,
        "tags": list(pair.tags),
        "first": pair.first,
        "second": pair.second,
        "picture": None if picture is None else str(picture),
    }


def _hands_json() -> list[dict[str, Any]]:
    return [{"name": name, "group": "hands", "title": shape.title} for name, shape in HAND_SHAPES.items()]
