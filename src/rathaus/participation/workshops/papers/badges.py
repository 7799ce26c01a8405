"""Name badges, eight a page, to be cut out."""

from pathlib import Path

from django.utils import timezone

from rathaus.foundation.documents.letters import render
from rathaus.lib.dates import written
from rathaus.participation.workshops.models import Registration, Workshop

_SOURCE = Path(__file__).with_name("badges.typ").read_text("utf-8")


def badges(workshop: Workshop) -> bytes:
    """A badge for everyone who has a seat, by name, with the tables of both rounds where they are known."""
    seated = workshop.registrations.seated().select_related("key").prefetch_related("placements__table")
    people = sorted((_badge(registration) for registration in seated), key=lambda badge: str(badge["name"]).casefold())
    day = written(timezone.localdate(workshop.starts_at))
    said = {"title": f"Namensschilder: {workshop.title}", "reference": workshop.slug, "date": day, "people": people}
    return render(_SOURCE, said | {"workshop": workshop.title})


def _badge(registration: Registration) -> dict[str, object]:
    tables = [f"Tisch {placement.table.number}" for placement in registration.placements.all()]
    return {
        "name": registration.who["name"],
        "group": registration.get_group_display(),
        "tables": ", dann ".join(tables),
    }
