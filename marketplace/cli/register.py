"""``flask marketplace import-recognitions``: the annex of a decision, from a spreadsheet, into the register."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from marketplace.accounts import services as accounts
from marketplace.accounts.policy import require, scopes
from marketplace.certification.annex import queries
from marketplace.certification.annex.assess.assess import assess
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.findings import Code
from marketplace.certification.annex.assess.report import Report
from marketplace.certification.annex.layout.mapping import guess_mapping
from marketplace.certification.annex.lookup import world_of
from marketplace.certification.annex.services import confirm, submit, upload
from marketplace.certification.annex.services.answers import checked
from marketplace.certification.annex.values.decisions import Decision
from marketplace.cli.ready import needs_tables
from marketplace.documents.tables.reader import read
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places

_OPTIONS = {
    "province": "--province",
    "decision_no": "--decision",
    "decided_on": "--date",
    "issuer": "--issuer",
}
"""Which option a refused field was given with."""


def read_day(text: str | None) -> date | None:
    """A day as ``15/10/2024`` or ``2024-10-15``."""
    if not text:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a legal day has no zone
        except ValueError:
            continue
    raise click.BadParameter(f"{text!r} is no day; write 15/10/2024")


@click.command("import-recognitions")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--province", help="Code of the province whose annex this is, such as 42.")
@click.option("--decision", help="Number of the decision, where the file does not say it.")
@click.option("--date", "day", help="Day of the decision, such as 15/10/2024.")
@click.option("--issuer", help="Who issued it, such as 'UBND tỉnh Hà Tĩnh'.")
@click.option("--as", "email", help="E-mail of the officer who does this.")
@click.option(
    "--submit", "submitting", is_flag=True, help="Hand the file over for another officer to confirm."
)
@click.option("--confirm", "code", help="Confirm the import of this code, as another officer.")
@click.option(
    "--only-ready", is_flag=True, help="With --confirm: import the rows without errors, leave the others."
)
@click.option(
    "--accept-authority",
    "accepted",
    type=int,
    multiple=True,
    metavar="ROW",
    help="With --confirm: you have looked at who signed for this row, and accept it. Once for each row.",
)
@needs_tables
def import_recognitions(
    file: Path | None,
    province: str | None,
    decision: str | None,
    day: str | None,
    issuer: str | None,
    email: str | None,
    code: str | None,
    *,
    submitting: bool,
    only_ready: bool,
    accepted: tuple[int, ...],
) -> None:
    """Look at FILE (.xlsx or .csv) and say by row and column what is wrong with it; nothing is stored.

    With --submit and --as it is handed over; another officer imports it with --confirm CODE and --as.
    """
    try:
        if code:
            _confirm(code, email, accepted, only_ready=only_ready)
            return
        if accepted:
            raise click.UsageError("--accept-authority goes with --confirm")
        if file is None or province is None:
            raise click.UsageError("name a file and its --province, or an import to --confirm")
        declared = Declared(province_code=province, decision=Decision(decision, read_day(day), issuer))
        if submitting and not email:
            raise click.UsageError("say who hands it over: --as EMAIL")
        if province not in {each.code for each in places.provinces()}:
            raise Invalid(Message("Không có tỉnh, thành phố mang mã %(ref)s.", {"ref": province}))
        if submitting:
            _submit(file, declared, email)
        else:
            _look(file, declared, email)
    except MarketplaceError as error:
        raise click.ClickException("\n".join([str(error), *_beside_fields(error)])) from error


def _beside_fields(error: MarketplaceError) -> Iterator[str]:
    """What is wrong with what, in the words of the options."""
    for field, text in (error.fields or {}).items():
        if str(text) != str(error):
            yield f"{_OPTIONS.get(field, field)}: {text}"


def _look(file: Path, declared: Declared, email: str | None) -> None:
    """Whoever is named may do this; without a name it is whoever has the shell."""
    if email:
        require(accounts.actor_of_email(email), "certification.import", province=declared.province_code)
    declared = checked(declared)
    book = read(file.read_bytes())
    report = assess(book, guess_mapping(book), declared, world_of(declared.province_code, ""))
    _say(report)
    if not report.is_clean:
        raise SystemExit(1)


def _submit(file: Path, declared: Declared, email: str | None) -> None:
    actor = accounts.actor_of_email(email or "")
    code = upload(actor, file.name, file.read_bytes(), declared)
    submit(actor, code)
    click.echo(f"Đã trình lần nhập {code}; một cán bộ khác xác nhận.")


def _confirm(code: str, email: str | None, accepted: tuple[int, ...], *, only_ready: bool) -> None:
    """Rows whose authority is doubtful enter the register all the same; nothing is sold under them until an officer
    has accepted it, here or at the desk.
    """
    actor = accounts.actor_of_email(email or "")
    doubtful = _doubtful(
        queries.batch(scopes(actor, "certification.confirm_import", "province"), code).report
    )
    for row in accepted:
        if row not in doubtful:
            raise Invalid(Message("Hàng %(row)s không có thẩm quyền cần xem lại.", {"row": row}))
    done = confirm(actor, code, only_ready=only_ready, accepted_authorities=accepted)
    click.echo(f"Đã nhập {len(done.imported)} giấy công nhận.")
    if done.left:
        click.echo(f"Để lại, không nhập {len(done.left)} hàng: {', '.join(map(str, done.left))}.")
    for each in done.imported:
        if each.row in doubtful and each.row not in accepted:
            click.echo(
                f"Hàng {each.row}, bản ghi {each.code}: thẩm quyền chưa được chấp nhận nên chưa bán được."
            )


def _doubtful(report: Report) -> set[int]:
    """The rows whose authority needs a second look."""
    return {
        finding.row
        for finding in report.findings
        if finding.code is Code.AUTHORITY_REVIEW and finding.row is not None
    }


def _say(report: Report) -> None:
    for finding in report.findings:
        click.echo(f"{finding.severity.value:8} {finding.place}: {finding.message} [{finding.value}]")
    counts = report.counts
    click.echo(
        f"{counts.rows} hàng: {counts.ready} nhập được, {counts.question} cần chọn, {counts.blocked} sai, "
        f"{counts.skipped} bỏ qua; {counts.errors} lỗi, {counts.warnings} điều cần xem."
    )
