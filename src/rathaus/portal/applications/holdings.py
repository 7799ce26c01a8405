"""What this module holds about a person: applications she has begun."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Paper, Record
from rathaus.foundation.accounts.models import Person
from rathaus.portal.applications.actions.drafts import discard
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.models import Draft
from rathaus.portal.applications.sections import Section


def answers_of(sections: list[Section]) -> dict[str, Any]:
    """``{"Sie": {"Ihr Name": "Anna Kowalski"}}``: as the check page shows them; several lines are a list."""
    return {
        section.title: {row.label: row.lines[0] if len(row.lines) == 1 else row.lines for row in section.rows}
        for section in sections
    }


def _read(person: Person) -> Iterator[Record]:
    mine = Draft.objects.visible_to(person).select_related("service", "definition", "key").order_by("created_at")
    for draft in mine.iterator():
        journey = Journey(draft.definition.blueprint, draft.answers, today=timezone.localdate())
        facts = {
            _("begonnen"): draft.created_at,
            _("zuletzt geändert"): draft.updated_at,
            _("Antworten"): answers_of(journey.sections),
        }
        files = [upload.file for upload in draft.uploads.select_related("file__key")]
        yield Record(
            draft.service.title, facts, tuple(Paper(one.name, one.read) for one in files), draft.get_absolute_url()
        )


def _forget(person: Person) -> None:
    for draft in Draft.objects.visible_to(person):
        discard(draft)


DRAFTS = Holding(
    name="entwuerfe",
    label=gettext_lazy("Angefangene Anträge"),
    about=gettext_lazy("Was Sie eingegeben, aber noch nicht abgeschickt haben. Niemand bei der Stadt sieht es."),
    rows=lambda person: (Draft.objects.visible_to(person),),
    read=_read,
    relations=frozenset({"applications.Draft.person"}),
    link="/mein/",
    afterwards=gettext_lazy("Werden sofort gelöscht."),
    forget=_forget,
)
