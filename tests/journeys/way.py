"""The whole way of one idea, from a guest's form to an online service, gone by everybody who has a part in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.core import mail
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Office
from rathaus.participation.committee.content import rulebook
from rathaus.participation.workshops.models import Series
from tests.clock import Travel
from tests.journeys.guest import Guest
from tests.journeys.secretary import Member, Secretary
from tests.journeys.team import DESK, Team
from tests.visitor import Visitor

FIRST_DAY = date(2027, 3, 1)
TITLE, CARD, PROJECT = "Ein Konto für alle Anträge", "Formulare ohne Amtsdeutsch", "ServicePortal für alle"
SERIES, WORKSHOP, SERVICE = "reihe-2027", "e-government-2027", "/leistungen/hund-anmelden/"
RITA, WILLI = "rita@gast.example", "willi@gast.example"
"""Two guests who come to the workshop."""
ORDER = (
    *("send", "check", "join_in", "answer", "invite", "hold", "document"),
    *("prepare", "call_meeting", "vote", "write_minutes", "start", "report", "finish"),
)


@dataclass
class Way:
    """Each verb is one part of the way; ``cast`` has the people by first name."""

    cast: dict[str, Person]
    travel_to: Travel
    run_tasks: Callable[[], int]
    number: int = 0
    chosen: int = 0
    """The idea that a card became."""
    decision: int = 0
    project: str = ""
    """Its slug."""
    heard: dict[str, set[str]] = field(default_factory=dict)
    """Part of the way → whom a mail then led to the idea."""

    def walk(self) -> "Way":
        """All of it, in order."""
        for verb in ORDER:
            getattr(self, verb)()
            self.run_tasks()
            led = [letter for letter in mail.outbox if f"/ideen/{self.number}/" in letter.body]
            self.heard[verb] = {address for letter in led for address in letter.to}
            mail.outbox.clear()
        return self

    # --- the idea

    def send(self) -> None:
        """A guest sends it; with the link of the receipt Bernd makes it his."""
        self.on(0)
        guest = Guest()
        typed = {"title": TITLE, "text": "Ich will nicht für jedes Amt ein neues Passwort.", "field": "e-government"}
        self.number = guest.send_idea(**typed)
        bernd = self.visitor("bernd")
        bernd.go(guest.claim_link)
        bernd.press("In mein Konto übernehmen")
        assert TITLE in bernd.text

    def check(self) -> None:
        Team(self.cast["lena"]).check_idea(self.number)

    def join_in(self) -> None:
        """Anna supports it, follows it, and says something."""
        anna = self.visitor("anna")
        anna.go(self.page)
        anna.press("Ich unterstütze das")
        anna.press("Folgen")
        anna.follow("Kommentar schreiben")
        anna.enter("text", "Bitte auch auf Türkisch.")
        anna.press("Senden")
        assert "Bitte auch auf Türkisch." in anna.text

    def answer(self) -> None:
        """The city has weighed it, and says so."""
        self.on(2)
        lena = Team(self.cast["lena"])
        lena.answer_idea(self.number, "Das nehmen wir in den Workshop mit.")
        lena.add_station(self.number, "geprueft")

    # --- the workshop

    def invite(self) -> None:
        """A series with its workshop; two guests register."""
        lena = Team(self.cast["lena"])
        lena.create_series(SERIES, "Workshops 2027", 2027)
        series = Series.objects.get(slug=SERIES).pk
        lena.create_workshop(series, WORKSHOP, "Werkstatt E-Government", _at(10, 16), _at(8, 12))
        Guest().register(WORKSHOP, "Rita Rhein", RITA, "citizens")
        Guest().register(WORKSHOP, "Willi Werk", WILLI, "business")

    def hold(self) -> None:
        """Collect, shape, present; the idea comes out of the pool, and a card becomes another."""
        self.on(10)
        lena = Team(self.cast["lena"])
        lena.check_in_all(WORKSHOP)
        code = lena.open_room(WORKSHOP)
        lena.go_on_with("Sammeln")
        rita, willi = Guest(), Guest()
        for guest in (rita, willi):
            guest.sit_down(code, 1)
        rita.take_from_pool(TITLE)
        rita.lay(CARD)
        willi.go(willi.path)
        for words in (TITLE, CARD):
            willi.weigh(words)
        lena.go_on_with("Konkretisieren")
        rita.go(rita.path)
        rita.fill_profile(title=TITLE, goal="Alles an einer Stelle", steps="Ein Konto bauen")
        lena.go_on_with("Präsentieren")
        self.chosen = lena.choose_card(CARD)
        lena.press("Raum schließen")

    def document(self) -> None:
        self.on(11)
        Team(self.cast["lena"]).document(WORKSHOP, "Zwei Tische, viele Karten.")

    # --- the committee

    def prepare(self) -> None:
        """Seats, dossier, feasibility check, scores."""
        self.on(20)
        lena = Secretary(self.cast["lena"])
        lena.found()
        lena.appoint("Vorsitz", role="chair")
        lena.appoint("Vertretung der Stadtwerke")
        lena.appoint("Vertretung der Bürgerschaft", self.cast["emil"])
        lena.nominate(self.number, self.cast["emil"])
        Member(self.cast["emil"]).score(list(rulebook().criteria), 4)

    def call_meeting(self) -> None:
        Secretary(self.cast["lena"]).invite(self.number, _at(30, 16))

    def vote(self) -> None:
        """Emil votes on his own page, the others raise their hands."""
        self.on(30)
        lena, emil = Secretary(self.cast["lena"]), Member(self.cast["emil"])
        lena.begin(self.meeting_day)
        lena.put_to_the_vote(TITLE)
        emil.vote("yes")
        lena.note_the_others()
        self.decision = lena.decide("high", "Nach einem Jahr berichten")
        lena.close(self.meeting_day)

    def write_minutes(self) -> None:
        self.on(33)
        Secretary(self.cast["lena"]).publish_minutes(self.meeting_day, "Der Vorsitz eröffnet die Sitzung.")

    # --- the project

    def start(self) -> None:
        """The office for urban development carries it out."""
        self.on(40)
        lena = Team(self.cast["lena"])
        lena.go(f"{DESK}projekte/neu/?idee={self.number}")
        office = str(Office.objects.get(slug="stadtentwicklung").pk)
        lena.fill(title=PROJECT, goals="Leistungen an einer Stelle.", office=office, contact="Team ServicePortal")
        lena.press("Projekt anlegen")
        assert "Das Projekt ist angelegt und öffentlich." in lena.text, lena.text[:800]
        self.project = lena.place.removeprefix(f"{DESK}projekte/").strip("/")

    def report(self) -> None:
        """Ivo of that office plans a milestone, reaches it, and reports."""
        self.on(60)
        ivo = Team(self.cast["ivo"])
        ivo.go(f"{DESK}projekte/?liste=offen")
        ivo.follow(PROJECT)
        ivo.follow("Meilenstein hinzufügen")
        ivo.fill(title="Erster Antrag online", planned_on=f"{_at(65, 0):%Y-%m-%d}")
        ivo.press("Meilenstein hinzufügen")
        self.on(64)
        ivo = Team(self.cast["ivo"])
        ivo.go(f"{DESK}projekte/{self.project}/")
        ivo.follow("Erreicht: Erster Antrag online")
        ivo.press("Als erreicht eintragen")
        ivo.follow("Bericht schreiben")
        ivo.fill(light="good", text="Der erste Antrag ist online.")
        ivo.press("Bericht veröffentlichen")
        assert "Der Bericht ist öffentlich." in ivo.text, ivo.text[:800]

    def finish(self) -> None:
        """What came of it is a service that one can use."""
        self.on(90)
        lena = Team(self.cast["lena"])
        lena.go(f"{DESK}projekte/{self.project}/")
        lena.follow("Als umgesetzt eintragen")
        lena.fill(result_link=SERVICE, result_text="Hund online anmelden")
        lena.press("Als umgesetzt eintragen")
        assert "Das Projekt ist umgesetzt." in lena.text, lena.text[:800]

    # --- what the way is made of

    @property
    def page(self) -> str:
        return f"/ideen/{self.number}/"

    @property
    def meeting_day(self) -> str:
        return f"{_at(30, 16):%Y-%m-%d}"

    def on(self, day: int) -> None:
        """So many days after the first."""
        self.travel_to(FIRST_DAY + timedelta(days=day))

    def visitor(self, first: str) -> Visitor:
        return Visitor(self.cast[first])


def _at(day: int, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(FIRST_DAY + timedelta(days=day), time(hour)))
