"""A workshop as iCalendar file (RFC 5545): opened again after a move, calendars replace what they had."""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from rathaus.participation.workshops.models import Workshop


def calendar(workshop: Workshop, *, for_guest: bool = False) -> bytes:
    """The file; ``for_guest``, who has a seat, with the address of the video conference."""
    file = Calendar()
    file.add("prodid", "-//Rathaus//Workshops//DE")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if workshop.is_cancelled else "PUBLISH")
    file.add_component(_event(workshop, for_guest))
    return bytes(file.to_ical())


def response(workshop: Workshop, *, for_guest: bool = False) -> HttpResponse:
    """The file for a browser to save."""
    answer = HttpResponse(calendar(workshop, for_guest=for_guest), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{workshop.slug}.ics"'
    return answer


def _event(workshop: Workshop, for_guest: bool) -> Event:
    event, address = Event(), settings.PUBLIC_ADDRESS + workshop.get_absolute_url()
    event.add("uid", f"workshop-{workshop.pk}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}")
    event.add("sequence", workshop.sequence)
    event.add("status", "CANCELLED" if workshop.is_cancelled else "CONFIRMED")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", workshop.starts_at.astimezone(UTC))
    event.add("dtend", workshop.ends_at.astimezone(UTC))
    event.add("summary", f"{workshop.title} ({workshop.series})")
    event.add("location", workshop.place or _("online"))
    event.add("url", address)
    event.add("description", "\n".join(filter(None, (address, workshop.online_link if for_guest else ""))))
    if not workshop.is_cancelled:
        event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Ihr Workshop beginnt in zwei Stunden."))
    alarm.add("trigger", timedelta(hours=-2))
    return alarm
