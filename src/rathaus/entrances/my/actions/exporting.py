"""Asking for the ZIP, and clearing away what nobody fetched."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from rathaus.entrances.my.models import Export
from rathaus.entrances.my.tasks import make_export
from rathaus.foundation.accounts.actions import locked_key
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents import shelf

KEPT = timedelta(days=7)
"""So long a ZIP can be fetched."""


@transaction.atomic
def request_export(person: Person) -> Export:
    """A new ZIP by a task; the one under way where there is one. An older one makes room for it."""
    locked_key(person)
    if running := Export.objects.visible_to(person).running().first():
        return running
    for old in Export.objects.visible_to(person):
        _remove(old)
    export = Export.objects.create(person=person, until=timezone.now() + KEPT)
    make_export.enqueue(str(export.id))
    record("export.requested", f"person:{person.pk}", by=person)
    return export


def clear_away(person: Person | None = None) -> int:
    """Remove the ZIPs nobody may fetch any more, or all of ``person``; tells how many."""
    gone = list(Export.objects.visible_to(person) if person else Export.objects.outdated())
    for export in gone:
        with transaction.atomic():
            _remove(export)
    return len(gone)


def sweep() -> int:
    """Remove ZIPs a day old that no row knows: the file store failed when they should have gone. Tells how many."""
    lying = dict(shelf.listing(Export.FOLDER))
    known = {name.hex for name in Export.objects.values_list("id", flat=True)}
    return shelf.clear(Export.FOLDER, {name: at for name, at in lying.items() if name not in known})


def _remove(export: Export) -> None:
    place = export.place
    Export.objects.filter(pk=export.pk).delete()
    transaction.on_commit(lambda: shelf.remove(place), robust=True)
