"""Files that cannot be taken, sent to every form that takes one: each is refused with its reason beside the field, what
was typed stays in the form, and nothing of the file is left, neither in the storage nor in any table.

A form that takes files and is not in ``upload_forms.FORMS`` fails here.
"""

from __future__ import annotations

import ast
import inspect as reading
import re
import tracemalloc
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, url_for
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from admin.uploads import Kept, read_form
from tests.conftest import state_of
from tests.web.page_forms import PageForms
from tests.web.refusals import expected
from tests.web.staging import Stage, contents, taken_back
from tests.web.upload_forms import FORMS, HOSTILE, NO_FILE, PHOTO, TABLE, FileForm, honest

ROOT = Path(__file__).parents[2]
TEMPLATES = (ROOT / "admin/templates", ROOT / "storefront/templates", ROOT / "marketplace/templates")
PREFIX = "marketplace.admin."


def called_by(function: Any) -> Iterator[Any]:
    """Functions of the desks that a function names, and what it asks the request for."""
    home = vars(reading.getmodule(function))
    local = set(function.__code__.co_varnames)
    for node in ast.walk(ast.parse(reading.getsource(function))):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "request"
        ):
            yield node.attr
        elif isinstance(node, ast.Name) and node.id not in local:
            found = reading.unwrap(home[node.id]) if callable(home.get(node.id)) else None
            if reading.isfunction(found) and found.__module__.startswith(("admin.", "storefront.")):
                yield found


def reads_files(view: Any) -> bool:
    """True when the view, or a function of the pages that it calls, asks the request for its files."""
    view = reading.unwrap(view)
    if not reading.isfunction(view) or not view.__module__.startswith(("admin.", "storefront.")):
        return False
    seen, todo = set(), [view]
    while todo:
        each = todo.pop()
        if each in {"files", "stream", "get_data", "data"} or each is read_form:
            return True
        if not isinstance(each, str) and each not in seen:
            seen.add(each)
            todo += called_by(each)
    return False


def test_every_address_that_takes_a_file_is_tried(site: Flask) -> None:
    posts = {rule.endpoint for rule in site.url_map.iter_rules() if "POST" in (rule.methods or ())}
    found = {each.removeprefix(PREFIX) for each in posts if reads_files(site.view_functions[each])}
    assert found == set(FORMS) | set(NO_FILE), "say in tests/web/upload_forms.py what it takes"


def test_every_form_with_a_field_for_files_is_tried() -> None:
    files = [path for folder in TEMPLATES for path in folder.rglob("*.html")]
    whole = {path.name for path in files if 'enctype="multipart/form-data"' in path.read_text("utf-8")}
    assert whole == {form.template for form in FORMS.values()}
    with_field = {path.name for path in files if 'type="file"' in path.read_text("utf-8")}
    parts = {name for name in with_field if name.startswith("_")}
    assert with_field - parts <= whole, "a field for files stands in a form that sends none"
    assert parts == {"_apply.html", "_inspection.html"}


def kept(stage: Stage) -> dict[str, int]:
    return {name: len(data) for name, data in state_of(stage.app).ports["storage"].files.items()}


def address(stage: Stage, name: str, form: FileForm) -> str:
    with stage.app.test_request_context():
        return url_for(PREFIX + name, **form.at(stage.world))


def send(stage: Stage, name: str, form: FileForm, file: str, data: bytes) -> TestResponse:
    stage.app.extensions["site_limits"].reset()
    sent = {**form.typed, **form.beside, form.field: FileStorage(BytesIO(data), f"../../etc/{file}")}
    to = address(stage, name, form)
    accept = "application/json" if form.json else "text/html"
    boundary, body = encode_multipart(sent)
    return stage.browsers[form.who].post(
        to,
        data=body,
        headers={"Accept": accept},
        content_type=f"multipart/form-data; boundary={boundary}",
    )


def said(form: FileForm, answer: TestResponse, file: str = "") -> str:
    """Why the file was refused, by what stands beside its field."""
    if form.json:
        assert answer.json is not None
        why = " ".join(answer.json["refused"])
    else:
        why = PageForms(answer).error_beside(form.field)
    return why.removeprefix(f"{file}: ")


@pytest.fixture
def back(stage: Stage) -> Iterator[None]:
    """Whatever a test does is undone."""
    before = dict(state_of(stage.app).ports["storage"].files)
    with taken_back(stage):
        yield
    files = state_of(stage.app).ports["storage"].files
    files.clear()
    files.update(before)


@pytest.mark.usefixtures("back")
@pytest.mark.parametrize("name", FORMS)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing(stage: Stage, name: str) -> None:
    form, told, lost = FORMS[name], {}, []
    files, tables = kept(stage), contents(stage.connection)
    for case, (file, make) in HOSTILE.items():
        answer = send(stage, name, form, file, make())
        assert answer.status_code == 422, case
        told[case] = said(form, answer, file)
        assert "etc/" not in told[case]
        if not form.json:
            values = PageForms(answer).values
            lost += [(case, each) for each, text in form.typed.items() if text not in values.get(each, ())]
    assert told == expected(name)
    assert lost == [], "what was typed stays in the form"
    assert kept(stage) == files
    changed = {table for table, rows in contents(stage.connection).items() if rows != tables[table]}
    assert changed <= set(form.saves)


@pytest.mark.usefixtures("back")
@pytest.mark.parametrize("name", FORMS)
def test_a_reader_of_english_reads_why(stage: Stage, name: str) -> None:
    form = FORMS[name]
    stage.browsers[form.who].get("/ngon-ngu/en")
    try:
        for case in ("an SVG", "nothing", "more than may be sent", "a photo as iPhones take them"):
            file, make = HOSTILE[case]
            why = said(form, send(stage, name, form, file, make()), file)
            assert why != expected(name)[case]
            assert why[:20].isascii(), f"{case}: {why}"
    finally:
        stage.browsers[form.who].get("/ngon-ngu/vi")


@pytest.mark.usefixtures("back")
@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if form.takes != TABLE])
def test_an_honest_photo_is_taken_and_no_page_tells_where_it_was_taken(stage: Stage, name: str) -> None:
    """So it was the file, and nothing else, that was refused above."""
    form, files = FORMS[name], kept(stage)
    answer = send(stage, name, form, "anh.jpg", honest())
    if answer.status_code != 302:
        assert said(form, answer) == ""
    storage = state_of(stage.app).ports["storage"].files
    new = set(storage) - set(files)
    assert new, "it is kept"
    assert all(".." not in each and "anh" not in each for each in new)
    if form.takes == PHOTO:
        for each in new:
            with Image.open(BytesIO(storage[each])) as picture:
                assert picture.getexif() == {}, each
                assert picture.height > picture.width, "it stands upright"
    else:
        # A scan is kept as it came, as evidence; it is shown as a picture drawn anew.
        assert all(each.startswith(("paper/", "sealed/")) for each in new)


EDGE = "--------edge"


class Flood(RawIOBase):
    """A form with one file of so many bytes, made as it is read."""

    def __init__(self, form: FileForm, size: int) -> None:
        super().__init__()
        part = f'--{EDGE}\r\nContent-Disposition: form-data; name="%s"'
        head = "".join(
            f"{part % name}\r\n\r\n{text}\r\n" for name, text in (form.typed | form.beside).items()
        )
        head += f'{part % form.field}; filename="phim.jpg"\r\n\r\n'
        self.parts = [head.encode(), honest()]
        self.tail = f"\r\n--{EDGE}--\r\n".encode()
        self.left = size
        self.length = len(self.parts[0]) + len(self.parts[1]) + size + len(self.tail)
        self.begun = BytesIO(b"".join(self.parts))
        self.ended = BytesIO(self.tail)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert 0 <= size <= 1 << 20, "nobody asks for all of it"
        if data := self.begun.read(size):
            return data
        if self.left:
            size = min(size, self.left)
            self.left -= size
            return bytes(size)
        return self.ended.read(size)

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.slow
@pytest.mark.usefixtures("back")
@pytest.mark.parametrize("name", FORMS)
def test_two_hundred_megabytes_are_let_go_as_they_come(stage: Stage, name: str) -> None:
    form, files, tables = FORMS[name], kept(stage), contents(stage.connection)
    stage.app.extensions["site_limits"].reset()
    flood = Flood(form, 200_000_000)
    accept = "application/json" if form.json else "text/html"
    tracemalloc.start()
    try:
        answer = stage.browsers[form.who].post(
            address(stage, name, form),
            headers={"Accept": accept},
            environ_overrides={
                "wsgi.input": flood,
                "CONTENT_LENGTH": str(flood.length),
                "CONTENT_TYPE": f"multipart/form-data; boundary={EDGE}",
            },
        )
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.status_code == 422
    assert said(form, answer, "phim.jpg") == expected(name)["more than may be sent"]
    assert most < 40_000_000, "it lies neither in the memory"
    if not form.json:
        values = PageForms(answer).values
        assert [each for each, text in form.typed.items() if text not in values.get(each, ())] == []
    assert kept(stage) == files
    changed = {table for table, rows in contents(stage.connection).items() if rows != tables[table]}
    assert changed <= set(form.saves)


def test_nor_on_the_disk() -> None:
    with Kept(most=1_000_000) as file:
        sizes = []
        for _ in range(40):
            file.write(bytes(100_000))
            sizes.append(file.seek(0, 2))
        assert max(sizes) == 1_000_000
        assert sizes[-1] == 0
        assert file.overflowed


@pytest.mark.usefixtures("back")
@pytest.mark.parametrize("name", FORMS)
def test_a_form_longer_than_anybody_sends_is_not_read_and_answered_in_our_words(
    stage: Stage, name: str
) -> None:
    form, tables = FORMS[name], contents(stage.connection)
    stage.app.extensions["site_limits"].reset()
    accept = "application/json" if form.json else "text/html"
    sent: dict[str, Any] = {**form.typed, **form.beside, form.field: (BytesIO(honest()), "anh.jpg")}
    answer = stage.browsers[form.who].post(
        address(stage, name, form),
        data=sent,
        headers={"Accept": accept},
        environ_overrides={"CONTENT_LENGTH": "300000000"},
    )
    assert answer.status_code in {413, 422}
    if form.json:
        assert answer.json is not None
        assert re.search("nặng quá", answer.json["refused"][0])
    else:
        assert PageForms(answer).file_forms, "the form comes back"
        assert re.search(r"(nặng quá|lớn hơn)", answer.text)
    assert contents(stage.connection) == tables
