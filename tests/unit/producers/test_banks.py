import pytest

from marketplace.kernel.errors import Invalid
from marketplace.producers.payout.banks import banks, read_account, read_bank
from marketplace.producers.payout.states import ACCOUNT, AccountState

# Public VietQR samples: docs of VietQR and napas.
PROVEN = {
    "970436": "Vietcombank",
    "970415": "VietinBank",
    "970405": "Agribank",
    "970418": "BIDV",
    "970416": "ACB",
    "970422": "MB",
    "970407": "Techcombank",
    "970432": "VPBank",
    "970403": "Sacombank",
    "970425": "ABBANK",
    "970443": "SHB",
    "970437": "HDBank",
    "970448": "OCB",
    "970426": "MSB",
}


def test_the_list_has_the_banks_that_samples_prove() -> None:
    assert {number: banks()[number].short for number in PROVEN} == PROVEN


def test_every_bank_has_six_digits_and_both_names() -> None:
    assert all(
        len(bank.bin) == 6 and bank.bin.isdigit() and bank.short and bank.name for bank in banks().values()
    )
    assert len({bank.short for bank in banks().values()}) == len(banks()) == 34
    assert banks()["970405"].label == "Agribank – Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam"


def test_a_bank_is_one_of_the_list() -> None:
    assert read_bank(" 970405 ") == "970405"
    for wrong in ("", "970499", "Agribank"):
        with pytest.raises(Invalid) as refused:
            read_bank(wrong)
        assert list(refused.value.fields) == ["bank"]


@pytest.mark.parametrize("typed", ["0011012345678", "0011 0123 45678", "0011.0123-45678"])
def test_account_numbers_lose_what_is_between_the_digits(typed: str) -> None:
    assert read_account(typed) == "0011012345678"


@pytest.mark.parametrize("typed", ["", "12345", "1" * 20, "12345a", "１２３４５６"])
def test_other_account_numbers_are_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_account(typed)
    assert {name: str(text) for name, text in refused.value.fields.items()} == {
        "bank_account": "Số tài khoản có từ 6 đến 19 chữ số."
    }


def test_shortest_and_longest_account() -> None:
    assert (read_account("1" * 6), read_account("1" * 19)) == ("1" * 6, "1" * 19)


def test_only_a_waiting_account_is_decided_about() -> None:
    moves = {state: ACCOUNT.moves_from(state) for state in AccountState}
    assert moves == {
        AccountState.PENDING: ("verify", "refuse", "replace"),
        AccountState.VERIFIED: ("replace",),
        AccountState.REPLACED: (),
        AccountState.REFUSED: (),
    }
    assert all(str(state.label) for state in AccountState)
