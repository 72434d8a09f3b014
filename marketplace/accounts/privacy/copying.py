"""The copy of everything that is held about a person: a zip with JSON, a page to read, and the files themselves.

Nobody else is in it: what officers remarked is there without who they are, an order without who packed it. It is
sealed before it is stored, opened for its owner alone, and deleted when its link ends.
"""

import io
import json
import zipfile
from datetime import timedelta
from html import escape
from typing import Any, BinaryIO, Protocol

from sqlalchemy import select, update

from marketplace.accounts.events import DataRequestMoved
from marketplace.accounts.models import User
from marketplace.accounts.privacy.kinds import RequestKind, RequestState
from marketplace.accounts.privacy.models import DataRequest
from marketplace.accounts.privacy.terms import term
from marketplace.kernel import audit, clock, i18n
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import BackendUnavailable, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.personal import keepers
from marketplace.kernel.sealing import CannotOpen, sealer
from marketplace.kernel.state import current

COPY = "personal_copy"
"""What a stored copy is sealed about."""
BATCH = 50


class Shelf(Protocol):
    """What this needs of the port ``storage``, whose domain is beside this one."""

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name."""
        ...

    def open(self, name: str) -> BinaryIO:
        """A stream of them."""
        ...

    def delete(self, name: str) -> None:
        """Forget them."""
        ...


def build(user_id: int) -> bytes:
    """The zip. Everything sealed is opened for it."""
    whole: dict[str, Any] = {}
    page: list[str] = []
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for keeper in keepers():
            portion = keeper.export(user_id)
            whole[keeper.name] = portion.data
            page.append(f"<h2>{escape(str(keeper.title))}</h2>{_html(portion.data)}")
            for name, data in portion.files:
                packed.writestr(f"{keeper.name}/{name}", data)
        made = clock.now()
        text = json.dumps(
            {"made_at": made, **whole}, ensure_ascii=False, indent=2, sort_keys=True, default=str
        )
        packed.writestr("du-lieu.json", text)
        title = escape(_("Dữ liệu của tôi trên %(site)s", site=current().settings.site_name))
        packed.writestr(
            "du-lieu.html",
            f'<!doctype html><html lang="{i18n.locale()}"><meta charset="utf-8"><title>{title}</title>'
            f"<h1>{title}</h1><p>{escape(str(clock.local(made).strftime('%d/%m/%Y %H:%M')))}</p>{''.join(page)}</html>",
        )
    return stream.getvalue()


def prepare(code: str) -> tuple[str, int] | None:
    """Make and store the copy of a request; the name under which it lies, and its size. ``None`` where it is over.

    The name follows from the request: what somebody stored who died before they could note it is found and deleted.
    """
    shelf, name = current().port("storage", Shelf), _name(code)
    row = (
        session()
        .execute(
            select(DataRequest.user_id, User.locale)
            .join(User, User.id == DataRequest.user_id)
            .where(
                DataRequest.code == code,
                DataRequest.kind == RequestKind.EXPORT.value,
                DataRequest.state == RequestState.OPEN.value,
            )
        )
        .one_or_none()
    )
    if row is None:
        _drop_unless_kept(code)
        return None
    with i18n.speaking(row.locale):
        data = build(row.user_id)
    shelf.delete(name)
    shelf.put(name, sealer().seal_bytes(data, COPY))
    return name, len(data)


def finish(code: str, prepared: tuple[str, int] | None) -> None:
    """Let the person fetch the copy. Where they were erased, or thought better of it, meanwhile, it goes again."""
    if prepared is None:
        return
    name, now = prepared[0], clock.now()
    with transaction() as here:
        done = here.execute(
            update(DataRequest)
            .where(DataRequest.code == code, DataRequest.state == RequestState.OPEN.value)
            .values(
                state=RequestState.DONE.value,
                ended_at=now,
                ended_by="system:copy",
                received_at=now,
                file_name=name,
                file_until=now + timedelta(days=term("export_link", clock.today()).amount),
            )
        )
        if rowcount(done) == 0:
            _drop_unless_kept(code)
            return
        audit.record(Actor.system("copy"), "accounts.data_request.copied", "data_request", code)
        emit(DataRequestMoved(code, "copied"))


def fetch(actor: Actor, code: str) -> bytes:
    """The copy, for whoever asked for it and while its link holds; noted.

    :raises NotFound: not the actor's own, not made yet, or its link has ended.
    """
    if actor.id is None:
        raise NotAllowed
    with transaction() as here:
        name = here.execute(
            select(DataRequest.file_name).where(
                DataRequest.code == code,
                DataRequest.user_id == actor.id,
                DataRequest.file_name != "",
                DataRequest.file_until > clock.now(),
            )
        ).scalar_one_or_none()
        if name is None:
            raise NotFound
        audit.record(actor, "accounts.data_request.fetched", "data_request", code)
    with current().port("storage", Shelf).open(name) as stream:
        kept = stream.read()
    try:
        return sealer().open_bytes(kept, COPY)
    except CannotOpen as lost:
        raise BackendUnavailable("field_keys", f"copy {code} was sealed with another key") from lost


def forget_copies_of(user_id: int) -> None:
    """Delete every copy of a person, of whichever request, noted or not. Inside the transaction that erases them."""
    here, shelf = session(), current().port("storage", Shelf)
    mine = (DataRequest.user_id == user_id, DataRequest.kind == RequestKind.EXPORT.value)
    for row in here.execute(select(DataRequest.code, DataRequest.file_name).where(*mine)).all():
        for name in {_name(row.code), row.file_name} - {""}:
            shelf.delete(name)
    here.execute(update(DataRequest).where(*mine).values(file_name="", file_until=None))


def forget_copies() -> int:
    """Delete copies whose link has ended, ``BATCH`` at most. How many went."""
    wanted = DataRequest.file_until <= clock.now()
    rows = session().execute(select(DataRequest.id, DataRequest.file_name).where(wanted).limit(BATCH)).all()
    for row in rows:
        with transaction() as here:
            # The bytes first: what fails here is tried again, as the row still says where they are.
            current().port("storage", Shelf).delete(row.file_name)
            here.execute(
                update(DataRequest)
                .where(DataRequest.id == row.id, DataRequest.file_name == row.file_name)
                .values(file_name="", file_until=None)
            )
    return len(rows)


def _name(code: str) -> str:
    return f"sealed/{sealer().fingerprint(code, COPY)}.zip"


def _drop_unless_kept(code: str) -> None:
    """Nobody will fetch what lies under the request's name, unless its row says so."""
    kept = select(DataRequest.id).where(DataRequest.code == code, DataRequest.file_name != "")
    if session().execute(kept).first() is None:
        current().port("storage", Shelf).delete(_name(code))


def _html(value: Any) -> str:
    if isinstance(value, dict):
        rows = "".join(f"<dt>{escape(str(key))}</dt><dd>{_html(each)}</dd>" for key, each in value.items())
        return f"<dl>{rows}</dl>"
    if isinstance(value, list | tuple):
        return f"<ol>{''.join(f'<li>{_html(each)}</li>' for each in value)}</ol>"
    return escape("" if value is None else str(value))
