"""What visitors do, each deed page by page until the house says that it counts; then it stands in the ledger."""

import hashlib
import random
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from bench.applicant import FIELDS, PROOF, START
from faults.browser import Answer, Browser, File, GivenUp, Odd
from faults.ledger import Ledger
from faults.people import PASSWORD, People

SIGN_IN = "/konto/anmelden/"
CHECK = f"{START}pruefen/"
CHOICE = "befreien"
"""The decision that grants what was applied for."""
REFERENCE = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]\b")
_THREAD = re.compile(r'href="(/mein/postfach/[0-9a-f-]{36}/)"')
FASTEST = 3.5
"""Seconds a guest takes to fill in a form; who is faster is taken for a robot."""
_MOST_PAGES = 25
_HELD_UP = "Wir können gerade keine Dateien annehmen"
"""What a form says while the file store fails."""
_MOST_TRIES = 20
_MOST_KNOWN = 200


class SignedOut(Exception):
    """Her session is over; she has to sign in again."""


class Town:
    """What visitors know of each other's doings: any thread may add to it."""

    def __init__(self, people: People, ledger: Ledger) -> None:
        self.people, self.ledger = people, ledger
        self.ideas = list(people.ideas)
        self.references: list[str] = []
        """Of acknowledged applications, for the clerk to write about."""

    def learn(self, known: list, what: object) -> None:
        known.append(what)
        del known[:-_MOST_KNOWN]


class Visitor:
    """Somebody with a browser; ``email`` is empty for a guest."""

    def __init__(self, town: Town, browser: Browser, email: str = "") -> None:
        self.town, self.browser, self.email = town, browser, email
        self.supported: set[int] = set()

    @property
    def chance(self) -> random.Random:
        return self.browser.chance

    def sign_in(self) -> None:
        for _ in range(_MOST_TRIES):
            page = self.browser.page(SIGN_IN)
            answer = self.browser.send(SIGN_IN, [*page.hidden, ("login", self.email), ("password", PASSWORD)])
            # Where an answer got lost, a new token for the form went with it; she is told to open the page anew.
            if answer.status != HTTPStatus.FORBIDDEN:
                break
        self._expect(answer, HTTPStatus.FOUND)

    def apply(self) -> None:
        """Register a dog, with a proof that only this application has."""
        mark, file = new_mark(), new_proof("nachweis")
        facts = {"sha256": hashlib.sha256(file.content).hexdigest(), "email": self.email or f"{mark}@rathaus.example"}
        with self.deed("application", mark, facts):
            check = self.fill_in(facts["email"], file)
            page = self.browser.page(self._leads(check.path, [*check.hidden, *FIELDS["pruefen"].items()]))
            facts["reference"] = self._found(REFERENCE, page)
            self.town.learn(self.town.references, facts["reference"])

    def fill_in(self, email: str, file: File) -> Answer:
        """From the start page to the one on which everything is looked at once more."""
        fields = FIELDS | {"kontakt": {"email": email, "telefon": ""}}
        page = self.browser.page(self._leads(START, [*self.browser.page(START).hidden, ("begin", "new")]))
        # A step may come twice: what is answered there can bring up another question.
        for _ in range(_MOST_PAGES):
            if _place(page) == CHECK:
                return page
            page = self._step_on(page, fields, file)
            while _HELD_UP in page.text:
                self.browser.wait("held up")
                page = self._step_on(page, fields, file)
        raise Odd(f"It does not go on. {page.gist}")

    def _step_on(self, page: Answer, fields: dict[str, dict[str, str]], file: File) -> Answer:
        """Fill in a step; the page after it."""
        step = _place(page).rstrip("/").rpartition("/")[2]
        asked = file if ("_shown", file.field) in page.hidden else None
        return self.browser.page(self._leads(page.path, [*page.hidden, *fields.get(step, {}).items()], asked))

    def send_idea(self) -> None:
        """An idea with a file."""
        mark, file = new_mark(), new_proof("attachments")
        facts: dict[str, Any] = {
            "title": f"Mehr Bäume, Vorschlag {mark}",
            "sha256": hashlib.sha256(file.content).hexdigest(),
        }
        with self.deed("idea", mark, facts):
            page = self.browser.page("/ideen/neu/")
            said = {"title": facts["title"], "text": f"Sie spenden Schatten. {mark}", "field": "mobilitaet"}
            fields = [*page.hidden, *said.items(), ("shown_as", "none"), ("trotzdem", "1")]
            while (answer := self.browser.send("/ideen/neu/", fields, file)).status != HTTPStatus.FOUND:
                if _HELD_UP not in answer.text:
                    raise Odd(answer.gist)
                self.browser.wait("held up")
            receipt = self.browser.page(answer.leads_to)
            facts["number"] = int(self._found(re.compile(r"/ideen/(\d+)/"), receipt).strip("/").rpartition("/")[2])
            self.town.learn(self.town.ideas, facts["number"])

    def support(self) -> None:
        """Stand behind an idea she does not support yet."""
        if not (fresh := [number for number in self.town.ideas if number not in self.supported]):
            return
        number = self.chance.choice(fresh)
        self.supported.add(number)
        path = f"/ideen/{number}/unterstuetzen/"
        with self.deed("vote", new_mark(), {"idea": number, "who": self.email}):
            self._leads(path, self.browser.page(path).hidden)

    def take_seat(self) -> None:
        """Register for the workshop, each time as another guest."""
        mark = new_mark()
        facts = {"workshop": self.town.people.workshop, "email": f"{mark}@rathaus.example"}
        with self.deed("seat", mark, facts):
            guest, (path, fields) = self.browser.other(), ask_for_seat(self.town.people.workshop, mark)
            hidden = guest.page(path).hidden
            time.sleep(FASTEST)
            answer = guest.send(path, [*hidden, *fields])
            # Or she was told of what the answer that got lost had made; her link came by mail.
            if "schon eine Anmeldung" not in answer.text:
                self._expect(answer, HTTPStatus.FOUND)

    def reply(self) -> None:
        """Write into the thread of one of her cases."""
        if not (threads := _THREAD.findall(self.browser.page("/mein/postfach/?art=vorgang").text)):
            return
        mark, path = new_mark(), self.chance.choice(threads)
        with self.deed("message", mark, {"thread": path.strip("/").rpartition("/")[2], "text": f"Frage {mark}"}):
            page = self.browser.page(path)
            self._leads(path, [*page.hidden, ("text", f"Frage {mark}")])

    def write_to_citizen(self) -> None:
        """A clerk writes about a case; she takes it first where nobody has it."""
        if not self.town.references:
            return
        mark, reference = new_mark(), self.chance.choice(self.town.references)
        with self.deed("message", mark, {"reference": reference, "text": f"Auskunft {mark}"}):
            self._at_desk(reference, "fragen", [("text", f"Auskunft {mark}")], lambda page: f"Auskunft {mark}" in page)

    def decide(self) -> None:
        """A clerk decides a case, for good: nobody writes about it any more."""
        if not self.town.references:
            return
        reference = self.town.references.pop(0)
        with self.deed("decision", new_mark(), {"reference": reference}):
            choice = [("choice", CHOICE), ("text", "Alles vollständig."), ("_step", "confirm")]
            form = f"{reference}/entscheiden/"
            self._at_desk(reference, "entscheiden", choice, lambda page: form not in page)

    def _at_desk(self, reference: str, form: str, fields: list[tuple[str, str]], done: Callable[[str], bool]) -> None:
        """Send a form about a case until it counts: each time with the revision that its page shows by then."""
        place = f"/arbeitsplatz/vorgang/{reference}/"
        for _ in range(_MOST_TRIES):
            page = self.browser.page(place)
            if f"{place}uebernehmen/" in page.text:
                self.browser.send(f"{place}uebernehmen/", page.hidden)
                continue
            if done(page.text):
                return
            answer = self.browser.send(f"{place}{form}/", [*page.hidden, *fields])
            if answer.status == HTTPStatus.FOUND:
                return
        raise Odd(f"{place}{form}/ never counts. {answer.gist}")

    @contextmanager
    def deed(self, kind: str, mark: str, facts: dict) -> Iterator[None]:
        """Tried before, acknowledged after; what ends oddly or with the day stays open."""
        self.town.ledger.tried(kind, mark, **facts)
        try:
            yield
        except GivenUp:
            return
        except SignedOut:
            self.sign_in()
            return
        except Odd as odd:
            self.browser.watch.note_odd(str(odd))
            return
        self.town.ledger.note(kind, mark, **facts)
        self.browser.watch.acknowledged()

    def _leads(self, path: str, fields: list[tuple[str, str]], file: File | None = None) -> str:
        """Where a form leads. Raises SignedOut, Odd."""
        leads_to = self._expect(self.browser.send(path, fields, file), HTTPStatus.FOUND).leads_to
        if leads_to.startswith(SIGN_IN):
            raise SignedOut
        return leads_to

    @staticmethod
    def _expect(answer: Answer, status: HTTPStatus) -> Answer:
        if answer.status != status:
            raise Odd(answer.gist)
        return answer

    @staticmethod
    def _found(pattern: re.Pattern[str], page: Answer) -> str:
        if found := pattern.search(page.text):
            return found[0]
        raise Odd(f"No {pattern.pattern} on {page.gist}")


def _place(page: Answer) -> str:
    return urlsplit(page.path).path


def ask_for_seat(workshop: str, mark: str) -> tuple[str, list[tuple[str, str]]]:
    """Where a guest registers, and what she types there."""
    said = {"group": "citizens", "name": f"Gast {mark}", "email": f"{mark}@rathaus.example", "consent": "on"}
    return f"/workshops/{workshop}/anmelden/", [*said.items()]


def new_mark() -> str:
    return secrets.token_hex(6)


def new_proof(field: str) -> File:
    """A PDF of 100 kB that nobody else has."""
    return File(field, "Nachweis.pdf", PROOF.replace(b"0123456789abcdef", secrets.token_hex(8).encode(), 1))
