"""How far an idea has come, at a glance."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rathaus.participation.ideas.content import State

register = template.Library()
_LAST_STEP = 6


@register.simple_tag
def course(state: State) -> SafeString:
    """Six dots, silent for screen readers: ``on`` up to where it is, ``here`` or ``end`` (it goes no further)."""
    return _dots(state.step, "on" if state.done else "end" if state.refused else "here")


@lru_cache(maxsize=30)
def _dots(step: int, last: str) -> SafeString:
    marks = [*["on"] * (step - 1), last, *[""] * (_LAST_STEP - step)]
    dots = format_html_join("", '<i class="{}"></i>', ((mark,) for mark in marks))
    return format_html('<span class="course" aria-hidden="true">{}</span>', dots)
