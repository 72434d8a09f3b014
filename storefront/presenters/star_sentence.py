"""The first sentence of the page on a star: what the register knows at that instant, and no more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marketplace.catalog.queries.detail import ProductDetail
from marketplace.certification.facts import CertificateFacts
from marketplace.certification.kinds import EvidenceGrade
from marketplace.certification.lifecycle import calendar_of, in_grace
from marketplace.certification.regimes import CERTIFIED_STARS
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _

from .issuers import issuer_words


def sentence(product: ProductDetail) -> str:
    """Who was recognised by which decision, or why that is not, not yet or no longer so.

    What ended it comes first: a revocation, then weak evidence (G15), the calendar, a suspension.
    """
    certificate = product.certificate
    if certificate is None or certificate.issued_on is None or certificate.star not in CERTIFIED_STARS:
        return _("Không có quyết định công nhận nào cho sản phẩm này.")
    on = product.result.on
    calendar = calendar_of(certificate.issued_on)
    words = {
        "product": certificate.product_name,
        "holder": certificate.holder_name,
        "star": certificate.star,
        "decision": certificate.decision_no,
        "issuer": issuer_words(certificate.issuer_name)[0],
        "day": formats.day(certificate.issued_on),
        "until": formats.day(calendar.expires_on),
    }
    revocation = certificate.revocation
    if revocation is not None and revocation.at <= on:
        return _(
            "%(star)s sao của %(product)s, %(holder)s, công nhận theo %(decision)s của %(issuer)s, đã bị thu hồi ngày "
            "%(since)s theo %(revoked_by)s.",
            **words,
            since=formats.day(clock.local(revocation.at).date()),
            revoked_by=revocation.decision_no,
        )
    if not product.result.rule("G15").passed:
        return _(
            "Chủ thể khai %(product)s của %(holder)s được công nhận %(star)s sao theo %(decision)s của %(issuer)s, "
            "ngày %(day)s, chưa đối chiếu với quyết định.",
            **words,
        )
    return _by_day(certificate, on, words) or _standing(certificate, on, words)


def _by_day(certificate: CertificateFacts, on: datetime, words: Mapping[str, Any]) -> str:
    """What the calendar says against it; empty when its days are these."""
    assert certificate.issued_on is not None
    day, calendar = clock.local(on).date(), calendar_of(certificate.issued_on)
    if day < certificate.issued_on:
        return _(
            "%(product)s của %(holder)s được công nhận %(star)s sao theo %(decision)s của %(issuer)s từ ngày %(day)s, "
            "ngày đó chưa tới.",
            **words,
        )
    if certificate.superseded_on is not None and certificate.superseded_on <= day:
        return _(
            "%(star)s sao của %(product)s, %(holder)s, công nhận theo %(decision)s của %(issuer)s, đã được thay bằng "
            "quyết định mới từ ngày %(since)s.",
            **words,
            since=formats.day(certificate.superseded_on),
        )
    if day <= calendar.expires_on:
        return ""
    filing = certificate.filing
    if filing is None or not in_grace(day, calendar, filing.filed_on, filing.result_on):
        return _(
            "%(star)s sao của %(product)s, %(holder)s, công nhận theo %(decision)s của %(issuer)s, đã hết hạn ngày "
            "%(until)s.",
            **words,
        )
    return ""


def _standing(certificate: CertificateFacts, on: datetime, words: Mapping[str, Any]) -> str:
    assert certificate.issued_on is not None
    stopped = next((each for each in certificate.suspensions if each.covers(on)), None)
    if stopped is not None:
        return _(
            "%(star)s sao của %(product)s, %(holder)s, công nhận theo %(decision)s của %(issuer)s, đang tạm dừng từ "
            "ngày %(since)s.",
            **words,
            since=formats.day(clock.local(stopped.since).date()),
        )
    if certificate.grade is EvidenceGrade.B1:
        return _(
            "Theo tin chính thức, %(product)s của %(holder)s được công nhận %(star)s sao theo %(decision)s của "
            "%(issuer)s, ngày %(day)s; đang chờ đối chiếu với quyết định.",
            **words,
        )
    calendar = calendar_of(certificate.issued_on)
    if clock.local(on).date() > calendar.expires_on:
        return _(
            "%(product)s của %(holder)s được công nhận %(star)s sao theo %(decision)s của %(issuer)s, ngày %(day)s, "
            "hết giá trị ngày %(until)s và được gia hạn đến hết ngày %(grace)s trong khi chờ đánh giá lại.",
            **words,
            grace=formats.day(calendar.grace_ends),
        )
    return _(
        "%(product)s của %(holder)s được công nhận %(star)s sao theo %(decision)s của %(issuer)s, ngày %(day)s, "
        "có giá trị đến hết ngày %(until)s.",
        **words,
    )
