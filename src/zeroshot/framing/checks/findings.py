"""What is wrong with a shot, as data: small functions, one for each kind, put together here.

docs/findings.md lists the kinds with their values, severities and thresholds; the checks themselves are in
`checks/`. Reading a shot runs those that cost nothing; `examine` runs all, with distances measured.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from zeroshot.framing.checks import camera, crew, down, hatches, light, people, picture, planes, surroundings
from zeroshot.framing.checks.evidence import Check, Evidence
from zeroshot.framing.picture.forms import Finding, Reading, Severity
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Image

__all__ = ["Finding", "examine", "find_findings", "sorted_findings"]

READ_CHECKS: tuple[Check, ...] = (
    *picture.READ_CHECKS,
    *people.READ_CHECKS,
    *surroundings.READ_CHECKS,
    *planes.READ_CHECKS,
    *down.READ_CHECKS,
)
"""Those that need no more than a reading."""

ALL_CHECKS: tuple[Check, ...] = (
    *camera.CHECKS,
    *hatches.CHECKS,
    *people.CHECKS,
    *light.CHECKS,
    *picture.CHECKS,
    *crew.CHECKS,
    *READ_CHECKS,
)


def find_findings(staged: StagedShot, reading: Reading) -> tuple[Finding, ...]:
    """Find what a reading is enough to tell: a millisecond, and up to half a second where somebody is hidden.

    That goes into the advice: places are tried from which they would be seen.
    """
    return _found(READ_CHECKS, Evidence(staged, reading))


def examine(staged: StagedShot, reading: Reading, *, rendered: Image | None = None) -> Reading:
    """Return the reading with everything found that is wrong with the shot, the worst first.

    rendered: the picture (h, w, 3) uint8 sRGB where there is one; it tells best whether a shot is black.
    """
    return replace(reading, findings=_found(ALL_CHECKS, Evidence(staged, reading, rendered)))


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put the worst first, leaving the order as it is otherwise."""
    order: tuple[Severity, ...] = ("error", "warning", "note")
    return tuple(sorted(findings, key=lambda finding: order.index(finding.severity)))


def _found(checks: tuple[Check, ...], evidence: Evidence) -> tuple[Finding, ...]:
    return sorted_findings(finding for check in checks for finding in check(evidence))
