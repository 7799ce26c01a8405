"""What this module holds about a person: her cases, with answers, files, letters and what she agreed to."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Paper, Record
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.holdings import told
from rathaus.foundation.inbox.models import Message
from rathaus.portal.applications.holdings import answers_of
from rathaus.portal.cases.consents import Consent, consents_in
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.views.following import own_files

BATCH = 20
"""Cases in memory at a time."""


def _read(person: Person) -> Iterator[Record]:
    last = 0
    while batch := list(_mine(person).filter(pk__gt=last)[:BATCH]):
        yield from _records(batch)
        last = batch[-1].pk


def _mine(person: Person) -> QuerySet[Case]:
    return Case.objects.visible_to(person).in_full().select_related("application__charge").order_by("pk")


def _records(batch: list[Case]) -> Iterator[Record]:
    """Messages and files of all of them by one query each."""
    said, files = defaultdict(list), defaultdict(list)
    for message in Message.objects.filter(thread__in=[case.thread_id for case in batch]):
        said[message.thread_id].append(message)
    for file in own_files(*batch):
        files[file.key_id].append(file)
    for case in batch:
        yield _record(case, said[case.thread_id], files[case.key.pk])


def _record(case: Case, messages: list[Message], files: list[StoredFile]) -> Record:
    # Known already: opening each by itself would ask for them again.
    for message in messages:
        message.thread = case.thread
    for file in files:
        file.key = case.key
    facts: dict[str, Any] = {
        _("Nummer"): case.reference,
        _("Dienststelle"): case.office.name,
        _("eingegangen"): case.opened_at,
        _("Stand"): case.public_state_label,
        _("beendet"): case.finished_at,
        _("Angaben werden gelöscht am"): case.keep_until,
        _("Antworten"): answers_of(case.application.journey.sections),
        _("Einwilligungen"): [_consent(one) for one in consents_in(case)],
        _("Nachrichten"): [told(one) for one in messages],
    }
    if charge := case.application.charge:
        facts[_("Gebühr")] = {_("Betrag in Cent"): charge.amount, _("Stand"): charge.get_state_display()}
    papers = tuple(Paper(file.name, file.read) for file in files)
    return Record(f"{case.service.title} {case.reference}", facts, papers, case.get_absolute_url())


def _consent(consent: Consent) -> dict[str, Any]:
    return {_("Wozu"): consent.label, _("Wortlaut"): consent.text, _("erteilt"): consent.at}


CASES = Holding(
    name="vorgaenge",
    label=gettext_lazy("Vorgänge"),
    about=gettext_lazy("Ihre Anträge mit allen Antworten, Dateien, Nachrichten und Bescheiden."),
    rows=lambda person: (Case.objects.visible_to(person),),
    read=_read,
    relations=frozenset({"applications.Application.person", "cases.Case.person"}),
    link="/mein/vorgaenge/",
    afterwards=gettext_lazy("Bleiben bei der Stadt, solange das Recht es verlangt, ohne Verbindung zu einem Konto."),
)
