"""``flask marketplace gate``: what the gate says of a product or a certificate, rule by rule."""

import json
from datetime import datetime

import click

from marketplace.certification.gate import GateResult
from marketplace.cli.ready import needs_tables
from marketplace.kernel import clock


def read_instant(text: str) -> datetime:
    """An instant from ``2027-02-28T23:59:59``; without an offset Vietnamese time is meant, without an hour midnight."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no instant; write 2027-02-28 or 2027-02-28T23:59:59") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=clock.VIETNAM)


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
    from marketplace.certification.gate.report import as_data

    found = product_detail(what, drafts=True)
    if found is None:
        slug = slug_by_certificate(what.upper())
        found = product_detail(slug, drafts=True) if slug else None
    if found is None:
        raise click.ClickException(f"no product or certificate {what!r}")
    on = read_instant(at) if at else clock.now()
    result = found.offer.evaluate(on)
    listed = result.listed and found.offer.is_live
    if as_json:
        data = as_data(result) | {"listed": listed}
        certificate = found.certificate.code if found.certificate else None
        data |= {"product": found.slug, "state": str(found.state), "certificate": certificate}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    _say(found.name, result, listed=listed)


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
