"""Somebody at a browser without scripts: she follows links, fills in what a page offers, and presses its buttons."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from rathaus.foundation.accounts.models import Person
from tests.markup import Form, Link, Markup


class Visitor:
    """One browser. An error of the house fails the test at once; any other answer becomes ``page``."""

    def __init__(self, person: Person | None = None, **options: Any) -> None:
        self.client = Client(**options)
        self.person = person
        if person:
            self.client.force_login(person)
        self.answer: HttpResponse = HttpResponse()
        self.path = ""
        self._entered: dict[str, list[Any]] = {}

    # --- what she sees

    @property
    def page(self) -> Markup:
        return self._page

    @property
    def text(self) -> str:
        return self._page.text

    @property
    def place(self) -> str:
        """The path of the page she sees, without the query."""
        return urlsplit(self.path).path

    # --- what she does

    def go(self, path: str) -> HttpResponse:
        """Open an address, and whatever it leads to."""
        return self._see(self.client.get(path), path)

    def follow(self, words: str) -> HttpResponse:
        """Follow the first link with these words in its label or address."""
        return self.go(urljoin(self.path, self._link(words).href).split("#")[0])

    def enter(self, name: str, *values: Any) -> None:
        """Fill in one field of the page; files are uploads, boxes and radio buttons take the values they offer."""
        form = self._form_with(name)
        controls = form.named(name)
        offered = {control.offered for control in controls if control.kind in ("checkbox", "radio")}
        assert not offered or set(values) <= offered, f"{self.path}: {name} offers {offered}, not {values}"
        self._entered[name] = list(values)

    def offers(self, name: str) -> bool:
        """Whether the page has a field of that name."""
        return any(form.named(name) for form in self._page.forms)

    def press(self, label: str) -> HttpResponse:
        """Press the first button with this label; what was entered goes with it."""
        form, button = next(
            (
                (form, button)
                for form in self._page.forms
                for button in form.buttons
                if button.label.strip().startswith(label)
            ),
            (None, None),
        )
        assert form is not None, f"{self.path} has no button {label!r}: {self.text[:600]}"
        assert not button.disabled
        data: dict[str, Any] = form.sent() | {n: v for n, v in self._entered.items() if form.named(n)}
        return self._send(form, data | ({button.name: [button.value]} if button.name else {}))

    def _send(self, form: Form, data: dict[str, Any]) -> HttpResponse:
        path = urljoin(self.path, form.action) if form.action else self.path
        send = self.client.post if form.method == "post" else self.client.get
        return self._see(send(path, data), path)

    def _see(self, answer: HttpResponse, path: str) -> HttpResponse:
        for _ in range(10):
            if not 300 <= answer.status_code < 400:
                break
            path = urljoin(path, answer["Location"]).split("#")[0]
            answer = self.client.get(path)
        assert answer.status_code < 500, f"{path}: {answer.status_code}"
        self.answer, self.path, self._entered = answer, path, {}
        is_page = answer["Content-Type"].startswith("text/html")
        self._page = Markup(answer.content.decode() if is_page else "")
        return answer

    def _link(self, words: str) -> Link:
        found = next((link for link in self._page.links if words in link.label or words in link.href), None)
        assert found, f"{self.path} has no link {words!r}: {self.text[:600]}"
        return found

    def _form_with(self, name: str) -> Form:
        found = next((form for form in self._page.forms if form.named(name)), None)
        assert found, f"{self.path} has no field {name!r}"
        return found


def upload(name: str, content: bytes, content_type: str = "application/octet-stream") -> SimpleUploadedFile:
    """A file to send; what the browser claims about it means nothing."""
    return SimpleUploadedFile(name, content, content_type)
