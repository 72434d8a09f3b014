"""What is about to be concluded, and what will happen at once when it is."""

from dataclasses import dataclass

from flask import url_for

from marketplace.inspection.kinds import Check, EvidenceKind, Finding, InspectionState, Verdict
from marketplace.inspection.queries.views import InspectionView
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext

from ..view_models import Fact, Note, Status
from .inspection_done import Checked, checked, visit_facts
from .inspection_words import about_facts, inspection_status


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionPage:
    """The page: ``will`` are the things that happen, one a line."""

    code: str
    title: str
    version: int
    verdict: Status
    warning: Note
    will: tuple[str, ...]
    facts: tuple[Fact, ...]
    checks: tuple[Checked, ...]
    summary: str
    pictures: str
    action: str
    back_url: str
    button: str
    kind: str


def conclusion_page(view: InspectionView) -> ConclusionPage:
    """The page; the minutes are complete."""
    verdict = view.verdict or Verdict.PASS
    title, kind = {
        Verdict.PASS: (_("Kết luận đạt: sản phẩm bán tiếp"), "ok"),
        Verdict.REMEDY: (_("Kết luận phải khắc phục: sản phẩm vẫn bán"), "warn"),
        Verdict.FAIL: (_failing(view), "bad"),
    }[verdict]
    icon = {"ok": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}[kind]
    photos, stamps = (len(view.files_of(each)) for each in (EvidenceKind.PHOTO, EvidenceKind.STAMP))
    return ConclusionPage(
        code=view.code,
        title=view.about.product_name,
        version=view.version,
        verdict=inspection_status(InspectionState.CONCLUDED, verdict),
        warning=Note(title, _("Kết luận rồi thì biên bản không sửa được nữa."), kind, icon),
        will=_will(view, verdict),
        facts=(*about_facts(view.about, with_links=False), *visit_facts(view)),
        checks=tuple(map(checked, view.checks)),
        summary=view.answers.get("summary", ""),
        pictures=", ".join(
            (
                ngettext("%(n)s ảnh hiện trường", "%(n)s ảnh hiện trường", photos),
                ngettext("%(n)s ảnh mẫu tem", "%(n)s ảnh mẫu tem", stamps),
            )
        ),
        action=url_for(".inspection_conclude", code=view.code),
        back_url=url_for(".inspection", code=view.code),
        button={
            Verdict.PASS: _("Kết luận đạt"),
            Verdict.REMEDY: _("Kết luận phải khắc phục"),
            Verdict.FAIL: _("Kết luận không đạt"),
        }[verdict],
        kind="bad" if verdict is Verdict.FAIL else "",
    )


def _misused(view: InspectionView) -> bool:
    return any(each.check is Check.MARK and each.finding is Finding.FAULT for each in view.checks)


def _failing(view: InspectionView) -> str:
    if view.certified:
        return _("Kết luận không đạt: sản phẩm rút khỏi quầy ngay")
    if _misused(view):
        return _("Kết luận không đạt: lập hồ sơ dùng tem sai")
    return _("Kết luận không đạt: không có công nhận để thu hồi")


def _will(view: InspectionView, verdict: Verdict) -> tuple[str, ...]:
    about = view.about
    told = _("Chủ thể đọc được kết luận, nhận xét và lý do ở bàn làm việc của mình.")
    if verdict is Verdict.PASS:
        return (told,)
    if verdict is Verdict.REMEDY:
        assert view.remedy_by is not None
        return (
            _("Chủ thể phải sửa xong trước hết ngày %(day)s.", day=formats.day(view.remedy_by)),
            _("Quá hạn mà chưa kiểm tra lại thì buổi này hiện là quá hạn trong danh sách."),
            told,
        )
    if not view.certified and not _misused(view):
        return (_("Lỗi ghi trong biên bản; không có đề nghị thu hồi nào được lập."), told)
    if not view.certified:
        return (
            _("Lập hồ sơ riêng về việc dùng tem, nhãn hiệu OCOP trên hàng không có giấy công nhận."),
            _("Cán bộ khác với người ghi sẽ khép hồ sơ ấy khi xử lý xong."),
            told,
        )
    decider = _("Bộ trưởng Bộ Nông nghiệp và Môi trường") if about.star == 5 else _("Chủ tịch UBND cấp tỉnh")
    return (
        _(
            "%(name)s thôi bán ngay giây này, cả trong giỏ đang mở. Đơn đã đặt không đổi.",
            name=about.product_name,
        ),
        _("Người mua thấy lý do ở trang sản phẩm, giỏ hàng và trang sao."),
        _("Tờ trình thu hồi được soạn sẵn, đồng hồ 15 ngày bắt đầu chạy."),
        _("Người quyết định là người khác: %(who)s, với hạng %(star)s sao.", who=decider, star=about.star),
        told,
    )
