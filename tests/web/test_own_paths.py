"""Where a visitor is sent back to is always this very site."""

import pytest
from flask.testing import FlaskClient

from marketplace.web.paths import own_path

ELSEWHERE = [
    "//evil.com",
    "/\t/evil.com",
    "/\r\nX: 1",
    "/\\evil.com",
    "https://evil.com",
    "evil.com",
    "",
    "/ /evil.com",
    "/" * 3,
]


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_elsewhere_is_refused(asked: str, client: FlaskClient) -> None:
    assert own_path(asked) is None
    assert client.get("/ngon-ngu/en", query_string={"next": asked}).headers["Location"] == "/"
    answer = client.post("/gio-hang/them", data={"pack": "1", "quantity": "0", "back": asked})
    assert answer.headers["Location"] == "/gio-hang"


@pytest.mark.parametrize("asked", ["/", "/san-pham?sao=4&q=cam%20khe", "/dia-phuong/ha-tinh/huong-do"])
def test_our_own_is_kept(asked: str) -> None:
    assert own_path(asked) == asked


@pytest.mark.parametrize("typed", ["1.5", "1,5", "-1", "", "hai", "1.00", "12.34.567"])
def test_a_quantity_is_a_whole_number(typed: str, client: FlaskClient) -> None:
    client.post("/gio-hang/them", data={"pack": "1", "quantity": typed})
    assert "Nhập số lượng bằng số." in client.get("/gio-hang").text
