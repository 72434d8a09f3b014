"""References to who did a thing, and the accounts behind them."""

from marketplace.kernel.actor import Actor, accounts_in


def test_a_reference_leads_back_to_its_account():
    assert accounts_in([Actor("user", "Chị Hoa", 12).ref]) == {12}


def test_only_people_with_an_account_have_a_number():
    refs = [
        Actor.guest().ref,
        Actor.system("demo").ref,
        Actor.system("12").ref,
        "user:12",
        "user:7",
        "user:12",
    ]
    assert accounts_in([*refs, "", None, "user:", "user:-3", "user:²", "producer:9", "12"]) == {7, 12}
