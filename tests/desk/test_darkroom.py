"""Darkrooms: pictures are the batch's own, the newest request wins, and a death is survived."""

import os
import queue
import signal
from pathlib import Path

import numpy as np
import pytest

from zeroshot.desk.darkroom.process import Darkroom
from zeroshot.desk.darkroom.requests import Drawn, DrawRequest, Failed, Read, ReadRequest, Reply
from zeroshot.desk.darkroom.resharing import reshared
from zeroshot.framing.staging import stage
from zeroshot.render.painter import Painter
from zeroshot.scene.content import document_from_text, text_from_document
from zeroshot.scene.document import Document
from zeroshot.scene.edits import MoveItem
from zeroshot.scene.files import read_document

SCENE = Path(__file__).parents[2] / "scenes" / "one_plane.json"
BOX = (160, 90)


@pytest.fixture
def replies() -> "queue.Queue[Reply]":
    return queue.Queue()


@pytest.fixture
def darkroom(replies: "queue.Queue[Reply]"):
    room = Darkroom(replies.put, name="test", threads=1)
    yield room
    room.close()


def request(document: Document, serial: int = 1, **changes: object) -> DrawRequest:
    fields = {"slot": "monitor", "serial": serial, "document": document, "shot_id": None, "box_px": BOX}
    return DrawRequest(**{**fields, "beside": str(SCENE.parent), **changes})


@pytest.mark.graphics
def test_a_picture_is_the_painters_own(darkroom: Darkroom, replies: "queue.Queue[Reply]") -> None:
    document = read_document(SCENE)
    darkroom.ask(request(document))
    reply = replies.get(timeout=60)
    assert isinstance(reply, Drawn)
    with Painter() as painter:
        staged = stage(document, beside=SCENE.parent)
        height_px, width_px = reply.picture.shape[:2]
        own = painter.draw(staged, width_px=width_px, height_px=height_px, look="draft")
    np.testing.assert_array_equal(reply.picture, own)


@pytest.mark.graphics
def test_a_death_is_survived_and_a_reading_comes(darkroom: Darkroom, replies: "queue.Queue[Reply]") -> None:
    document = read_document(SCENE)
    darkroom.ask(request(document))
    assert isinstance(replies.get(timeout=60), Drawn)
    assert darkroom._drawer is not None
    os.killpg(darkroom._drawer.process.pid, signal.SIGKILL)
    darkroom.ask(ReadRequest("reading", 2, document, None, beside=str(SCENE.parent), scene="one.json"))
    reply = replies.get(timeout=60)
    assert isinstance(reply, Read)
    assert reply.reading.plane_count >= 1


@pytest.mark.graphics
def test_what_cannot_be_drawn_is_said(darkroom: Darkroom, replies: "queue.Queue[Reply]") -> None:
    document = read_document(SCENE)
    darkroom.ask(request(document, look="no-such-look"))
    reply = replies.get(timeout=60)
    assert isinstance(reply, Failed)
    assert "no-such-look" in reply.sentences[0]


def test_requests_of_a_slot_replace_each_other() -> None:
    told: queue.Queue[Reply] = queue.Queue()
    room = Darkroom(told.put, name="idle", threads=1)
    with room._changed:  # nothing is taken while this is held
        document = read_document(SCENE)
        for serial in range(5):
            room._waiting.pop("monitor", None)
            room._waiting["monitor"] = request(document, serial)
        assert [waiting.serial for waiting in room._waiting.values()] == [4]
        room._waiting.clear()
    room.close()
    assert room.is_idle


def test_equal_items_become_the_same_again() -> None:
    document = read_document(SCENE)
    copy = document_from_text(text_from_document(document))
    assert reshared(document, copy) is document
    moved = MoveItem(document.actors[0].id, (0.5, 0.1, 0.2)).apply(copy)
    again = reshared(document, moved)
    assert again == moved
    assert again.set is document.set
    assert again.actors[0] is not document.actors[0]
    assert all(a is b for a, b in zip(again.actors[1:], document.actors[1:], strict=True))
    assert again.cameras is document.cameras
