"""F10 to F13: many at the same moment. The same form fifty times, one vote, the last seats, two clerks."""

import hashlib
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus

from bench.applicant import FIELDS
from faults.browser import Answer, Browser
from faults.deeds import FASTEST, REFERENCE, Town, Visitor, ask_for_seat, new_mark, new_proof
from faults.people import settle
from faults.stage import Outcome, Stage
from faults.watch import Watch

_SAME, _VOTES, _GUESTS, _SEATS = 50, 200, 40, 5
_PATIENCE = 900
_SEATED = "Sie haben einen Platz"


def run(stage: Stage) -> Outcome:
    """Each with as many threads as there are people in it."""
    stage.house.start()
    crowd = Crowd(stage)
    faults = [
        *crowd.same_application(),
        *crowd.same_idea(),
        *crowd.one_vote(),
        *crowd.last_seats(),
        *crowd.two_clerks(),
    ]
    brought = (
        f"the same application and idea × {_SAME}, one vote × {_VOTES}, {_GUESTS} people for {_SEATS} seats, "
        "two clerks for one case"
    )
    return stage.outcome("crowd", brought, crowd.town.ledger, crowd.watch, faults=faults, nobody_killed=True)


class Crowd:
    """Everyone notes in one ledger; each method gives what went wrong."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.watch = stage, Watch(_PATIENCE)
        self.town = Town(stage.people, stage.ledger("crowd"))

    def same_application(self) -> Iterator[str]:
        """A guest sends her application, over and over at once; she has one receipt."""
        guest, mark, file = self._visitor(), new_mark(), new_proof("nachweis")
        email, digest = f"{mark}@rathaus.example", hashlib.sha256(file.content).hexdigest()
        check = guest.fill_in(email, file)
        fields = [*check.hidden, *FIELDS["pruefen"].items()]
        answers = self._at_once(_SAME, guest, lambda browser: browser.page(browser.send(check.path, fields).leads_to))
        shown = {found[0] if (found := REFERENCE.search(page.text)) else page.gist for page in answers}
        if len(shown) == 1:
            self.town.ledger.note("application", mark, sha256=digest, email=email, reference=(reference := shown.pop()))
            self.town.learn(self.town.references, reference)
        else:
            yield f"one application, {len(shown)} receipts: {shown}"

    def same_idea(self) -> Iterator[str]:
        """One idea, one number."""
        author, mark, file = self._visitor(0), new_mark(), new_proof("attachments")
        page, title = author.browser.page("/ideen/neu/"), f"Fünfzigmal dasselbe {mark}"
        said = {"title": title, "text": f"Nur einmal. {mark}", "field": "mobilitaet", "shown_as": "none"}
        fields = [*page.hidden, *said.items(), ("trotzdem", "1")]
        answers = self._at_once(
            _SAME, author, lambda browser: browser.page(browser.send("/ideen/neu/", fields, file).leads_to)
        )
        shown = {found[1] if (found := re.search(r"/ideen/(\d+)/", page.text)) else page.gist for page in answers}
        if len(shown) == 1:
            digest = hashlib.sha256(file.content).hexdigest()
            self.town.ledger.note("idea", mark, title=title, sha256=digest, number=int(shown.pop()))
        else:
            yield f"one idea, {len(shown)} numbers: {shown}"

    def one_vote(self) -> Iterator[str]:
        """One person, two hundred times."""
        voter, number = self._visitor(1), self.stage.people.ideas[0]
        path = f"/ideen/{number}/unterstuetzen/"
        fields = voter.browser.page(path).hidden
        answers = self._at_once(_VOTES, voter, lambda browser: browser.send(path, fields))
        self.town.ledger.note("vote", new_mark(), idea=number, who=voter.email)
        yield from _unlike(answers, {HTTPStatus.FOUND: _VOTES})

    def last_seats(self) -> Iterator[str]:
        """More people than seats; then one gives hers back, over and over, and exactly one moves up."""
        few = settle(self.stage.house.settings, 1, seats=_SEATS)
        guests = [Guest(self._browser(), few.workshop) for _ in range(_GUESTS)]
        self._all([guest.come for guest in guests])
        time.sleep(FASTEST)
        answers = self._all([guest.register for guest in guests])
        yield from _unlike(answers, {HTTPStatus.FOUND: _GUESTS})
        seated = [guest for guest in guests if guest.has_seat]
        for guest in guests:
            if guest not in seated[:1]:
                email = f"{guest.mark}@rathaus.example"
                self.town.ledger.note("seat", guest.mark, workshop=few.workshop, email=email)
        if len(seated) != _SEATS:
            yield f"{len(seated)} have one of {_SEATS} seats"
            return
        back, giving = f"{seated[0].place}zurueckgeben/", seated[0].browser
        self._all([partial(self._twin(giving).send, back, giving.page(back).hidden) for _ in range(_SAME)])
        moved = sum(guest.has_seat for guest in guests if guest not in seated)
        if moved != 1:
            yield f"one seat was given back, and {moved} moved up"

    def two_clerks(self) -> Iterator[str]:
        """Both take it: one has it. She decides in two windows, differently: one decision, and the other is told."""
        if not self.town.references:
            return
        reference = self.town.references[-1]
        place = f"/arbeitsplatz/vorgang/{reference}/"
        clerks = [Visitor(self.town, self._browser(), email) for email in self.stage.people.clerks]
        for clerk in clerks:
            clerk.sign_in()
        forms = [clerk.browser.page(place).hidden for clerk in clerks]
        take = f"{place}uebernehmen/"
        self._all([partial(one.browser.send, take, form) for one, form in zip(clerks, forms, strict=True)])
        having = [clerk for clerk in clerks if f"{place}entscheiden/" in clerk.browser.page(place).text]
        if len(having) != 1:
            yield f"{len(having)} clerks have one case"
            return
        hidden = having[0].browser.page(place).hidden
        more = [("text", "Geprüft."), ("_step", "confirm")]
        forms = [[*hidden, ("choice", choice), *more] for choice in ("befreien", "ablehnen")]
        answers = self._all(
            [partial(self._twin(having[0].browser).send, f"{place}entscheiden/", form) for form in forms]
        )
        self.town.ledger.note("decision", new_mark(), reference=reference)
        yield from _unlike(answers, {HTTPStatus.FOUND: 1, HTTPStatus.CONFLICT: 1})

    def _visitor(self, citizen: int | None = None) -> Visitor:
        email = "" if citizen is None else self.stage.people.citizens[citizen]
        visitor = Visitor(self.town, self._browser(), email)
        if email:
            visitor.sign_in()
        return visitor

    def _browser(self) -> Browser:
        return Browser([self.stage.house.address], self.watch, self.stage.chance, timeout=60)

    def _twin(self, of: Browser) -> Browser:
        """Another window of the same browser."""
        browser = self._browser()
        browser.cookies = dict(of.cookies)
        return browser

    def _at_once(self, times: int, visitor: Visitor, deed: Callable[[Browser], Answer]) -> list[Answer]:
        return self._all([partial(deed, self._twin(visitor.browser)) for _ in range(times)])

    def _all(self, deeds: list[Callable[[], Answer]]) -> list[Answer]:
        """What they are answered, all begun at the same moment."""
        barrier, answers = threading.Barrier(len(deeds)), []

        def take_part(deed: Callable[[], Answer]) -> None:
            barrier.wait()
            answers.append(deed())

        threads = [threading.Thread(target=take_part, args=(deed,)) for deed in deeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers


class Guest:
    """Somebody who would like to have a seat."""

    def __init__(self, browser: Browser, workshop: str) -> None:
        self.browser, self.mark, self.place = browser, new_mark(), ""
        self.path, self.fields = ask_for_seat(workshop, self.mark)

    def come(self) -> Answer:
        page = self.browser.page(self.path)
        self.fields = [*page.hidden, *self.fields]
        return page

    def register(self) -> Answer:
        answer = self.browser.send(self.path, self.fields)
        self.place = answer.leads_to
        return answer

    @property
    def has_seat(self) -> bool:
        return _SEATED in self.browser.page(self.place).text


def _unlike(answers: list[Answer], wanted: dict[HTTPStatus, int]) -> Iterator[str]:
    if (got := Counter(answer.status for answer in answers)) != Counter(wanted):
        yield f"answered {dict(got)}, where {wanted} were due: {answers[0].gist}"
