"""Walks through the portal as it stands in its own folder, with the wheel installed, and prints what it saw as JSON.

``visit.py <folder of the portal>``, in a Python that is isolated (``-I``), after the portal's commands were run.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(sys.argv[1]).resolve()
sys.path.insert(0, str(HERE))

from flask.testing import FlaskClient  # noqa: E402 -- the path comes first
from portal import (  # noqa: E402 -- as above
    codes,
    create_app,
    readers,
)
from sqlalchemy import select  # noqa: E402 -- as above

from marketplace import migrate  # noqa: E402 -- as above
from marketplace.certification.models import Recognition  # noqa: E402 -- as above
from marketplace.kernel.db import session  # noqa: E402 -- as above

CLERK, PASSWORD = "van-thu@example.vn", "cam-khe-may-2026"


def sign_in(client: FlaskClient) -> int:
    """The clerk signs in, with the code that their telephone shows."""
    reader = readers.reader_by_email(CLERK)
    assert reader is not None
    assert reader.code_secret is not None
    token = client.get("/vao").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    typed = {"email": CLERK, "password": PASSWORD, "csrf_token": token,
             "code": codes.code_at(reader.code_secret, codes.step_now())}  # fmt: skip
    return client.post("/vao", data=typed).status_code


def visit() -> dict[str, Any]:
    app = create_app(MARKETPLACE_DEMO=True)
    saw: dict[str, Any] = {}
    with app.app_context():
        code = session().scalars(select(Recognition.code).order_by(Recognition.id).limit(1)).one()
        stored = (path.name for path in Path(app.instance_path, "media").rglob("*.webp"))
        picture = min(stored)
    client = app.test_client()
    home = client.get("/cho-ocop/").text
    parts = home.split('"')
    static = "/cho-ocop/static/marketplace/storefront/market.css"
    addresses = {
        "home": "/cho-ocop/",
        "product": next(part for part in parts if part.startswith("/cho-ocop/san-pham/")),
        "picture": f"/cho-ocop/anh/{picture}",
        "style": next(part for part in parts if part.startswith(static)),
        "star": f"/cho-ocop/sao/{code}",
        "badge": f"/cho-ocop/sao/{code}/bien.png",
        "place": "/cho-ocop/dia-phuong/ha-tinh",
        "search": "/cho-ocop/tim-kiem?q=cam+khe+may",
        "host's home": "/",
        "host's style": "/static/site.css",
        "host's admin, for a guest": "/quan-ly/can-bo",
    }
    saw["pages"] = {}
    for name, address in addresses.items():
        with client.get(address) as answer:
            saw["pages"][name] = [answer.status_code, answer.mimetype]
    saw["demo line"] = "DEMO:" in home
    saw["host's frame"] = '<nav aria-label="Cổng xã">' in home
    saw["found"] = "Cam Khe Mây" in client.get(addresses["search"]).text
    client.get("/cho-ocop/ngon-ngu/en")
    english = client.get("/cho-ocop/gio-hang").text
    saw["english"] = ['<html lang="en">' in english, "Your basket is empty" in english]
    client.get("/cho-ocop/ngon-ngu/vi")
    with app.app_context():
        saw["signed in"] = sign_in(client)
    desks = ("can-bo", "can-bo/kiem-tra", "van-hanh/nguoi-dung", "van-hanh/thu", "van-hanh/cai-dat")
    saw["desks"] = {desk: client.get(f"/cho-ocop/quan-ly/{desk}").status_code for desk in desks}
    saw["host's admin"] = "<td>Văn thư</td>" in client.get("/quan-ly/can-bo").text
    saw["from"] = {
        name: str(Path(str(sys.modules[name].__file__)).parent)
        for name in (
            "marketplace",
            "marketplace_storefront",
            "marketplace_admin",
            "admin",
            "config",
            "storefront",
        )
    }
    saw["migrations"] = str(migrate.folder())
    saw["path"] = sys.path
    return saw


if __name__ == "__main__":
    print(json.dumps(visit(), ensure_ascii=False))
