"""One dog is registered: what is asked page by page, and what is answered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from playwright.sync_api import Page


class Hand(Protocol):
    """How somebody uses a page. ``group`` is the beginning of the question that a field belongs to."""

    page: Page

    def type(self, label: str, text: str, group: str = "") -> None: ...

    def choose(self, label: str, group: str = "") -> None: ...

    def await_question(self, group: str) -> None:
        """The question appears because of the last answer."""

    def press(self, label: str) -> None: ...


@dataclass(frozen=True)
class Stage:
    """A page of the application with its headline."""

    heading: str
    answer: Callable[[Hand], None]


def stages() -> list[Stage]:
    """From the first step to the last; the check page follows."""
    return [
        Stage("Wer hält den Hund?", _owner),
        Stage("Wo wohnen Sie?", _address),
        Stage("Wie erreichen wir Sie?", _contact),
        Stage("Leben schon angemeldete Hunde in Ihrem Haushalt?", _household),
        Stage("Ihre Hunde", _dog),
        Stage(
            "Möchten Sie von der Steuer befreit werden?", lambda hand: hand.choose("Nein", "Grund für die Befreiung")
        ),
        Stage("Wie möchten Sie zahlen?", _payment),
    ]


def walk(hand: Hand) -> Iterator[str]:
    """Answers one page after the other; yields each headline while its page is still empty."""
    for stage in stages():
        see(hand.page, stage.heading)
        yield stage.heading
        stage.answer(hand)
        hand.press("Weiter")
    see(hand.page, "Angaben prüfen")


def see(page: Page, heading: str) -> None:
    """Wait for the page with this headline."""
    page.get_by_role("heading", level=1, name=heading).wait_for()


def send(hand: Hand) -> None:
    """From the check page to the receipt."""
    hand.choose("Meine Angaben sind vollständig")
    hand.press("Verbindlich absenden")
    see(hand.page, "Ihr Antrag ist angekommen")


def look_up(hand: Hand) -> str:
    """From the receipt to the case, as a guest finds it; gives its reference."""
    reference, code = hand.page.locator(".reference b").all_inner_texts()
    hand.page.goto("/status/")
    hand.type("Vorgangsnummer", reference)
    hand.type("Statuscode", code)
    hand.press("Stand ansehen")
    see(hand.page, "Hund anmelden")
    return reference


def _owner(hand: Hand) -> None:
    hand.type("Vorname", "Ada")
    hand.type("Nachname", "Beispiel")
    _type_day(hand, date(1988, 3, 4), "Ihr Geburtsdatum")


def _address(hand: Hand) -> None:
    hand.type("Straße", "Musterstraße")
    hand.type("Hausnummer", "12")
    hand.type("Postleitzahl", "47057")
    hand.type("Ort", "Duisburg")


def _contact(hand: Hand) -> None:
    hand.type("E-Mail-Adresse", "ada@rathaus.example")


def _household(hand: Hand) -> None:
    hand.type("Zahl der Hunde", "0")


def _dog(hand: Hand) -> None:
    hand.type("Name", "Bruno")
    hand.type("Rasse oder Mischung", "Dackel-Mischling")
    hand.choose("Rüde", "Geschlecht")
    _type_day(hand, date(2023, 5, 1), "Geburtsdatum des Hundes")
    hand.choose("Nein", "Ist der Hund mindestens 40 cm")
    hand.choose("Nein", "Gehört der Hund zu einer")
    hand.choose("Ich habe ihn aufgenommen", "Wie kam der Hund zu Ihnen?")
    hand.await_question("Seit wann lebt der Hund bei Ihnen?")
    _type_day(hand, datetime.now(UTC).date() - timedelta(days=8), "Seit wann lebt der Hund bei Ihnen?")


def _exemption(hand: Hand) -> None:
    hand.choose("Nein", "Grund für die Befreiung")


def _payment(hand: Hand) -> None:
    hand.choose("Ich überweise selbst", "Zahlweise")


def _type_day(hand: Hand, day: date, group: str) -> None:
    hand.type("Tag", str(day.day), group)
    hand.type("Monat", str(day.month), group)
    hand.type("Jahr", str(day.year), group)
