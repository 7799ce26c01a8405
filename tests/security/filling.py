"""Polyglots in every text field of every form, sent by whoever sees the form; and in every text the database holds."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.markup import Control, Form, Markup
from tests.papers import paper
from tests.security.polyglots import ADDRESS, LINK, SHORT, polyglot
from tests.visitor import upload

TYPED = {"text", "textarea", "search", "email", "url", "tel", "password"}
TextFor = Callable[[Any, int], str]
"""What to write into a column, in which row."""
ENDS = re.compile(
    r"^/(konto|demo)/|abmelden|beenden|loeschen|entfernen|zurueckziehen|zurueckgeben|absagen|trennen|/ende/|wechseln|selbst"
    r"|erledigt|ablegen|verlegen|schliessen|schluss|freigeben|weitergeben|stattgefunden|umgesetzt|auslosen"
)
"""Addresses after which the town is not what it was: what they answer is looked at, and then taken back."""


@dataclass(frozen=True)
class Seen:
    """An answer with markup: who got it, where, and what was sent."""

    role: str
    path: str
    how: str
    answer: HttpResponse

    @property
    def html(self) -> str:
        return self.answer.content.decode()

    @property
    def policy(self) -> str:
        return self.answer.headers["Content-Security-Policy"]


def sent_everywhere(role: str, browser: Client, paths: list[str]) -> Iterator[Seen]:
    """What ``role`` gets for every form on these pages, filled with polyglots twice: in all fields, in free texts."""
    for path in paths:
        for form in _forms(browser, path):
            target = urljoin(path, form.action) if form.action else path
            for number, free_only in enumerate((False, True)):
                data = filled(form, number + len(path), free_only=free_only)
                yield from _send(role, browser, form, target, data)


def _forms(browser: Client, path: str) -> list[Form]:
    answer = browser.get(path)
    return Markup(answer.content.decode()).forms if is_page(answer) else []


def _send(role: str, browser: Client, form: Form, target: str, data: dict[str, Any]) -> Iterator[Seen]:
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        mark = transaction.savepoint()
        answer = (browser.post if form.method == "post" else browser.get)(target, data)
        if is_page(answer):
            yield Seen(role, target, form.method, answer)
        elif 300 <= answer.status_code < 400 and not urlsplit(answer["Location"]).netloc:
            after = browser.get(urljoin(target, answer["Location"]))
            if is_page(after):
                yield Seen(role, answer["Location"], f"after {target}", after)
        if ENDS.search(target):
            transaction.savepoint_rollback(mark)
    # She may have signed in as somebody else, or out.
    browser.cookies = cookies


def filled(form: Form, number: int, *, free_only: bool) -> dict[str, Any]:
    """What is sent: polyglots where one types, with ``free_only`` only where any text will do; else what is offered."""
    data: dict[str, Any] = form.sent()
    for place, control in enumerate(form.controls):
        data |= _typed(control, number + place, free_only=free_only)
    button = next((button for button in form.buttons if button.name), None)
    return data | ({button.name: button.value} if button else {})


def _typed(control: Control, number: int, *, free_only: bool) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=20)
    match control.kind:
        case "hidden":
            return {}
        case "email":
            return {control.name: ADDRESS}
        case "url":
            return {control.name: LINK}
        case "date":
            return {control.name: day.isoformat()}
        case "datetime-local":
            return {control.name: f"{day.isoformat()}T12:00"}
        case "time":
            return {control.name: "12:00"}
        case "number":
            return {control.name: "3"}
        case "file":
            return {control.name: upload(SHORT[number % len(SHORT)] + ".png", paper("png"), "image/png")}
        case "checkbox" | "radio":
            return {control.name: control.offered}
        case "select":
            return {control.name: next((option for option in control.options if option), "")}
        case kind if kind in TYPED:
            return {} if free_only and control.value else {control.name: polyglot(number, control.longest)}
    return {}


def write_into_every_text(text_for: TextFor | None = None) -> set[str]:
    """Overwrite every free text that lies open in the database, by default with polyglots; names the columns."""
    text_for = text_for or _polyglot_for
    written = set()
    for model in apps.get_models():
        if not (names := [column.name for column in model._meta.fields if _is_free_text(column)]):
            continue
        for number, row in enumerate(model._base_manager.all()):
            new = {name: text_for(model._meta.get_field(name), number + place) for place, name in enumerate(names)}
            # What the database holds fast, as a ballot that is over, stays as somebody typed it.
            with suppress(DatabaseError), transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(**new)
                written |= {f"{model._meta.label}.{name}" for name in names}
    return written


OF_MACHINES = re.compile(
    r"slug|state|field|district|digest|index|language|kind|series|origin|criterion|light|stem|mailbox|source.*|code|seed"
    r"|password|signature|fingerprint|reference|content_type|endpoint|p256dh|auth|service|question|master|letter|icon"
    r"|sort_key|leika_key|choice|to|reason_code|keywords|idempotency_key|edition|role|subject|standing"
)
"""Columns that hold words the program has made itself, and which nobody types."""
STORED = {"rathaus.foundation", "rathaus.portal", "rathaus.participation"}
WRITTEN_BY_THE_CITY = {"audit", "vault", "catalogue", "offices"}
"""Modules whose texts are sealed against change, or come with the content."""


def _is_free_text(column: models.Field) -> bool:
    ours = column.model.__module__.startswith(tuple(STORED)) and column.model._meta.app_label not in WRITTEN_BY_THE_CITY
    is_text = isinstance(column, (models.CharField, models.TextField)) and not column.choices and not column.unique
    return ours and is_text and not (OF_MACHINES.fullmatch(column.name) and column.name != "question")


def _polyglot_for(column: models.Field, number: int) -> str:
    return LINK if "link" in column.name and "text" not in column.name else polyglot(number, column.max_length)


def is_page(answer: HttpResponse) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
