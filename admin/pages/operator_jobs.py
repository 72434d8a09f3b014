"""Work in the background, and giving what failed another try."""

from flask import Blueprint, Response, abort, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.kernel import clock, outbox_log
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox_log import JobRow
from marketplace.web.access import allows, current_actor
from marketplace.web.health import SILENCE

from .. import frame
from ..answers import attempt, long_csv_file, show
from ..listing import asked, asked_among, asked_page
from ..presenters.operator_jobs import job_page, job_rows, jobs_page, worker_note


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/van-hanh/viec-nen", "jobs", jobs)
    bp.add_url_rule("/van-hanh/viec-nen.csv", "jobs_csv", jobs_csv)
    bp.add_url_rule("/van-hanh/viec-nen/lam-lai", "jobs_retry", retry_all, methods=["POST"])
    bp.add_url_rule("/van-hanh/viec-nen/<int(max=2147483647):row_id>", "job", job)
    bp.add_url_rule(
        "/van-hanh/viec-nen/<int(max=2147483647):row_id>/lam-lai", "job_retry", retry, methods=["POST"]
    )


@allows("kernel.jobs")
def jobs() -> Response:
    """The outbox by state and name, in pages. A fixed number of statements."""
    state, name = _asked()
    page = outbox_log.jobs(state=state, name=name, page=asked_page())
    beat = outbox_log.last_beat()
    note = worker_note(beat, alive=beat is not None and clock.now() - beat < SILENCE)
    view = jobs_page(page, outbox_log.job_counts(), state=state, name=name, worker=note)
    return show("list.html", view, frame.operator())


@allows("kernel.jobs")
def jobs_csv() -> Response:
    """All rows of the list under the same filter; who took them is kept."""
    state, name = _asked()
    return long_csv_file("viec-nen", job_rows(outbox_log.export(current_actor(), state=state, name=name)))


@allows("kernel.jobs")
def job(row_id: int) -> Response:
    """One piece of work with what went wrong."""
    return show("job.html", job_page(_one(row_id)), frame.operator())


@allows("kernel.jobs")
def retry(row_id: int) -> AnyResponse:
    """Let what failed for good be tried again."""
    answer = attempt(
        lambda: outbox_log.retry(current_actor(), row_id),
        Message("Đã xếp lại để làm."),
        url_for(".jobs", muc="failed"),
    )
    assert not isinstance(answer, MarketplaceError)
    return answer


@allows("kernel.jobs")
def retry_all() -> AnyResponse:
    """Let everything that failed for good be tried again, under the name that the list was narrowed to."""
    name = asked("q")
    answer = attempt(
        lambda: outbox_log.retry_all(current_actor(), name),
        Message("Đã xếp lại mọi việc hỏng để làm."),
        url_for(".jobs", muc="failed"),
    )
    assert not isinstance(answer, MarketplaceError)
    return answer


def _one(row_id: int) -> JobRow:
    found = outbox_log.job(row_id)
    return found if found is not None else abort(404)


def _asked() -> tuple[str, str]:
    return asked_among("muc", outbox_log.STATES, "open"), asked("q")
