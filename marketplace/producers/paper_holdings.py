"""The papers of a producer as whoever owns it is given them, with every scan."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.media.services import read_paper
from marketplace.producers.applications.models import Application, ApplicationScan
from marketplace.producers.queries.papers import paper_scans, papers_of


def papers_held(
    producer_ids: Collection[int], user_id: int
) -> tuple[dict[int, list[dict[str, Any]]], tuple[tuple[str, bytes], ...]]:
    """What each of these producers has entered of its papers, and the scans as files. Scans that the person's own
    application still holds are left out: they are handed over with it.
    """
    beside = set(
        session()
        .execute(
            select(ApplicationScan.file_id)
            .join(Application, Application.id == ApplicationScan.application_id)
            .where(Application.applicant_id == user_id)
        )
        .scalars()
    )
    said: dict[int, list[dict[str, Any]]] = {}
    files = []
    for producer_id in sorted(producer_ids):
        papers = papers_of(producer_id, with_withdrawn=True)
        scans = paper_scans(papers)
        said[producer_id] = [
            {
                "kind": paper.kind.value,
                "number": paper.number,
                "issuer": paper.issuer,
                "issued_on": paper.issued_on,
                "expires_on": paper.expires_on,
                "scans": len(scans[paper.id]),
            }
            for paper in papers
        ]
        for paper in papers:
            for number, file_id in enumerate(scans[paper.id], 1):
                if file_id not in beside:
                    data, mime = read_paper(file_id)
                    files.append((f"giay-{paper.id}-{number}.{mime.rpartition('/')[2]}", data))
    return said, tuple(files)
