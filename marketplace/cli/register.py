"""``flask marketplace import-recognitions``: the annex of a decision, from a spreadsheet, into the register."""

from datetime import date, datetime
from pathlib import Path

import click

from marketplace.accounts import services as accounts
from marketplace.accounts.policy import require
from marketplace.certification.annex.assess.assess import assess
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.report import Report
from marketplace.certification.annex.layout.mapping import guess_mapping
from marketplace.certification.annex.lookup import world_of
from marketplace.certification.annex.reading.reader import read
from marketplace.certification.annex.services import confirm, submit, upload
from marketplace.certification.annex.values.decisions import Decision
from marketplace.cli.ready import needs_tables
from marketplace.kernel.errors import Invalid, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.places import queries as places


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
) -> None:
    """Look at FILE (.xlsx or .csv) and say by row and column what is wrong with it; nothing is stored.

    With --submit and --as it is handed over; another officer imports it with --confirm CODE and --as.
    """
    try:
        if code:
            _confirm(code, email, only_ready=only_ready)
            return
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
        raise click.ClickException(str(error)) from error


def _look(file: Path, declared: Declared, email: str | None) -> None:
    """Whoever is named may do this; without a name it is whoever has the shell."""
    if email:
        require(accounts.actor_of_email(email), "certification.import", province=declared.province_code)
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


def _confirm(code: str, email: str | None, *, only_ready: bool) -> None:
    done = confirm(accounts.actor_of_email(email or ""), code, only_ready=only_ready)
    click.echo(f"Đã nhập {len(done.imported)} giấy công nhận.")


def _say(report: Report) -> None:
    for finding in report.findings:
        click.echo(f"{finding.severity.value:8} {finding.place}: {finding.message} [{finding.value}]")
    counts = report.counts
    click.echo(
        f"{counts.rows} hàng: {counts.ready} nhập được, {counts.question} cần chọn, {counts.blocked} sai, "
        f"{counts.skipped} bỏ qua; {counts.errors} lỗi, {counts.warnings} điều cần xem."
    )
