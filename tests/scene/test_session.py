"""The session: one gesture is one undo, Esc gives it back, and everybody is told once."""

from __future__ import annotations

import math
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeroshot.errors import EditError
from zeroshot.scene.document import Actor, Camera, Document, Gaze, Shot
from zeroshot.scene.edits import AddActor, MoveItem, RemoveItem, SetGaze, SetTitle
from zeroshot.scene.session import Change, Session
from zeroshot.scene.shot_edits import MoveShot

SCENE = Document(
    actors=(Actor(id="one"), Actor(id="two")),
    cameras=(Camera(id="a"),),
    shots=(Shot(id="1", camera="a"), Shot(id="2", camera="a")),
)


def to(x: float) -> MoveItem:
    return MoveItem("one", position_m=(x, 0.0, 0.0))


class Watched(Session):
    """A session that remembers what its listeners were told."""

    def __init__(self, document: Document = SCENE) -> None:
        super().__init__(document)
        self.told: list[Change] = []
        self.subscribe(self.told.append)


def test_do_undo_redo() -> None:
    session = Watched()
    session.do(SetTitle("first"))
    first = session.document
    session.do(SetTitle("second"))
    assert session.history == ("Change title", "Change title")
    session.undo()
    assert session.document is first
    session.undo()
    assert session.document is SCENE
    assert (session.history, session.future) == ((), ("Change title", "Change title"))
    session.undo()
    assert session.document is SCENE
    session.redo()
    session.redo()
    session.redo()
    assert session.document.title == "second"
    assert len(session.told) == 6


def test_something_new_ends_what_could_be_redone() -> None:
    session = Session(SCENE)
    session.do(SetTitle("first"))
    session.undo()
    session.do(SetTitle("other"))
    assert session.future == ()
    session.redo()
    assert session.document.title == "other"


def test_a_drag_is_one_undo() -> None:
    session = Watched()
    for x in (1.0, 2.0, 3.0):
        session.preview(to(x))
        assert session.document.actor("one").position_m[0] == x
        assert session.history == ()
    session.do(to(3.5))
    assert session.history == ("Move",)
    assert len(session.told) == 4
    assert [change.after.actor("one").position_m[0] for change in session.told] == [1.0, 2.0, 3.0, 3.5]
    assert all(later.before is earlier.after for earlier, later in pairwise(session.told))
    session.undo()
    assert session.document is SCENE


def test_a_preview_is_applied_to_where_the_drag_began() -> None:
    session = Session(SCENE)
    session.preview(AddActor(Actor(id="third")))
    session.preview(to(1.0))
    assert [actor.id for actor in session.document.actors] == ["one", "two"]


def test_esc_gives_it_back() -> None:
    session = Watched()
    session.preview(to(1.0))
    session.cancel_preview()
    assert session.document is SCENE
    assert not session.is_previewing
    assert session.history == ()
    session.cancel_preview()
    assert len(session.told) == 2


def test_undo_in_a_drag_ends_the_drag_only() -> None:
    session = Session(SCENE)
    session.do(SetTitle("kept"))
    kept = session.document
    session.preview(to(1.0))
    session.undo()
    assert session.document is kept
    session.preview(to(1.0))
    session.redo()
    assert session.document is kept


def test_a_refused_edit_leaves_everything() -> None:
    session = Watched()
    with pytest.raises(EditError):
        session.do(to(math.nan))
    assert session.document is SCENE
    session.preview(to(1.0))
    shown = session.document
    with pytest.raises(EditError):
        session.preview(to(1e9))
    assert session.document is shown
    with pytest.raises(EditError):
        session.do(to(math.inf))
    assert session.document is SCENE
    assert not session.is_previewing
    assert len(session.told) == 2


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    session = Watched()
    session.do(SetTitle("x"))
    session.undo()
    session.do(to(0.0))
    assert session.future == ("Change title",)
    assert len(session.told) == 2
    session.preview(to(1.0))
    session.do(to(0.0))
    assert session.document is SCENE
    assert session.history == ()


def test_dirty_means_other_than_saved() -> None:
    session = Session(SCENE)
    assert not session.is_dirty
    session.preview(to(1.0))
    assert not session.is_dirty
    session.do(to(1.0))
    assert session.is_dirty
    session.mark_saved()
    assert not session.is_dirty
    session.undo()
    assert session.is_dirty
    session.redo()
    assert not session.is_dirty


def test_saving_in_a_drag_saves_what_was_before_it() -> None:
    session = Session(SCENE)
    session.preview(to(1.0))
    session.mark_saved()
    session.cancel_preview()
    assert not session.is_dirty


def test_listeners_may_not_change_the_document() -> None:
    session = Session(SCENE)
    for forbidden in (
        lambda change: session.do(SetTitle("x")),
        lambda change: session.preview(SetTitle("x")),
        lambda change: session.cancel_preview(),
        lambda change: session.undo(),
        lambda change: session.redo(),
    ):
        unsubscribe = session.subscribe(forbidden)
        with pytest.raises(AssertionError, match="listener"):
            session.do(AddActor(Actor(id=f"x{len(session.history)}")))
        unsubscribe()
    session.do(SetTitle("still works"))
    assert session.document.title == "still works"


def test_a_listener_can_stop_listening_while_told() -> None:
    session = Session(SCENE)
    told: list[str] = []
    stop = session.subscribe(lambda change: (told.append("first"), stop())[0])
    session.subscribe(lambda change: told.append("second"))
    session.do(SetTitle("x"))
    session.do(SetTitle("y"))
    assert told == ["first", "second", "second"]
    stop()


def test_touched_names_what_differs() -> None:
    session = Watched()
    session.do(to(1.0))
    touched = session.told[-1].touched()
    assert (touched.items, touched.shots, touched.fields) == ({"one"}, set(), {"actors"})
    session.do(SetTitle("x"))
    touched = session.told[-1].touched()
    assert (touched.items, touched.shots, touched.fields) == (set(), set(), {"title"})
    session.do(MoveShot("2", 0))
    touched = session.told[-1].touched()
    assert (touched.items, touched.shots, touched.fields) == (set(), set(), {"shots"})
    session.do(AddActor(Actor(id="new", gaze=Gaze(at="one"))))
    assert session.told[-1].touched().items == {"new"}
    session.do(RemoveItem("one"))
    assert session.told[-1].touched().items == {"one", "new"}
    session.undo()
    assert session.told[-1].touched().items == {"one", "new"}


steps = st.lists(
    st.one_of(
        st.builds(lambda x: ("do", to(x)), st.floats(-5, 5)),
        st.builds(lambda x: ("preview", to(x)), st.floats(-5, 5)),
        st.builds(lambda at: ("do", SetGaze("one", at)), st.sampled_from([None, "two", "a", "nobody"])),
        st.just(("undo", None)),
        st.just(("redo", None)),
        st.just(("cancel_preview", None)),
    ),
    max_size=25,
)


@given(steps)
def test_any_way_of_working_can_be_undone_to_the_beginning(ways: list[tuple[str, MoveItem | None]]) -> None:
    session = Watched()
    for name, edit in ways:
        try:
            getattr(session, name)(*([] if edit is None else [edit]))
        except EditError:
            assert edit == SetGaze("one", "nobody")
    session.cancel_preview()
    last, count = session.document, len(session.history)
    for _ in range(count):
        session.undo()
    assert session.document is SCENE
    for _ in range(count + len(session.future)):
        session.redo()
    assert count == 0 or last in [change.after for change in session.told]
    assert all(change.before is not change.after for change in session.told)


@pytest.mark.parametrize(("count", "limit_s"), [(100, 0.02), (1000, 0.1)])
def test_a_drag_follows_the_hand(count: int, limit_s: float) -> None:
    """One step of a drag stays far below a frame; the limits are ten times what was measured."""
    session = Session(Document(actors=tuple(Actor(id=f"a{index}") for index in range(count))))
    times = []
    for index in range(20):
        start = time.perf_counter()
        session.preview(MoveItem("a50", position_m=(index / 10.0, 0.0, 0.0)))
        times.append(time.perf_counter() - start)
    assert sorted(times)[len(times) // 2] < limit_s


def test_a_hundred_edits_share_what_did_not_change() -> None:
    session = Session(Document(actors=tuple(Actor(id=f"a{index}") for index in range(50))))
    first = session.document
    for index in range(100):
        session.do(MoveItem("a7", position_m=(index / 10.0 + 1.0, 0.0, 0.0)))
    kept = [actor for actor in session.document.actors if actor is first.actor(actor.id)]
    assert len(kept) == 49
