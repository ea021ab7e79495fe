"""A scene whose models are not all there is still drawn, without them."""

from __future__ import annotations

from zeroshot.desk.desk import START
from zeroshot.desk.missing import drawable, missing_models
from zeroshot.scene.document import Document, Prop


def test_what_is_missing_is_hidden_and_the_rest_is_left() -> None:
    lost, found = Prop(id="chair", model="no-such-thing.glb"), Prop(id="laptop", model="laptop")
    document = Document(props=(lost, found))
    missing = missing_models(document, None)
    assert set(missing) == {"chair"}
    assert "no-such-thing.glb" in missing["chair"]
    drawn = drawable(document, missing, START)
    assert [prop.hidden for prop in drawn.props] == [True, None]
    assert drawn.props[1] is found
    assert len(drawn.cameras) == 1
    assert drawable(drawn, {}, START) is drawn
