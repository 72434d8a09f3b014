"""``flask marketplace gate``: what the gate says of a product or a certificate, rule by rule."""

import json
from datetime import UTC, datetime

import click

from marketplace.certification.gate import GateResult, as_data
from marketplace.cli.ready import needs_tables
from marketplace.kernel import clock, codes
from marketplace.kernel.errors import NotFound

_YEARS = range(1900, 9900)
"""Years in which windows of months and years before and after an instant are instants too."""


def read_instant(text: str) -> datetime:
    """An instant from ``2027-02-28T23:59:59``; without an offset Vietnamese time is meant, without an hour midnight."""
    try:
        instant = datetime.fromisoformat(text)
        instant = instant if instant.tzinfo else instant.replace(tzinfo=clock.VIETNAM)
        if instant.astimezone(UTC).year not in _YEARS:
            raise ValueError(text)
    except (ValueError, OverflowError):
        raise click.BadParameter(f"{text!r} is no instant; write 2027-02-28 or 2027-02-28T23:59:59") from None
    return instant


@click.command("gate")
@click.argument("what", metavar="PRODUCT_OR_CERTIFICATE")
@click.option(
    "--at", "at", metavar="INSTANT", help="Ask about another instant, past or future (Vietnamese time)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
@needs_tables
def gate(what: str, at: str | None, *, as_json: bool) -> None:
    """Print every rule of the gate with its verdict. PRODUCT_OR_CERTIFICATE is a slug or a certificate's code."""
    from marketplace.catalog.queries.certificates import slug_by_certificate
    from marketplace.catalog.queries.detail import product_detail

    on = read_instant(at) if at else clock.now()
    found = product_detail(what, drafts=True)
    if found is None:
        slug = slug_by_certificate(codes.normalise(what))
        found = product_detail(slug, drafts=True) if slug else None
    if found is None:
        _of_record(what, on, as_json=as_json)
        return
    result = found.offer.evaluate(on)
    listed = result.listed and found.offer.is_live
    if as_json:
        certificate = found.certificate.code if found.certificate else None
        _print(result, listed=listed, product=found.slug, state=str(found.state), certificate=certificate)
        return
    _say(found.name, result, listed=listed)


def _of_record(what: str, on: datetime, *, as_json: bool) -> None:
    """The verdicts on a certificate of the register that no product in the shop is sold under."""
    from marketplace.certification.gate.unsold import evaluate_unsold
    from marketplace.certification.queries import certificate_facts, recognition
    from marketplace.certification.queries.by_code import id_of

    try:
        record = recognition(id_of(what), on=on)
    except NotFound:
        raise click.ClickException(f"no product or certificate {what!r}") from None
    result = evaluate_unsold(certificate_facts([record.id])[record.id], on)
    if as_json:
        _print(result, listed=False, product=None, state=record.state, certificate=record.code)
        return
    _say(record.product_name, result, listed=False)
    click.echo("Chưa có sản phẩm nào trên chợ bán theo giấy này.")


def _print(result: GateResult, *, listed: bool, **about: str | None) -> None:
    click.echo(json.dumps(as_data(result) | {"listed": listed} | about, ensure_ascii=False, indent=2))


def _say(name: str, result: GateResult, *, listed: bool) -> None:
    click.echo(
        f"{name}: {'được bán' if listed else 'không được bán'} lúc {clock.local(result.on):%H:%M:%S %d/%m/%Y}"
    )
    click.echo(f"Biển: {result.badge.text}")
    for verdict in result.rules:
        click.echo(f"{verdict.code}  {verdict.outcome.label!s:15} {verdict.title}")
        click.echo(f"     {verdict.officer}")
    if result.holds_until:
        click.echo(f"Có thể đổi từ {clock.local(result.holds_until):%H:%M:%S %d/%m/%Y}")
