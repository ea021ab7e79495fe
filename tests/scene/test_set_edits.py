"""Putting the station up, fitting it out, taking it away."""

import pytest

from zeroshot.errors import EditError
from zeroshot.scene.document import Document, Fitting
from zeroshot.scene.set_edits import SetAssembly, SetFitting

CLOSED = Fitting(options={"shutters": "closed"})


def test_an_assembly_comes_and_goes() -> None:
    empty = Document()
    up = SetAssembly("usos").apply(empty)
    assert up.set.assembly == "usos"
    assert SetAssembly("usos").apply(up) is up
    assert SetAssembly(None).apply(up).set == empty.set


def test_fitting_out() -> None:
    up = SetAssembly("usos").apply(Document())
    fitted = SetFitting("cupola", CLOSED).apply(up)
    assert fitted.set.fittings == {"cupola": CLOSED}
    assert SetFitting("cupola", None).apply(fitted).set.fittings is None
    # The other half has no Cupola: its fittings go with it.
    assert SetAssembly("russian-segment").apply(fitted).set.fittings is None


def test_what_is_not_there_is_not_fitted_out() -> None:
    with pytest.raises(EditError, match="no assembly to fit out"):
        SetFitting("cupola", CLOSED).apply(Document())
    with pytest.raises(EditError, match='no module "zvezda"'):
        SetFitting("zvezda", CLOSED).apply(SetAssembly("usos").apply(Document()))
    with pytest.raises(EditError, match="assembly"):
        SetAssembly("mir").apply(Document())
