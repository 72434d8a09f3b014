"""The front page: what stands first on it."""

import re

from flask.testing import FlaskClient

from marketplace.catalog.kinds import StorageClass
from tests import stories

NOVEMBER_AND_ON = 0b1100_0000_0001


def test_in_season_fresh_goods_come_first_and_of_them_what_is_gone_soonest(client: FlaskClient) -> None:
    every, short = 0b1111_1111_1110, 0b0100_0000_0000
    for name, mask, kept in (
        ("Chè xuân", short, StorageClass.AMBIENT),
        ("Cam chín", NOVEMBER_AND_ON, StorageClass.AMBIENT_FRESH),
        ("Chuối ngự", every, StorageClass.AMBIENT_FRESH),
        ("Trà quanh năm", every, StorageClass.AMBIENT),
    ):
        stories.goods(name=name, season_mask=mask, storage_class=kept)
    shelf = client.get("/").text.split('class="m-shelf"')[1].split("</ul>")[0]
    assert re.findall(r'<h3><a href="[^"]*">([^<]*)</a>', shelf) == [
        "Cam chín",
        "Chuối ngự",
        "Chè xuân",
        "Trà quanh năm",
    ]


def test_the_sixth_group_is_short_on_its_tile(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "<span>Du lịch cộng đồng<br>" in page
    assert "Dịch vụ du lịch cộng đồng" not in page
