"""Drawing the pose library: as one sheet, and as small pictures for the app."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from zeroshot.disk import reason_of, write_whole
from zeroshot.errors import OutputError
from zeroshot.people.faces import FACES
from zeroshot.people.hands import HAND_SHAPES
from zeroshot.people.pairs import Pair
from zeroshot.people.pictures import HANDS, PAIRS, SUFFIX
from zeroshot.people.pose_files import Pose
from zeroshot.people.poses import GROUPS

if TYPE_CHECKING:
    from zeroshot.mesh import Image
    from zeroshot.render.boards import Cell
    from zeroshot.render.pose_pictures import PosePictures

COLUMNS, CELL_PX = 6, 260
SMALL_PX, SMALL_QUALITY, SHEET_QUALITY = 128, 82, 84
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}


def write_sheet(path: Path, poses: Sequence[Pose], pairs: Sequence[Pair]) -> None:
    """Draw poses with their names, group by group, into one picture, PNG or JPEG.

    Raises NoGraphicsError; OutputError for another kind of file, or when the disk refuses.
    """
    from zeroshot.render.pose_pictures import PosePictures

    if path.suffix.lower() not in _FORMATS:
        raise OutputError(
            f"a sheet is written as .png or .jpg, not as {path.suffix or 'a name alone'}: {path}"
        )
    with PosePictures() as pictures:
        boards = list(_boards(pictures, poses, pairs))
    _write(path, _stacked(boards), quality=SHEET_QUALITY)


def write_hands_and_faces(path: Path) -> None:
    """Draw every shape of the hand and every face into one picture. Raises as `write_sheet` does."""
    from zeroshot.render.boards import Cell, draw_board
    from zeroshot.render.pose_pictures import PosePictures

    with PosePictures() as pictures:
        hands = [
            Cell(pictures.draw_hand(name, side_px=CELL_PX), name, (shape.title,))
            for name, shape in HAND_SHAPES.items()
        ]
        faces = [
            Cell(pictures.draw_face(face, sex=sex, side_px=CELL_PX), face, ())
            for sex in ("female", "male")
            for face in FACES
        ]
    boards = [
        draw_board("Hands", "pose.right_hand, pose.left_hand", hands, columns=COLUMNS, cell_px=CELL_PX),
        draw_board("Faces", "pose.face", faces, columns=len(FACES), cell_px=CELL_PX),
    ]
    _write(path, _stacked(boards), quality=SHEET_QUALITY)


def write_small_pictures(folder: Path, poses: Sequence[Pose], pairs: Sequence[Pair]) -> int:
    """Draw every pose, pair and hand shape as a small JPEG of its own; return how many there are."""
    from zeroshot.render.pose_pictures import PosePictures

    count = 0
    with PosePictures() as pictures:
        for index, pose in enumerate(poses):
            drawn = pictures.draw(pose, sex=_sex(index), side_px=SMALL_PX)
            _write(folder / f"{pose.name}{SUFFIX}", drawn, quality=SMALL_QUALITY)
            count += 1
        for pair in pairs:
            drawn = pictures.draw_pair(pair, side_px=SMALL_PX)
            _write(folder / PAIRS / f"{pair.name}{SUFFIX}", drawn, quality=SMALL_QUALITY)
            count += 1
        for shape in HAND_SHAPES:
            drawn = pictures.draw_hand(shape, side_px=SMALL_PX)
            _write(folder / HANDS / f"{shape}{SUFFIX}", drawn, quality=SMALL_QUALITY)
            count += 1
    return count


def _boards(pictures: PosePictures, poses: Sequence[Pose], pairs: Sequence[Pair]) -> Iterator[Image]:
    from zeroshot.render.boards import Cell, draw_board

    places = {pose.name: index for index, pose in enumerate(poses)}
    for group, title in GROUPS.items():
        cells: list[Cell] = [
            Cell(
                pictures.draw(pose, sex=_sex(places[pose.name]), side_px=CELL_PX),
                pose.title,
                (pose.name, pose.description),
            )
            for pose in poses
            if pose.group == group
        ]
        if cells:
            yield draw_board(title, "", cells, columns=COLUMNS, cell_px=CELL_PX)
    if pairs:
        cells = [
            Cell(pictures.draw_pair(pair, side_px=CELL_PX), pair.title, (pair.name, pair.description))
            for pair in pairs
        ]
        yield draw_board("Two people", "pose-together", cells, columns=COLUMNS, cell_px=CELL_PX)


def _sex(index: int) -> str:
    """Take turns between a woman and a man."""
    return ("female", "male")[index % 2]


def _stacked(boards: Sequence[Image]) -> Image:
    """Put boards one below the other, narrower ones filled up with their own ground."""
    width = max(board.shape[1] for board in boards)
    rows = []
    for board in boards:
        row = np.empty((board.shape[0], width, 3), dtype=np.uint8)
        row[:] = board[0, 0]
        row[:, : board.shape[1]] = board
        rows.append(row)
    return np.concatenate(rows)


def _write(path: Path, picture: Image, *, quality: int) -> None:
    from PIL import Image as Pillow

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder for pictures cannot be made: {reason_of(error)} ({path.parent})"
        ) from error
    content = io.BytesIO()
    kind = _FORMATS[path.suffix.lower()]
    options = {"quality": quality} if kind == "JPEG" else {"optimize": True}
    Pillow.fromarray(picture).save(content, kind, **options)
    write_whole(path, content.getvalue(), what="the picture")
