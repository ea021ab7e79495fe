"""Read shots with open eyes: who is seen is counted in a picture of ids, where this machine can draw one."""

from __future__ import annotations

from zeroshot.errors import NoGraphicsError
from zeroshot.framing.lens.sight import IdPicture
from zeroshot.framing.reading import Reading, read_shot
from zeroshot.framing.staging import StagedShot
from zeroshot.render.ids import IdPainter

NOT_ASKED = "who is seen was not to be counted"


class Reader:
    """Reads one shot after the other, and keeps what the next can use again.

    is_sight_counted: False leaves out what is counted, and starts no graphics. Then, and where there is no
    OpenGL, what would be counted is None and every reading says why. Use it from one thread, as a context
    manager.
    """

    def __init__(self, *, is_sight_counted: bool = True) -> None:
        self._painter: IdPainter | None = None
        self._problem: str | None = None if is_sight_counted else NOT_ASKED

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give window and geometry back."""
        if self._painter is not None:
            self._painter.close()
            self._painter = None

    def read(self, staged: StagedShot, *, scene: str) -> Reading:
        """Read a shot. scene: how the scene file is to be named. Raises AssetError for an unusable mesh."""
        picture = self.picture(staged)
        if picture is None:
            return read_shot(staged, scene=scene, sight_problem=self._problem or "")
        return read_shot(staged, scene=scene, picture=picture)

    def picture(self, staged: StagedShot) -> IdPicture | None:
        """Draw a shot as ids; None where this machine cannot."""
        if self._painter is None and self._problem is None:
            try:
                self._painter = IdPainter()
            except NoGraphicsError as error:
                self._problem = str(error)
        return None if self._painter is None else self._painter.draw(staged)
