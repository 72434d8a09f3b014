"""One of everything that the addresses of inspections name, for the permission matrix."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.inspection import queries, services
from marketplace.inspection.kinds import EvidenceKind
from marketplace.kernel.actor import Actor
from tests import stories
from tests.stories import Goods
from tests.unit.media import uploads


@dataclass(frozen=True, slots=True)
class Inspecting:
    """Codes and ids. All of it is about the owner's producer, and about other products than those on sale."""

    draft: str
    draft_photo: int
    """Minutes that are being written, complete, with a picture."""
    concluded: str
    photo: int
    """Concluded ones with a picture, and the proposal that they led to, which is being drafted."""
    drafted: str
    stopped: int
    """The recognition that they stopped; nobody has complained yet."""
    submitted: str
    remedy: str
    """A proposal that waits for the authority; minutes that gave time to mend."""
    misuse: str
    appeal: str
    """The mark without a recognition; a complaint that waits."""
    rejected: str
    handled: str
    dismissed: str
    """What is over, or dealt with: a proposal, a case of misuse, a complaint; each can be printed."""


def build(goods: Goods) -> Inspecting:
    """What the officers numbers 1 and 2 have inspected; whoever decides about it now is somebody else."""
    officer = stories.officer(1)
    draft = stories.inspection(_another(goods, "Mứt cam"))
    stopped = _another(goods, "Mứt gừng")
    concluded = stories.inspection(stopped)
    photo = _photo(officer, concluded, 8)
    drafted = services.conclude(officer, concluded).proposal
    revoked = _another(goods, "Mứt bí")
    stories.revoked_by_case(revoked)
    remedy = stories.inspection(
        _another(goods, "Mứt sen"),
        typed={**stories.FAILED_MINUTES, "verdict": "remedy", "remedy": "In lại", "remedy_by": "20/12/2026"},
    )
    services.conclude(officer, remedy)
    rejected = stories.submitted_proposal(_another(goods, "Mứt khế"))
    services.reject_proposal(stories.chair(), rejected, "Đã sửa ngay")
    handled = stories.misuse(producer_id=goods.producer_id, product_name="Mứt lạ hai")
    services.handle_misuse(officer, handled, "Nhắc nhở")
    suspended = _another(goods, "Mứt me")
    stories.failed_inspection(suspended)
    dismissed = services.open_appeal(goods.seller, goods.producer_id, suspended, "Kết luận chưa đúng.")
    services.dismiss_appeal(stories.chair(), dismissed, decision_no="3/QĐ-GQKN", reason="Có lỗi thật.")
    return Inspecting(
        draft=draft,
        draft_photo=_photo(officer, draft, 7),
        concluded=concluded,
        photo=photo,
        drafted=drafted,
        stopped=stopped,
        submitted=stories.submitted_proposal(_another(goods, "Mứt dừa")),
        remedy=remedy,
        misuse=stories.misuse(producer_id=goods.producer_id, product_name="Mứt lạ"),
        rejected=rejected,
        handled=handled,
        dismissed=dismissed,
        appeal=services.open_appeal(goods.seller, goods.producer_id, revoked, "Kết luận chưa đúng."),
    )


def version(world: Inspecting) -> str:
    """The version of the minutes that are being written."""
    return str(queries.inspection(stories.officer(1), world.draft).version)


def _another(goods: Goods, name: str) -> int:
    made = stories.goods(name=name, producer_id=goods.producer_id, recognised={"product_name": name})
    assert made.recognition_id is not None
    return made.recognition_id


def _photo(actor: Actor, code: str, shade: int) -> int:
    data = uploads.saved(uploads.two_tone((800 + shade, 600)))
    return services.add_file(actor, code, EvidenceKind.PHOTO, data, "xuong.jpg")
