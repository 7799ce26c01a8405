"""Everything that the forms of the house do: who sends what where, so that it is done."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.urls import resolve

from tests.journeys.examples import BY_GUESTS, as_sent_by_programs
from tests.markup import Button, Form, Markup
from tests.security.filling import filled
from tests.security.scenes import SCENES, Page, Scene
from tests.security.typed import PLAIN, typed
from tests.security.visitors import visitors
from tests.walk.table import ROLES, address_of, expected, path_of
from tests.walk.town import Town


@dataclass(frozen=True)
class Act:
    """What ``role`` sends to ``target``, which is an ``address`` of the walk, with ``button``."""

    role: str
    address: str
    target: str
    button: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] | None = None
    """Of a program, which sends JSON."""

    @property
    def what(self) -> tuple[str, ...]:
        """The same whoever does it, and with whatever thing."""
        return self.address, self.button, *sorted(re.sub(r"\d+", "", name) for name in self.data)

    def send(self, town: Town) -> HttpResponse:
        for file in self.data.values():
            if hasattr(file, "seek"):
                file.seek(0)
        browser = town.browsers[self.role]
        if self.headers is None:
            return browser.post(self.target, self.data)
        return browser.post(self.target, self.data, content_type="application/json", headers=self.headers)


def offered(town: Town, scene: Scene) -> Iterator[Act]:
    """What the pages of ``scene`` offer to those who open them, each once for a role; and what no page offers."""
    known, besides = set(), scene.prepare(town)
    for role, path in itertools.chain(besides, _walked(town, scene)):
        for act in _on_page(town, role, path):
            if (role, *act.what) not in known:
                known.add((role, *act.what))
                yield act
    if scene is SCENES[0]:
        yield from _without_page(town)


def _walked(town: Town, scene: Scene) -> Iterator[Page]:
    for role in ROLES:
        for address in expected():
            if address.startswith(scene.below) and role in visitors(address):
                yield role, path_of(address, town.real(address))


def _without_page(town: Town) -> Iterator[Act]:
    answers = {"answers": as_sent_by_programs(BY_GUESTS[0].answers), "confirmed": True}
    idea = {"title": "Ein Brunnen", "text": "Am Bahnhof.", "field": "infrastruktur"}
    once = {"Idempotency-Key": "half-done-1"}
    sent = f"/api/v1/services/{BY_GUESTS[0].service}/applications"
    yield Act("anonymous", "/api/v1/services/{slug}/applications", sent, data=answers, headers=once)
    yield Act("anonymous", "/api/v1/ideas", "/api/v1/ideas", data=idea, headers=once)
    yield Act(
        "lena", "/raum/{code}/vorrat/", f"/raum/{town.played['/raum/']['code']}/vorrat/?tisch=1", data={"idea": "3"}
    )
    again = "/benachrichtigungen/{token}/wieder/"
    yield Act("guest", again, path_of(again, town.real(again)))
    signed_in = UserSession.objects.filter(user=town.annas.person).latest("pk")
    yield Act("anna", "/konto/geraete/{pk}/abmelden/", f"/konto/geraete/{signed_in.pk}/abmelden/")


def _on_page(town: Town, role: str, path: str) -> Iterator[Act]:
    answer = town.browsers[role].get(path)
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    for form in Markup(answer.content.decode()).forms:
        target = urljoin(path, form.action) if form.action else path
        address = address_of(f"/{resolve(urlsplit(target).path).route}")
        for button in form.buttons if form.method == "post" else []:
            yield Act(role, address, target, f"{button.name}={button.value}", _data(form, button, address))


def _data(form: Form, button: Button, address: str) -> dict[str, Any]:
    data = filled(form, 0, free_only=True)
    for other in form.buttons:
        data.pop(other.name, None)
    for control in form.controls:
        if control.kind in PLAIN:
            data[control.name] = PLAIN[control.kind]
        elif control.kind == "checkbox":
            data[control.name] = [box.offered for box in form.named(control.name)]
    return data | typed(address) | ({button.name: button.value} if button.name else {})
