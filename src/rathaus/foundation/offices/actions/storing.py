"""Storing what a city or an imported catalogue says of its offices."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from rathaus.foundation.offices.models import Office
from rathaus.lib.tally import Tally


@transaction.atomic
def store_offices(entries: Iterable[Mapping[str, Any]], *, source: str) -> Tally:
    """Create or change one office per entry (field names of ``Office``, ``slug`` among them); twice changes nothing.

    The caller records it in the audit chain, together with whatever else it stores.
    """
    known = {office.key: office for office in Office.objects.filter(source=source)}
    tally = Tally()
    for entry in entries:
        _store(known.get(entry.get("source_id") or entry["slug"]) or Office(source=source), entry, tally)
    return tally


def _store(office: Office, entry: Mapping[str, Any], tally: Tally) -> None:
    # The slug is an address that people keep: it stays when the name changes.
    settled = {"slug"} if office.pk else set()
    changes = {name: value for name, value in entry.items() if name not in settled and getattr(office, name) != value}
    if office.pk and not changes:
        tally.unchanged.append(office.slug)
        return
    (tally.changed if office.pk else tally.created).append(office.slug)
    for name, value in changes.items():
        setattr(office, name, value)
    office.save()
