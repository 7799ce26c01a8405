"""When a workshop is, and long digests one can compare by eye."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.design.templatetags.design import in_words, template_language
from rathaus.participation.workshops.models import Workshop

register = template.Library()


@register.filter
def when(workshop: Workshop) -> str:
    """``13. September 2018, 16 bis 18:30 Uhr``."""
    start, end = timezone.localtime(workshop.starts_at), timezone.localtime(workshop.ends_at)
    until = _clock(end) if start.date() == end.date() else f"{_day(end)}, {_clock(end)}"
    return _("%(day)s, %(start)s bis %(end)s Uhr") % {"day": _day(start), "start": _clock(start), "end": until}


@register.filter
def weekday(moment: datetime) -> str:
    """``Donnerstag``."""
    return in_words(timezone.localtime(moment), "l")


@register.filter
def in_blocks(digest: str) -> str:
    """Sixteen digits each, so that eyes find their place."""
    return " ".join(digest[i : i + 16] for i in range(0, len(digest), 16))


def _day(moment: datetime) -> str:
    return in_words(moment, "j. F Y" if template_language() == "de" else "j F Y")


def _clock(moment: datetime) -> str:
    if template_language() == "en":
        return f"{moment:%H:%M}"
    return f"{moment.hour}:{moment:%M}" if moment.minute else str(moment.hour)
