"""Tags and filters that every template has: icons, German dates and money."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template, select_template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rathaus.foundation.design.frame import facts
from rathaus.foundation.design.until_edit import until_edit
from rathaus.lib import money

register = template.Library()


@register.simple_tag
def same_for_all(name: str, section: str = "") -> SafeString:
    """A part of the frame that is the same for everybody, made once for each language and section of the house.

    It is made without the request, so nothing of a visitor can get into it.
    """
    return _same_for_all(name, template_language(), section)


@until_edit
def _same_for_all(name: str, language: str, section: str) -> SafeString:
    return get_template(name).render(facts() | {"language": language, "section": section})  # type: ignore[return-value]


@register.simple_tag
@lru_cache(maxsize=200)
def icon(name: str) -> SafeString:
    """A KERN icon, silent for screen readers."""
    return format_html('<span class="kern-icon kern-icon--{}" aria-hidden="true"></span>', name)


@register.simple_tag
def life_icon(name: str) -> SafeString:
    """The line drawing of a life situation; a house where there is none of that name."""
    template = select_template([f"design/life_icons/{name}.html", "design/life_icons/house.html"])
    return template.render()


@register.filter
def euros(cents: int | None) -> str:
    """``13200`` → ``132,00 €``; nothing for None."""
    return "" if cents is None else money.euros(cents)


@register.filter
def day(value: date | datetime | None) -> str:
    """``4. März 1988`` (English: ``4 March 1988``)."""
    return _written(value, "j. F Y", "j F Y")


@register.filter
def day_or_text(value: date | str | None) -> str:
    """A date written out; a text ("Anfang 2026") as it is."""
    return value if isinstance(value, str) else day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """``24. November 2026, 14:41 Uhr``."""
    return _written(value, "j. F Y, H:i \\U\\h\\r", "j F Y, H:i")


def in_words(value: date | datetime, form: str) -> str:
    """A date in a form of Django's; a list asks for the same few again and again, and each letter costs a call."""
    return _in_words(value, form, get_language())


@lru_cache(maxsize=2000)
def _in_words(value: date | datetime, form: str, language: str | None) -> str:
    return date_format(value, form)


def _written(value: Any, german: str, english: str) -> str:
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return in_words(local, {"de": german, "en": english}[template_language()])


@register.simple_tag(name="page_language")
def template_language() -> str:
    """``de`` or ``en``."""
    return "en" if (get_language() or "de").startswith("en") else "de"
