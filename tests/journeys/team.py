"""Somebody of the team that looks after ideas and holds workshops."""

import re
from datetime import datetime

from tests.visitor import Visitor

DESK = "/arbeitsplatz/"


class Team(Visitor):
    """She works at her desk, and drives the room of a workshop."""

    def check_idea(self, number: int) -> None:
        """From the queue to the idea, which is public afterwards."""
        self.go(f"{DESK}ideen/")
        self.follow(f"{DESK}ideen/{number}/")
        self.press("Freigeben")
        assert "Die Idee ist in Ordnung und öffentlich." in self.text, self.text[:600]

    def answer_idea(self, number: int, text: str) -> None:
        self.go(f"{DESK}ideen/{number}/")
        self.follow("Offizielle Antwort")
        self.enter("text", text)
        self.press("Antwort veröffentlichen")
        assert "Die Antwort steht auf der Seite der Idee." in self.text

    def add_station(self, number: int, state: str) -> None:
        self.go(f"{DESK}ideen/{number}/")
        self.follow("Nächste Station")
        self.enter("state", state)
        self.press("Station eintragen")
        assert "Die Station ist eingetragen." in self.text, self.text[:600]

    def create_series(self, slug: str, title: str, year: int) -> None:
        self.go(f"{DESK}workshops/")
        self.follow("Neue Reihe")
        self.fill(title=title, slug=slug, year=str(year))
        self.press("Anlegen")
        assert "Die Reihe ist angelegt." in self.text, self.text[:600]

    def create_workshop(self, series: int, slug: str, title: str, starts_at: datetime, register_by: datetime) -> None:
        """One on e-government with two seats for each group and two tables, open for registration."""
        self.go(f"{DESK}workshops/")
        self.follow("Neuer Workshop")
        self.fill(
            series=str(series),
            number="1",
            title=title,
            slug=slug,
            field="e-government",
            starts_at=f"{starts_at:%Y-%m-%dT%H:%M}",
            ends_at=f"{starts_at.replace(hour=19):%Y-%m-%dT%H:%M}",
            register_by=f"{register_by:%Y-%m-%dT%H:%M}",
            place="Rathaus, Burgplatz 19",
            programme="16:00 Begrüßung\n16:15 Tische",
            seats_citizens="2",
            seats_business="2",
            seats_administration="2",
        )
        self.press("Anlegen")
        self.follow("0 Tische")
        self.fill(themes="Service für Bürger\nKommunikation", seats="8")
        self.press("Speichern")
        self.confirm("Anmeldung öffnen")
        assert "Die Anmeldung ist offen." in self.text, self.text[:600]

    def open_room(self, workshop: str) -> str:
        """The code that the wall shows."""
        self.go(f"/raum/oeffnen/{workshop}/")
        self.press("Raum öffnen")
        said = re.search(r"Code ([0-9A-Z-]+)", self.text)
        assert said, self.text[:600]
        return said[1]

    def go_on_with(self, phase: str) -> None:
        """The next phase of the room whose page she sees."""
        self.press(f"Weiter: {phase}")

    def choose_card(self, words: str) -> int:
        """The number of the idea that a card becomes."""
        pilot = self.path
        self.go(f"{pilot}ernte/")
        self.press(f"Wird Idee: {words}")
        said = re.search(r"Das ist jetzt Idee (\d+)", self.text)
        assert said, self.text[:600]
        self.go(pilot)
        return int(said[1])

    def check_in_all(self, workshop: str) -> None:
        self.go(f"{DESK}workshops/{workshop}/ankunft/")
        here = next(form for form in self.page.forms if form.named("da"))
        self.enter("da", *(box.offered for box in here.named("da")))
        self.press("Speichern")

    def document(self, workshop: str, text: str) -> None:
        self.go(f"{DESK}workshops/{workshop}/")
        self.confirm("Hat stattgefunden")
        self.follow("Dokumentieren")
        self.enter("documentation", text)
        self.press("Veröffentlichen")
        assert "Die Dokumentation ist öffentlich." in self.text

    def confirm(self, label: str, button: str = "") -> None:
        """Go to the page that says what follows, and do it."""
        self.follow(label)
        self.press(button or label)

    def fill(self, **typed: str) -> None:
        """Enter several things on the page she sees."""
        for name, value in typed.items():
            self.enter(name, value)
