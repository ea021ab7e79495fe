"""The changes a director can make to the set as a whole: which assembly stands, and how it is fitted out."""

from __future__ import annotations

from dataclasses import dataclass

from zeroshot.scene.document import Document, Fitting
from zeroshot.scene.revision import Edit, revised
from zeroshot.scene.values import FrozenDict


@dataclass(frozen=True)
class SetAssembly(Edit):
    """Put the station, or a half of it, where it really is; None takes it away. Fittings of others go."""

    assembly: str | None
    verb = "Change station"

    def _revise(self, document: Document) -> Document:
        fittings = document.set.fittings if self.assembly == document.set.assembly else None
        return revised(document, set=revised(document.set, assembly=self.assembly, fittings=fittings))


@dataclass(frozen=True)
class SetFitting(Edit):
    """Fit out one module of the assembly; None makes it as usual again."""

    module_id: str
    fitting: Fitting | None
    verb = "Fit out module"

    def _revise(self, document: Document) -> Document:
        rest = {
            name: value for name, value in (document.set.fittings or {}).items() if name != self.module_id
        }
        if self.fitting is not None:
            rest[self.module_id] = self.fitting
        return revised(document, set=revised(document.set, fittings=FrozenDict(rest) if rest else None))
