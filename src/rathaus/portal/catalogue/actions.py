"""Storing a catalogue: the city's own content, or another city's import. Both are all or nothing, and idempotent."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.offices.actions.storing import store_offices
from rathaus.foundation.offices.models import Office
from rathaus.lib.tally import Tally
from rathaus.lib.toml import ContentFault
from rathaus.portal.catalogue.content.checking import faults_of
from rathaus.portal.catalogue.content.entries import life_fields, office_fields, service_entry
from rathaus.portal.catalogue.content.reading import CityContent, read_city
from rathaus.portal.catalogue.entries import ServiceEntry
from rathaus.portal.catalogue.imports import Catalogue
from rathaus.portal.catalogue.models import LifeSituation, Service
from rathaus.portal.catalogue.search.printing import is_current, print_index

CITY = "city"
"""The source of what the city itself wrote."""


@dataclass(frozen=True)
class Report:
    """What became of each kind of thing."""

    offices: Tally
    life_situations: Tally
    services: Tally

    @property
    def moved(self) -> bool:
        """Whether the catalogue is different from before."""
        return any(tally.moved for tally in vars(self).values())

    def counts(self) -> dict[str, dict[str, int]]:
        return {name: tally.counts() for name, tally in vars(self).items()}


class Faulty(Exception):
    """The content has faults; nothing was stored."""

    def __init__(self, faults: list[ContentFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def load_content(folder: Path, city: str, *, by: Any) -> Report:
    """Store the city's folders; raises ``Faulty`` if anything in them is wrong."""
    content = read_city(folder, city)
    if faults := faults_of(content):
        raise Faulty(faults)
    return store_city(content, by=by)


@transaction.atomic
def store_city(content: CityContent, *, by: Any) -> Report:
    """Store content already checked."""
    report = Report(
        store_offices(map(office_fields, content.offices.offices), source=CITY),
        _store_life_situations(map(life_fields, content.life_situations.life_situations)),
        _store_services(map(service_entry, content.services), source=CITY),
    )
    _announce(report, content.synonyms.words, by=by)
    return report


@transaction.atomic
def import_catalogue(catalogue: Catalogue, *, by: Any) -> Report:
    """Store what a format has read; what it had to skip is added to the tallies."""
    offices = store_offices(catalogue.offices, source=catalogue.source)
    services = _store_services(catalogue.services, source=catalogue.source)
    offices.skipped.extend(catalogue.skipped_offices)
    services.skipped.extend(catalogue.skipped_services)
    report = Report(offices, Tally(), services)
    _announce(report, None, by=by)
    return report


def _announce(report: Report, synonyms: dict[str, list[str]] | None, *, by: Any) -> None:
    """A changed catalogue gets a new index, its pages are made anew, and the audit chain a line."""
    if report.moved or not is_current(synonyms):
        print_index(synonyms)
    if report.moved:
        raise_version()
        record("catalogue.stored", "catalogue", by=by, **report.counts())


def _store_life_situations(entries: Iterable[dict[str, Any]]) -> Tally:
    known = {life.slug: life for life in LifeSituation.objects.all()}
    tally = Tally()
    for fields in entries:
        _save(known.get(fields["slug"]) or LifeSituation(), fields, tally)
    return tally


def _store_services(entries: Iterable[ServiceEntry], *, source: str) -> Tally:
    known = {
        service.source_id or service.slug: service
        for service in Service.objects.filter(source=source).prefetch_related("offices", "life_situations")
    }
    offices = {office.key: office for office in Office.objects.filter(source=source)}
    lives = {life.slug: life for life in LifeSituation.objects.all()}
    tally = Tally()
    for entry in entries:
        service = known.get(entry.fields.get("source_id") or entry.slug) or Service()
        linked: dict[str, list[Any]] = {
            "offices": [offices[key] for key in entry.offices],
            "life_situations": [lives[slug] for slug in entry.life_situations],
        }
        _save(service, {"slug": service.slug or entry.slug, "source": source, **entry.fields}, tally, linked)
    return tally


def _save(
    thing: Service | LifeSituation, fields: dict[str, Any], tally: Tally, linked: dict[str, list[Any]] | None = None
) -> None:
    new = thing.pk is None
    changes = {name: value for name, value in fields.items() if getattr(thing, name) != value}
    moved = {name: ones for name, ones in (linked or {}).items() if new or set(getattr(thing, name).all()) != set(ones)}
    for name, value in changes.items():
        setattr(thing, name, value)
    if changes:
        thing.save()
    for name, ones in moved.items():
        getattr(thing, name).set(ones)
    (tally.created if new else tally.changed if changes or moved else tally.unchanged).append(thing.slug)
