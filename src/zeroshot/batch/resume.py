"""Which stills are there already, made from the same scene in the same way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zeroshot import __version__
from zeroshot.batch.jobs import Outcome, StillJob
from zeroshot.framing.optics import size_px
from zeroshot.framing.staging import view_of
from zeroshot.render.still import document_sha256, sidecar_path
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document
from zeroshot.scene.resolve import resolve


def find_up_to_date(jobs: Iterable[StillJob]) -> dict[StillJob, Outcome]:
    """Find the stills that are there with a sidecar that says what it would say now.

    Compared are the document, the size, the look and the version of zeroshot; not the files of meshes.
    """
    documents: dict[str, tuple[Document, str]] = {}
    found = {}
    for job in jobs:
        sidecar = _read_sidecar(job)
        if sidecar is None:
            continue
        if job.scene not in documents:
            document = read_document(job.scene)
            documents[job.scene] = document, document_sha256(document)
        if _stamp_in(sidecar) == _stamp_of(job, *documents[job.scene]):
            found[job] = Outcome(job, "up-to-date", findings=tuple(sidecar["reading"]["findings"]))
    return found


def _read_sidecar(job: StillJob) -> dict[str, Any] | None:
    """Read what lies beside a still; whatever is not whole counts as not there, and is written anew.

    The sidecar is written last: one older than its picture speaks of the picture before.
    """
    still = Path(job.still)
    sidecar = sidecar_path(still)
    try:
        if sidecar.stat().st_mtime_ns < still.stat().st_mtime_ns:
            return None
        data = json.loads(sidecar.read_bytes())
        data["reading"]["findings"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return data if isinstance(data, dict) else None


def _stamp_in(sidecar: dict[str, Any]) -> dict[str, Any]:
    names = ("document_sha256", "width_px", "height_px", "look", "version")
    return {"shot": sidecar["reading"].get("shot"), **{name: sidecar.get(name) for name in names}}


def _stamp_of(job: StillJob, document: Document, sha256: str) -> dict[str, Any]:
    view = view_of(resolve(document, job.shot_id).camera)
    width_px, height_px = size_px(view, width_px=job.box_px[0], height_px=job.box_px[1])
    return {
        "shot": job.shot_id,
        "document_sha256": sha256,
        "width_px": width_px,
        "height_px": height_px,
        "look": job.look,
        "version": __version__,
    }
