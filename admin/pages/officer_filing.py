"""The verbs on the filing of a recognition for re-evaluation: note, confirm, take off, put right; its result."""

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from marketplace.certification import services
from marketplace.certification.queries import RecognitionView
from marketplace.kernel.i18n import Message
from marketplace.web.access import allows, current_actor

from ..reading import Reading
from .officer_recognition import AT, VERBS, do


def register(bp: Blueprint) -> None:
    """Put the verbs on the blueprint."""
    for verb, view in (
        ("file", file_dossier),
        ("confirm_filing", confirm_filing),
        ("drop_filing", drop_filing),
        ("receipt", correct_receipt),
        ("result", record_result),
    ):
        bp.add_url_rule(f"{AT}{VERBS[verb][0]}", f"recognition_{verb}", view, methods=["POST"])


@allows("certification.enter")
def file_dossier(code: str) -> AnyResponse:
    """Note the receipt of a dossier for re-evaluation."""

    def verb(view: RecognitionView) -> None:
        form = Reading(request.form)
        filed_on = form.day("filed_on", required=Message("Ghi ngày nộp hồ sơ."))
        if not form.text("receipt_no").strip():
            form.refuse("receipt_no", Message("Ghi số biên nhận."))
        form.check()
        assert filed_on is not None
        services.record_filing(current_actor(), view.id, form.text("receipt_no"), filed_on)

    done = Message("Đã ghi biên nhận hồ sơ đánh giá lại, chờ người thứ hai xác nhận.")
    return do(code, "file", verb, done)


@allows("certification.verify")
def confirm_filing(code: str) -> AnyResponse:
    """The second pair of eyes on a receipt: from now on it counts."""
    number = request.form.get("receipt_no", "")
    return do(
        code,
        "confirm_filing",
        lambda view: services.confirm_filing(current_actor(), view.id, number),
        Message("Đã xác nhận biên nhận."),
    )


@allows("certification.enter")
def drop_filing(code: str) -> AnyResponse:
    """Take a receipt, or a corrected number, off again that nobody has confirmed."""
    reason = request.form.get("reason", "")
    return do(
        code,
        "drop_filing",
        lambda view: services.drop_filing(current_actor(), view.id, reason),
        Message("Đã bỏ biên nhận chờ xác nhận."),
    )


@allows("certification.enter")
def correct_receipt(code: str) -> AnyResponse:
    """Put right the number of a receipt that was mistyped."""
    number, before = request.form.get("receipt_no", ""), request.form.get("shown", "")
    return do(
        code,
        "receipt",
        lambda view: services.correct_receipt(current_actor(), view.id, number, shown=before),
        Message("Đã sửa số biên nhận, chờ người thứ hai xác nhận."),
    )


@allows("certification.enter")
def record_result(code: str) -> AnyResponse:
    """Note the day of a result that is no new decision."""

    def verb(view: RecognitionView) -> None:
        form = Reading(request.form)
        result_on = form.day("result_on", required=Message("Ghi ngày có kết quả."))
        form.check()
        assert result_on is not None
        services.record_result(current_actor(), view.id, result_on)

    return do(code, "result", verb, Message("Đã ghi ngày có kết quả."))
