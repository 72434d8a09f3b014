"""What a page's forms hold: the values of its fields, and what is said beside each of them."""

from __future__ import annotations

from html.parser import HTMLParser

from werkzeug.test import TestResponse

VOID = frozenset({"input", "img", "br", "meta", "link", "hr", "source", "progress", "use", "path", "wbr"})


class PageForms(HTMLParser):
    """``values`` by the name of the field; ``described`` by the name of a field for files; ``texts`` by id."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__(convert_charrefs=True)
        self.values: dict[str, list[str]] = {}
        self.described: dict[str, list[str]] = {}
        self.invalid: set[str] = set()
        self.texts: dict[str, str] = {}
        self.classes: dict[str, str] = {}
        self.file_forms: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._area = self._select = ""
        self.feed(response.text)
        self.texts = {id_: " ".join(text.split()) for id_, text in self.texts.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field, and what carries an id."""
        found = {name: value or "" for name, value in attrs}
        if tag == "form" and found.get("enctype") == "multipart/form-data":
            self.file_forms.append(found.get("action", ""))
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "input" and kind == "file":
            self.described.setdefault(name, []).extend(found.get("aria-describedby", "").split())
            if found.get("aria-invalid") == "true":
                self.invalid.add(name)
        elif tag == "input" and (kind not in {"radio", "checkbox"} or "checked" in found):
            self.values.setdefault(name, []).append(found.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self.values.setdefault(name, []).append("")
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in found:
            self.values.setdefault(self._select, []).append(found.get("value", ""))
        if tag not in VOID:
            self._open.append((tag, found.get("id", "")))
        if "id" in found:
            self.texts.setdefault(found["id"], "")
            self.classes[found["id"]] = found.get("class", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave what was opened."""
        if tag == "textarea" and self._area:
            self.values[self._area][-1] = self.values[self._area][-1].removeprefix("\n")
            self._area = ""
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        """Words belong to everything that is open."""
        if self._area:
            self.values[self._area][-1] += data
        for _tag, id_ in self._open:
            if id_:
                self.texts[id_] += data

    def error_beside(self, name: str) -> str:
        """What is said to be wrong with a field for files, by what the field itself points to."""
        ids = [id_ for id_ in self.described.get(name, ()) if "m-field__err" in self.classes.get(id_, "")]
        said = " ".join(self.texts[id_] for id_ in dict.fromkeys(ids))
        return said.removeprefix("Lỗi:").removeprefix("Error:").strip()
