"""Letters of an office to holders of recognitions: written for chosen rows, read as a holder will, mailed, printed."""

import secrets
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.accounts import queries as accounts
from marketplace.certification.queries import scope_of
from marketplace.documents.official_paper import official_pdf
from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.state import current
from marketplace.notifications.letters import papers, queries, services
from marketplace.notifications.letters.data import NAMES, LetterData
from marketplace.notifications.letters.queries import LetterView, Recipient
from marketplace.notifications.letters.samples import LetterKind
from marketplace.notifications.letters.services import Whom
from marketplace.notifications.letters.services.writing import MOST_PRODUCTS
from marketplace.notifications.letters.states import LetterState, MailState
from marketplace.places import queries as places
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole
from marketplace.web.replies import note

from .. import frame
from ..answers import attempt, file, show, typed
from ..listing import asked, asked_among, asked_page
from ..presenters.officer_letter import letter_page
from ..presenters.officer_letters import STATE, form_page, letters_page, sample_fields
from ..reading import Reading
from ..view_models import Field
from .officer_expiring import asked_ending

AT = "/can-bo/thu"
ONE = f"{AT}/<code>"
TO = f"{ONE}/<int(max=2147483647):recipient_id>"


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "letters", letter_list)
    bp.add_url_rule(f"{AT}/moi", "letter_new", letter_new)
    bp.add_url_rule(f"{AT}/moi", "letter_write", letter_write, methods=["POST"])
    bp.add_url_rule(ONE, "letter", letter)
    bp.add_url_rule(f"{ONE}/sua", "letter_edit", letter_edit)
    bp.add_url_rule(f"{ONE}/sua", "letter_save", letter_save, methods=["POST"])
    bp.add_url_rule(f"{ONE}/gui", "letter_send", letter_send, methods=["POST"])
    bp.add_url_rule(f"{ONE}/in", "letter_print", letter_print, methods=["POST"])
    bp.add_url_rule(f"{ONE}/bo", "letter_drop", letter_drop, methods=["POST"])
    bp.add_url_rule(f"{TO}.pdf", "letter_file", letter_file)
    bp.add_url_rule(f"{TO}/bo", "letter_take_out", letter_take_out, methods=["POST"])


@allows("certification.view")
def letter_list() -> Response:
    """Letters of the reader's places, the newest first. A fixed number of statements."""
    chosen = asked_among(STATE, (LetterState.DRAFT.value, LetterState.ISSUED.value), "")
    state, text = LetterState(chosen) if chosen else None, asked("q")
    page = queries.letters(scope_of(current_actor()), state=state, text=text, page=asked_page())
    may_write = policy.may(current_actor(), services.NOTIFY, any_scope=True)
    view = letters_page(
        page, state, text, accounts.people_of({row.written_by for row in page.items}), may_write=may_write
    )
    return show("list.html", view, frame.officer())


@allows("certification.notify")
def letter_new() -> AnyResponse:
    """The form of a letter to the holders of the ticked rows, or of every row under the list's filter."""
    scope = scope_of(current_actor(), services.NOTIFY)
    if request.args.get("tat-ca"):
        ids = queries.ending_ids(scope, asked_ending(), limit=MOST_PRODUCTS + 1)
    else:
        ids = tuple(found for each in request.args.getlist("id") if (found := read_id(each)) is not None)
    if not ids:
        note("warn", Message("Chọn ít nhất một sản phẩm rồi soạn thư."))
        return redirect(url_for(".expiring"))
    kind = LetterKind(asked_among("mau", [each.value for each in LetterKind], LetterKind.REMIND.value))
    return _form(ids, sample_fields(kind, clock.today(), _office()), secrets.token_hex(16))


@allows("certification.notify")
def letter_write() -> AnyResponse:
    """Keep the draft, and go to look at it as a holder will read it."""
    ids = [found for each in request.form.get("ids", "").split(",") if (found := read_id(each)) is not None]
    token = request.form.get("token", "")[:40] or secrets.token_hex(16)
    try:
        code = services.write(current_actor(), _typed(), ids, token)
    except Invalid as refusal:
        return _form(tuple(ids), typed(NAMES, refusal), token, refusal)
    note("ok", Message("Đã lưu bản thảo. Xem trước rồi gửi hoặc in."))
    return redirect(url_for(".letter", code=code))


@allows("certification.view")
def letter(code: str) -> Response:
    """A letter as one of its holders reads it, whom it goes to, and how far each is."""
    return _page(services.seen(current_actor(), code))


@allows("certification.notify")
def letter_edit(code: str) -> AnyResponse:
    """The form of a draft."""
    view = services.seen(current_actor(), code, services.NOTIFY)
    if view.state is not LetterState.DRAFT:
        note("warn", Message("Thư đã phát hành thì không sửa được."))
        return redirect(url_for(".letter", code=view.code))
    values = {name: getattr(view, name) for name in NAMES}
    fields = {
        name: Field(f"{value:%d/%m/%Y}" if name == "dated" else str(value)) for name, value in values.items()
    }
    return _edit(view, fields, view.version)


@allows("certification.notify")
def letter_save(code: str) -> AnyResponse:
    """Put other words in a draft."""
    view = services.seen(current_actor(), code, services.NOTIFY)
    version = whole(request.form.get("version")) or 0
    answer = attempt(
        lambda: services.save(current_actor(), code, _typed(), version=version),
        Message("Đã lưu bản thảo."),
        url_for(".letter", code=view.code),
    )
    return (
        _edit(view, typed(NAMES, answer), version, answer) if isinstance(answer, MarketplaceError) else answer
    )


@allows("certification.notify")
def letter_send(code: str) -> AnyResponse:
    """Mail it to whoever has an address and was not mailed yet."""
    view = services.seen(current_actor(), code, services.NOTIFY)
    version, sent = whole(request.form.get("version")), 0

    def verb() -> None:
        nonlocal sent
        sent = services.send(current_actor(), code, version=version)

    try:
        verb()
    except Conflict as refusal:
        note("warn", str(refusal))
    except Invalid as refusal:
        return _page(view, refusal)
    else:
        note("ok", ngettext("Đang gửi cho %(n)s chủ thể.", "Đang gửi cho %(n)s chủ thể.", sent))
    return redirect(url_for(".letter", code=view.code))


@allows("certification.notify")
def letter_print(code: str) -> AnyResponse:
    """The pages as one PDF, noted as printed."""
    view = services.seen(current_actor(), code, services.NOTIFY)
    asked_whom = request.form.get("whom", "")
    whom = Whom(asked_whom) if asked_whom in list(Whom) else Whom.ALL
    try:
        chosen = services.print_out(current_actor(), code, whom, version=whole(request.form.get("version")))
    except Conflict as refusal:
        note("warn", str(refusal))
        return redirect(url_for(".letter", code=view.code))
    except Invalid as refusal:
        return _page(view, refusal)
    people = queries.recipients(view.id, ids=chosen, size=len(chosen)).items
    return _pdf(view, people, preview=False)


@allows("certification.view")
def letter_file(code: str, recipient_id: int) -> AnyResponse:
    """The page of one holder. Looking at it is not printing it: a draft says that it is one."""
    view = services.seen(current_actor(), code)
    people = queries.recipients(view.id, ids=[recipient_id]).items
    return _pdf(view, people or abort(404), preview=view.state is LetterState.DRAFT)


@allows("certification.notify")
def letter_take_out(code: str, recipient_id: int) -> AnyResponse:
    """Leave a holder out of a draft."""
    view = services.seen(current_actor(), code, services.NOTIFY)
    answer = attempt(
        lambda: services.take_out(current_actor(), code, recipient_id),
        Message("Đã bỏ người nhận khỏi thư."),
        url_for(".letter", code=view.code),
    )
    return answer if isinstance(answer, AnyResponse) else abort(422)


@allows("certification.notify")
def letter_drop(code: str) -> AnyResponse:
    """Throw a draft away."""
    services.seen(current_actor(), code, services.NOTIFY)
    answer = attempt(
        lambda: services.drop(current_actor(), code), Message("Đã bỏ bản thảo."), url_for(".letters")
    )
    return answer if isinstance(answer, AnyResponse) else abort(422)


def _typed() -> LetterData:
    form = Reading(request.form)
    kind = form.text("kind")
    if kind not in list(LetterKind):
        form.refuse("kind", Message("Chọn loại thư."))
    dated = form.day("dated", required=Message("Ghi ngày ký thư."))
    form.check()
    assert dated is not None
    words = {name: form.text(name) for name in NAMES if name not in {"kind", "dated"}}
    return LetterData(kind=LetterKind(kind), dated=dated, **words)


def _form(
    ids: tuple[int, ...], fields: dict[str, Field], token: str, refusal: MarketplaceError | None = None
) -> Response:
    chosen = queries.holders(scope_of(current_actor(), services.NOTIFY), ids)
    page = form_page(fields, chosen, ids=ids, token=token, refusal=refusal)
    return show("letter_form.html", page, frame.officer(), refusal.http_status if refusal else 200)


def _edit(
    view: LetterView, fields: dict[str, Field], version: int, refusal: MarketplaceError | None = None
) -> Response:
    page = form_page(fields, (), draft=view, version=version, refusal=refusal)
    return show("letter_form.html", page, frame.officer(), refusal.http_status if refusal else 200)


def _page(view: LetterView, refusal: MarketplaceError | None = None) -> Response:
    mail = asked_among("thu", [each.value for each in MailState], "")
    rows = queries.recipients(view.id, mail=MailState(mail) if mail else None, page=asked_page())
    shown = read_id(request.args.get("cho"))
    to = rows.items
    if shown is not None:
        to = queries.recipients(view.id, ids=[shown]).items or abort(404)
    held = queries.held(to[:1])
    paper = papers.page(view, held[to[0].id]) if to and to[0].id in held else None
    page = letter_page(
        view,
        rows,
        paper,
        to[0] if to else None,
        accounts.people_of({view.written_by, view.issued_by}),
        mail=mail,
        may_write=services.may_see(current_actor(), view, services.NOTIFY),
        refusal=refusal,
    )
    return show("letter.html", page, frame.officer(), refusal.http_status if refusal else 200)


def _pdf(view: LetterView, people: tuple[Recipient, ...], *, preview: bool) -> AnyResponse:
    held = queries.held(people)
    pages = papers.pages(view, [held[each.id] for each in people if each.id in held], preview=preview)
    title = f"{view.number} {view.about}".strip()
    data = official_pdf(pages, title=title, demo=current().is_demo)
    return file(data, f"thu-{view.code}.pdf", "application/pdf", inline=True)


def _office() -> dict[str, Any]:
    """What the head of a letter begins with: the province or commune of the writer's grant, if it is one."""
    scope = scope_of(current_actor(), services.NOTIFY)
    if len(scope.communes) == 1 and not scope.provinces:
        unit = places.commune(next(iter(scope.communes)))
        return {"above": f"UBND {unit.unit_type} {unit.name}", "place": unit.name}
    if len(scope.provinces) == 1 and not scope.everything:
        province = places.province(next(iter(scope.provinces)))
        return {"above": f"UBND {province.unit_type} {province.name}", "place": province.name}
    return {"above": "", "place": ""}
