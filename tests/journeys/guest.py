"""Somebody without an account and without scripts, who takes part."""

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from tests.visitor import Visitor

READING = timedelta(seconds=30)
"""Whoever is faster than this may be a robot."""


class Guest(Visitor):
    """She sends ideas, registers, and sits at a table."""

    def read(self, path: str) -> None:
        """Open the page of a form, and take the time one takes to fill it in."""
        then = timezone.now() - READING
        with patch("django.utils.timezone.now", lambda: then):
            self.go(path)

    def send_idea(self, *, place: str = "/ideen/neu/", **typed: str) -> int:
        """From the form to the receipt; the number on it."""
        self.read(place)
        for name, value in typed.items():
            self.enter(name, value)
        self.press("Idee senden")
        said = re.search(r"Das ist jetzt Idee (\d+)", self.text)
        assert said, self.text[:800]
        return int(said[1])

    @property
    def claim_link(self) -> str:
        """As the receipt shows it."""
        return next(link.href for link in self.page.links if link.href.startswith("/ideen/anspruch/"))

    def register(self, workshop: str, name: str, email: str, group: str) -> None:
        self.read(f"/workshops/{workshop}/")
        self.read(f"/workshops/{workshop}/anmelden/")
        for field, value in {"name": name, "email": email, "group": group, "consent": "on"}.items():
            self.enter(field, value)
        self.press("Anmelden")
        assert self.place.startswith("/workshops/platz/"), self.text[:600]

    def sit_down(self, code: str, table: int) -> None:
        """Come in by the code from the wall."""
        self.go("/raum/")
        self.enter("code", code)
        self.press("Weiter")
        self.enter("table", str(table))
        self.press("Hinsetzen")
        assert "Auf dem Tisch" in self.text, self.text[:600]

    def take_from_pool(self, title: str) -> None:
        self.follow("Ideen aus dem Vorrat holen")
        self.press(f"Auf den Tisch: {title}")
        assert "Die Idee liegt auf dem Tisch." in self.text

    def lay(self, words: str) -> None:
        self.enter("text", words)
        self.press("Karte auf den Tisch legen")
        assert words in self.text

    def weigh(self, words: str) -> None:
        """Give a dot to the card with these words; its button shows dots, so one goes by the card's number."""
        card = re.search(r"/karte/(\d+)/", self._link(f"Ordnen: {words}").href)
        assert card
        form = next(form for form in self.page.forms if any(button.name == "give" for button in form.buttons))
        data: dict[str, Any] = form.sent() | {"give": [card[1]]}
        self._send(form, data)

    def fill_profile(self, **answers: str) -> None:
        for question, answer in answers.items():
            self.enter(question, answer)
        self.press("Steckbrief speichern")
