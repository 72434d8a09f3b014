"""The mark on products that have no recognition: the list, and one case."""

from collections.abc import Iterator, Mapping

from flask import url_for

from marketplace.inspection.kinds import MisuseState
from marketplace.inspection.queries.case_views import MisuseRow, MisuseView
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page

from ..listing import asked, column, here, shown
from ..view_models import Cell, Fact, Filter, Link, ListPage, Note, Row, Step, Table
from .inspection_deeds import NO_REFUSAL, CasePage, Deed, Input, Refusal, Section, filled
from .inspection_form_parts import card
from .inspection_words import about_facts, by_name, misuse_status
from .words import number

TAB = "muc"


def misuses_page(
    page: Page[MisuseRow], counts: Mapping[MisuseState, int], *, state: str, text: str
) -> ListPage:
    """The list."""
    caption = ngettext(
        "%(count)s hồ sơ dùng tem sai, mới nhất ở trên",
        "%(count)s hồ sơ dùng tem sai, mới nhất ở trên",
        page.total,
        count=number(page.total),
    )
    columns = (
        column(_("Hàng")),
        column(_("Cơ sở")),
        column(_("Nơi")),
        column(_("Phát hiện"), "nw"),
        column(_("Lần ghi gần nhất"), "nw"),
        column(_("Tình trạng")),
    )
    tabs = [Link(_("Tất cả"), here(**{TAB: None}), count=sum(counts.values()), current=not state)]
    tabs += [
        Link(str(each.label), here(**{TAB: each.value}), count=counts[each], current=each.value == state)
        for each in MisuseState
    ]
    return ListPage(
        title=_("Dùng tem, nhãn hiệu OCOP sai"),
        action=url_for(".inspection_misuses"),
        tabs=tuple(tabs),
        filters=(Filter(name="q", label=_("Cơ sở, hàng, mã"), value=text),),
        hidden=((TAB, asked(TAB)),) if asked(TAB) else (),
        clear_url=here(q=None) if text else "",
        table=Table(caption, columns, tuple(map(_row, page.items))),
        empty=_("Không có hồ sơ nào khớp.") if text or state else _("Chưa có hồ sơ nào."),
        empty_link=Link(_("Xem các buổi kiểm tra"), url_for(".inspections")),
        **shown(page),
    )


def _row(row: MisuseRow) -> Row:
    return Row(
        Cell(row.product_name, small=row.code, url=url_for(".inspection_misuse", code=row.code)),
        (
            Cell(row.holder or _("chưa rõ")),
            Cell(f"{row.commune}, {row.province}"),
            Cell(formats.moment(row.opened_at)),
            Cell(formats.moment(row.changed_at)),
        ),
        misuse_status(row.state),
    )


def misuse_page(view: MisuseView, *, may_propose: bool, refused: Refusal = NO_REFUSAL) -> CasePage:
    """The page. Somebody else than who inspected closes the case."""
    return CasePage(
        code=view.code,
        title=view.about.product_name,
        eyebrow=_("Hồ sơ dùng tem sai %(code)s", code=view.code),
        back=Link(_("Dùng tem, nhãn hiệu OCOP sai"), url_for(".inspection_misuses")),
        status=misuse_status(view.state),
        notes=(
            Note(
                _("Hàng này không có giấy công nhận"),
                _("Nhãn hiệu, sao và tem OCOP chỉ được ở đúng sản phẩm đã công nhận."),
                "warn",
                "shield-alert",
            ),
        ),
        sections=tuple(_sections(view)),
        facts=about_facts(view.about, with_links=False),
        links=tuple(_links(view)),
        steps=tuple(_steps(view)),
        deeds=tuple(_deeds(view, refused)) if may_propose else (),
        said=_("Người đã kiểm tra không tự khép hồ sơ: cần một cán bộ khác.")
        if may_propose and view.is_inspector and view.state is not MisuseState.CLOSED
        else "",
    )


def _links(view: MisuseView) -> Iterator[Link]:
    yield Link(
        _("Biên bản kiểm tra %(code)s", code=view.inspection),
        url_for(".inspection", code=view.inspection),
        "clipboard-check",
    )
    if view.state is not MisuseState.OPEN:
        url = url_for(".inspection_misuse_paper_file", code=view.code)
        yield Link(_("In biên bản xử lý (PDF)"), url, "printer")


def _sections(view: MisuseView) -> Iterator[Section]:
    # A picture lies with its inspection, under that one's code.
    yield Section(
        _("Đã thấy"), text=view.note, cards=tuple(card(view.inspection, each) for each in view.files)
    )
    if view.handling:
        facts = (Fact(_("Số văn bản"), view.paper_no),) if view.paper_no else ()
        yield Section(_("Đã xử lý"), facts, view.handling)
    if view.outcome:
        yield Section(_("Kết quả"), text=view.outcome)


def _steps(view: MisuseView) -> Iterator[Step]:
    yield Step(
        _("Phát hiện"), formats.moment(view.opened_at), by_name(view.opened_by, view.people), state="off"
    )
    if view.handled_at is not None:
        yield Step(_("Xử lý"), formats.moment(view.handled_at), by_name(view.handled_by, view.people))
    if view.closed_at is not None:
        yield Step(_("Khép hồ sơ"), formats.moment(view.closed_at), by_name(view.closed_by, view.people))
    else:
        yield Step(_("Khép hồ sơ"), state="todo")


def _deeds(view: MisuseView, refused: Refusal) -> Iterator[Deed]:
    if view.state is MisuseState.OPEN:
        yield filled(
            Deed(
                id="xu-ly",
                label=_("Ghi việc xử lý"),
                icon="pencil",
                url=url_for(".inspection_misuse_handle", code=view.code),
                text=_("Nhắc nhở, lập biên bản, chuyển quản lý thị trường…"),
                inputs=(
                    Input(name="handling", label=_("Đã làm gì"), widget="textarea", limit=2000),
                    Input(name="paper_no", label=_("Số văn bản"), optional=True, limit=80),
                ),
                is_open=not refused.deed,
            ),
            refused,
        )
    if view.state is not MisuseState.CLOSED and not view.is_inspector:
        yield filled(
            Deed(
                id="khep",
                label=_("Khép hồ sơ"),
                icon="check",
                url=url_for(".inspection_misuse_close", code=view.code),
                text=_("Khép rồi thì không mở lại; gặp lần nữa thì lập hồ sơ mới."),
                inputs=(Input(name="outcome", label=_("Kết quả xử lý"), widget="textarea"),),
                kind="2",
            ),
            refused,
        )
