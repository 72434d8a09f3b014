"""A contract with made-up parties, for the sample of the mail that holds one."""

from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.orders.contract_words import ContractLine, ContractSeller, ContractWords, Fact


def words() -> ContractWords:
    """A contract over one box of oranges, in the language of the moment."""
    return ContractWords(
        concluded="12:00, 21/11/2026",
        site="Chợ Phiên",
        buyer=(Fact(_("Người nhận"), "Nguyễn Thị Lan, 0912 000 000"),),
        floor=(Fact(_("Sàn"), "Chợ Phiên"),),
        sellers=(
            ContractSeller(
                name="HTX Khe Mây",
                lines=(
                    ContractLine(
                        title="Cam Khe Mây, Thùng 5 kg",
                        origin="Xã Hương Đô, Hà Tĩnh",
                        best_before="01/12/2026",
                        quantity="2",
                        unit_price=format_dong(225_000),
                        amount=format_dong(450_000),
                    ),
                ),
                terms=(Fact(_("Giao hàng"), f"{format_dong(64_000)}, 24/11 \N{EN DASH} 25/11/2026"),),
                identity=(Fact(_("Mã số thuế"), "9800000100"),),
                subtotal=format_dong(514_000),
            ),
        ),
        sums=(Fact(_("Tiền hàng"), format_dong(450_000)), Fact(_("Phí giao"), format_dong(64_000))),
        total=format_dong(514_000),
        in_words="Năm trăm mười bốn nghìn đồng chẵn",
        taxes=_("Giá đã gồm mọi thứ thuế."),
        offer_until="",
    )
