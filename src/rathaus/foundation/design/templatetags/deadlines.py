"""How deadlines are said at the desk."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rathaus.foundation.design.templatetags.design import in_words, template_language

register = template.Library()


@register.filter
def short_day(value: date | datetime) -> str:
    """``7.12.`` (English: ``7 Dec``)."""
    day = timezone.localdate(value) if isinstance(value, datetime) else value
    return in_words(day, "j.n." if template_language() == "de" else "j M")


@register.filter
def due_in(due_on: date) -> str:
    """``seit 2 Tagen``, ``heute``, ``morgen``, ``Freitag``, ``in 9 Tagen``, as seen from today."""
    days = (due_on - timezone.localdate()).days
    if days < -1:
        return ngettext("seit %(days)s Tag", "seit %(days)s Tagen", -days) % {"days": -days}
    if near := {-1: _("seit gestern"), 0: _("heute"), 1: _("morgen")}.get(days):
        return near
    if days < 7:
        return in_words(due_on, "l")
    return ngettext("in %(days)s Tag", "in %(days)s Tagen", days) % {"days": days}
