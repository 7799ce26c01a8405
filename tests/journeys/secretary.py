"""Whoever keeps the committee's business, and a member of it."""

import re
from datetime import datetime

from rathaus.foundation.accounts.models import Person
from tests.journeys.team import DESK, Team
from tests.visitor import Visitor

COMMITTEE = f"{DESK}lenkungskreis/"


class Secretary(Team):
    """She founds the committee, gathers dossiers and takes the minutes."""

    def found(self) -> None:
        self.go(COMMITTEE)
        self.press("Lenkungskreis einrichten")

    def appoint(self, title: str, person: Person | None = None, role: str = "member") -> None:
        self.go(COMMITTEE)
        self.follow("Mitglied aufnehmen")
        self.fill(title=title, email=person.email if person else "", role=role)
        self.press("Speichern")
        assert title in self.text, self.text[:600]

    def nominate(self, number: int, evaluator: Person) -> None:
        """With feasibility check, and a member asked to score it."""
        self.go(f"{COMMITTEE}dossiers/")
        self.follow("Idee vorschlagen")
        self.fill(number=str(number), goal="Alles mit einem Konto", benefit="Weniger Wege")
        self.press("Speichern")
        self.follow(f"{number}: ")
        self.go(f"{self.path}pruefung/")
        self.fill(way="own", cost="small", effort="medium", consent="not_needed", office="Amt für Stadtentwicklung")
        self.press("Speichern")
        self.go(f"{COMMITTEE}dossiers/")
        boxes = next(form for form in self.page.forms if form.named("nominations"))
        self.enter("nominations", *(box.offered for box in boxes.named("nominations")))
        self.enter("people", str(evaluator.pk))
        self.press("Bewertungen verteilen")
        assert "Die Bewertungen sind verteilt." in self.text

    def invite(self, number: int, starts_at: datetime) -> None:
        """Plan a meeting with the idea on its agenda; she then sees the meeting's page."""
        self.go(COMMITTEE)
        self.follow("Sitzung planen")
        self.fill(starts_at=f"{starts_at:%Y-%m-%dT%H:%M}", place="Rathaus, Burgplatz 19")
        self.press("Speichern")
        self.follow(f"/sitzungen/{starts_at:%Y-%m-%d}/")
        self.follow("Punkt auf die Tagesordnung setzen")
        self.fill(number=str(number), proposal="Das Konto wird gebaut.")
        self.press("Speichern")
        self.confirm("Einladen und Tagesordnung veröffentlichen")

    def begin(self, day: str) -> None:
        """Open the meeting, everyone being there."""
        self.go(f"{COMMITTEE}sitzungen/{day}/")
        self.press("Sitzung eröffnen")
        self.follow("Anwesenheit")
        for seat in self._seats():
            self.enter(seat, seat.removeprefix("seat-"))
        self.press("Speichern")

    def put_to_the_vote(self, title: str) -> None:
        self.follow(title)
        self.follow("Abstimmung eröffnen")
        self.fill(kind="by_name", rule="simple")
        self.press("Speichern")

    def note_the_others(self) -> None:
        """All who have no account raised their hands; who has voted is not asked again."""
        self.go(self.path)
        self.follow("Stimmen notieren")
        for seat in self._seats():
            self.enter(seat, "yes")
        self.press("Speichern")

    def decide(self, result: str, conditions: str) -> int:
        """The decision's number."""
        self.confirm("Auszählen")
        self.follow("Beschluss festhalten")
        self.fill(result=result, conditions=conditions)
        self.press("Speichern")
        said = re.search(r"Beschluss (\d+)", self.text)
        assert said, self.text[:800]
        return int(said[1])

    def close(self, day: str) -> None:
        self.go(f"{COMMITTEE}sitzungen/{day}/")
        self.confirm("Sitzung beenden")

    def publish_minutes(self, day: str, text: str) -> None:
        """Draft, approved, published."""
        self.go(f"{COMMITTEE}sitzungen/{day}/")
        self.follow("Entwurf schreiben")
        self.enter("text", text)
        self.press("Speichern")
        self.confirm("Genehmigen", "Niederschrift genehmigen")
        self.confirm("Ohne nicht öffentliche Teile veröffentlichen")

    def _seats(self) -> list[str]:
        names = [control.name for form in self.page.forms for control in form.controls]
        return [name for name in names if name.startswith("seat-")]


class Member(Visitor):
    """She scores ideas and votes, on the pages of her own."""

    def score(self, criteria: list[str], points: int) -> None:
        self.go("/lenkungskreis/mein/")
        self.follow("/bewerten/")
        for criterion in criteria:
            self.enter(criterion, str(points))
        self.press("Speichern")
        assert "Ihre Bewertung ist gespeichert." in self.text, self.text[:800]

    def vote(self, choice: str) -> None:
        self.go("/lenkungskreis/mein/")
        self.follow("/abstimmen/")
        self.enter("choice", choice)
        self.press("Stimme abgeben")
        assert "Ihre Stimme ist abgegeben." in self.text, self.text[:800]
