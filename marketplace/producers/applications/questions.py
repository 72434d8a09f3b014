"""What an application asks, step by step: a table of questions. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.producers.applications import readers
from marketplace.producers.applications.kinds import Step
from marketplace.producers.applications.readers import Reader
from marketplace.producers.kinds import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerField:
    """A question. ``ask`` is what to do where it has to be answered, ``None`` where it need not be; ``limit`` is in
    characters. A ``sensitive`` answer is sealed at rest and shown covered; a ``compared`` one is what an officer ticks
    after holding it against a paper.
    """

    name: str
    step: Step
    label: Message
    read: Reader = readers.line
    ask: Message | None = None
    limit: int = 200
    sensitive: bool = False
    compared: bool = False

    @property
    def required(self) -> bool:
        """True where an application without it cannot be sent."""
        return self.ask is not None


_LIST: Final = (
    AnswerField(
        name="kind",
        step=Step.SUBJECT,
        label=Message("Loại hình"),
        read=readers.kind,
        ask=Message("Chọn loại hình."),
        limit=24,
        compared=True,
    ),
    AnswerField(
        name="legal_name",
        step=Step.SUBJECT,
        label=Message("Tên đầy đủ trên giấy đăng ký"),
        ask=Message("Ghi tên đầy đủ như trên giấy đăng ký."),
        compared=True,
    ),
    AnswerField(name="display_name", step=Step.SUBJECT, label=Message("Tên hiện trên chợ"), limit=120),
    AnswerField(
        name="tax_code",
        step=Step.REGISTRATION,
        label=Message("Mã số thuế"),
        read=readers.tax_code,
        ask=Message("Ghi mã số thuế; hộ kinh doanh ghi số định danh cá nhân."),
        limit=40,
        compared=True,
    ),
    AnswerField(
        name="registration_no",
        step=Step.REGISTRATION,
        label=Message("Số giấy đăng ký kinh doanh"),
        ask=Message("Ghi số giấy đăng ký kinh doanh."),
        limit=60,
        compared=True,
    ),
    AnswerField(
        name="registration_on",
        step=Step.REGISTRATION,
        label=Message("Ngày cấp đăng ký"),
        read=readers.past_day,
        ask=Message("Ghi ngày cấp giấy đăng ký."),
        limit=20,
        compared=True,
    ),
    AnswerField(
        name="registration_issuer",
        step=Step.REGISTRATION,
        label=Message("Nơi cấp đăng ký"),
        ask=Message("Ghi nơi cấp giấy đăng ký."),
        compared=True,
    ),
    AnswerField(
        name="representative",
        step=Step.PERSON,
        label=Message("Họ tên người đại diện"),
        ask=Message("Ghi họ tên người đại diện."),
        limit=120,
        compared=True,
    ),
    AnswerField(
        name="representative_id",
        step=Step.PERSON,
        label=Message("Số căn cước của người đại diện"),
        read=readers.personal_id,
        ask=Message("Ghi số căn cước 12 số của người đại diện."),
        limit=40,
        sensitive=True,
        compared=True,
    ),
    AnswerField(
        name="phone",
        step=Step.PERSON,
        label=Message("Số điện thoại"),
        read=readers.phone,
        ask=Message("Ghi số điện thoại để cán bộ và người mua gọi."),
        limit=40,
    ),
    AnswerField(name="email", step=Step.PERSON, label=Message("E-mail"), read=readers.email, limit=254),
    AnswerField(
        name="province",
        step=Step.PLACE,
        label=Message("Tỉnh, thành phố"),
        read=readers.code_of(2),
        ask=Message("Chọn tỉnh, thành phố."),
        limit=10,
    ),
    AnswerField(
        name="commune",
        step=Step.PLACE,
        label=Message("Xã, phường"),
        ask=Message("Ghi tên xã, phường; tên cũ cũng được."),
        compared=True,
    ),
    AnswerField(
        name="commune_code",
        step=Step.PLACE,
        label=Message("Mã xã, phường"),
        read=readers.code_of(5),
        limit=10,
    ),
    AnswerField(
        name="street",
        step=Step.PLACE,
        label=Message("Số nhà, đường, thôn"),
        ask=Message("Ghi số nhà, đường hoặc thôn, xóm."),
        compared=True,
    ),
    AnswerField(
        name="printed_address", step=Step.PLACE, label=Message("Địa chỉ cũ còn in trên giấy tờ"), limit=300
    ),
    AnswerField(
        name="sets",
        step=Step.GOODS,
        label=Message("Nhóm sản phẩm"),
        read=readers.sets,
        ask=Message("Chọn ít nhất một nhóm sản phẩm."),
    ),
    AnswerField(
        name="goods",
        step=Step.GOODS,
        label=Message("Sản phẩm định bán"),
        read=readers.words,
        limit=2_000,
    ),
    AnswerField(
        name="bank",
        step=Step.PAYOUT,
        label=Message("Ngân hàng"),
        read=readers.bank,
        ask=Message("Chọn ngân hàng."),
        limit=10,
        compared=True,
    ),
    AnswerField(
        name="bank_account",
        step=Step.PAYOUT,
        label=Message("Số tài khoản"),
        read=readers.account,
        ask=Message("Ghi số tài khoản nhận tiền."),
        limit=40,
        sensitive=True,
        compared=True,
    ),
    AnswerField(
        name="bank_holder",
        step=Step.PAYOUT,
        label=Message("Chủ tài khoản"),
        ask=Message("Ghi tên chủ tài khoản như ngân hàng ghi."),
        limit=120,
        compared=True,
    ),
    AnswerField(
        name="introduction",
        step=Step.STORY,
        label=Message("Giới thiệu ngắn"),
        read=readers.words,
        limit=2_000,
    ),
    AnswerField(name="story", step=Step.STORY, label=Message("Câu chuyện"), read=readers.words, limit=20_000),
)

FIELDS: Final[Mapping[str, AnswerField]] = MappingProxyType({each.name: each for each in _LIST})
"""The questions by name, in the order in which they are asked. Those about papers are in ``PAPER_FIELDS``."""

REGISTRATION_FIELDS: Final = ("registration_no", "registration_issuer", "registration_on")
"""What a business registration says: it is asked as a step of its own, so its paper is only scanned."""


def paper_fields(kind: PaperKind) -> tuple[AnswerField, ...]:
    """What is asked about a paper of ``kind``; nothing about a business registration (``REGISTRATION_FIELDS``)."""
    if kind is PaperKind.BUSINESS_REGISTRATION:
        return ()
    name = f"paper.{kind}"
    number = AnswerField(
        name=f"{name}.number",
        step=Step.PAPERS,
        label=Message("Số giấy"),
        ask=Message("Ghi số giấy."),
        limit=80,
        compared=True,
    )
    issuer = AnswerField(
        name=f"{name}.issuer",
        step=Step.PAPERS,
        label=Message("Nơi cấp"),
        ask=Message("Ghi nơi cấp."),
        compared=True,
    )
    issued = AnswerField(
        name=f"{name}.issued_on",
        step=Step.PAPERS,
        label=Message("Ngày cấp"),
        read=readers.past_day,
        ask=Message("Ghi ngày cấp."),
        limit=20,
        compared=True,
    )
    expires = AnswerField(
        name=f"{name}.expires_on",
        step=Step.PAPERS,
        label=Message("Hạn đến hết ngày"),
        read=readers.day_after(issued.name),
        limit=20,
        compared=True,
    )
    return number, issuer, issued, expires


PAPER_FIELDS: Final[Mapping[str, AnswerField]] = MappingProxyType(
    {field.name: field for kind in PaperKind for field in paper_fields(kind)}
)
ALL_FIELDS: Final[Mapping[str, AnswerField]] = MappingProxyType({**FIELDS, **PAPER_FIELDS})


def fields_of(step: Step) -> tuple[AnswerField, ...]:
    """The questions of a step, in order; those about papers depend on what is asked (``requirements.required``)."""
    return tuple(field for field in FIELDS.values() if field.step is step)
