"""What the question widgets need to look up: parts of an answer, of its faults, and what follows an option."""

from collections.abc import Hashable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from rathaus.foundation.design.until_edit import until_edit
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.withholding import State
from rathaus.lib.markup import to_html
from rathaus.lib.text import read_uuid
from rathaus.portal.applications.questions import Fault
from rathaus.portal.applications.questions.date import parts_of
from rathaus.portal.applications.steps.fields import Field, Part
from rathaus.portal.applications.steps.progress import Progress
from rathaus.portal.catalogue.models import Service

register = template.Library()
_QUESTION = "applications/field.html"


@register.filter
def typed(field: Any) -> str:
    """What the input of ``field`` shows."""
    return field.question.typed(field.value)


@register.filter
def part(field: Any, name: str) -> str:
    """What the input of one part shows (``postcode``)."""
    return str(field.value.get(name, "")) if isinstance(field.value, dict) else ""


@register.filter
def date_part(field: Any, name: str) -> str:
    """What the field for ``day``, ``month`` or ``year`` shows."""
    return parts_of(field.value)[name]


@register.filter
def fault_of(field: Any, name: str) -> Fault | None:
    """The first fault of one part."""
    return next((fault for fault in field.faults if fault.path == f"{field.path}.{name}"), None)


@register.filter
def is_locked(field: Any, name: str) -> bool:
    """Whether the part ``name`` can't be changed here."""
    return field.given is not None and name in field.given.locked


@register.filter
def followers_of(field: Any, answer: str) -> list[Any]:
    """The fields that appear under one answer."""
    return field.followers.get(answer, [])


@register.filter
def chosen(field: Any, answer: str) -> bool:
    """Whether ``answer`` is the one given, or among them."""
    return answer in field.value if isinstance(field.value, list) else field.value == answer


@register.filter
def uploads(field: Any) -> list[dict[str, Any]]:
    """The files already there; ``infected`` are those in which the scanner found something."""
    given = field.value if isinstance(field.value, list) else [field.value]
    entries = [entry for entry in given if isinstance(entry, dict)]
    # Answers are kept however they were typed: not every entry names a file.
    names = [read_uuid(str(entry.get("file"))) for entry in entries]
    if not any(names):
        return entries
    found = StoredFile.objects.filter(pk__in=[name for name in names if name], state=State.INFECTED)
    infected = set(found.values_list("pk", flat=True))
    return [entry | {"infected": name in infected} for entry, name in zip(entries, names, strict=True)]


@register.filter
def markdown(text: str | None) -> SafeString:
    """The city's text as HTML; HTML in it stays text."""
    return mark_safe(to_html(text or ""))  # noqa: S308 - cleaned


@register.simple_tag(takes_context=True)
def question(context: Context, field: Part) -> SafeString:
    """One question of a step; while nothing of a visitor is in it, it is drawn once for all."""
    if isinstance(field, Field) and field.is_blank and "swapped" not in context:
        return _blank(_Blank(field, (get_language(), *field.look)))
    with context.push(field=field):
        return get_template(_QUESTION).template.render(context)  # type: ignore[attr-defined]


@register.simple_tag
def stations(progress: Progress) -> SafeString:
    """The line of steps; it says where somebody is and nothing of who, and is drawn once for all who are there."""
    return _stations(progress, get_language())


@until_edit
def _stations(progress: Progress, language: str | None) -> SafeString:
    return get_template("applications/progress.html").render({"progress": progress})  # type: ignore[return-value]


@register.filter
def clock(moment: datetime) -> str:
    """``14:07``."""
    return f"{timezone.localtime(moment):%H:%M}"


@register.simple_tag
def step_actions(saved_at: datetime) -> SafeString:
    """The buttons below a step, and when it was saved: the same for all of this minute."""
    return _step_actions(clock(saved_at), get_language())


@lru_cache(maxsize=60)
def _step_actions(time: str, language: str | None) -> SafeString:
    return get_template("applications/step_actions.html").render({"time": time})  # type: ignore[return-value]


@register.simple_tag
def way_back(service: Service) -> SafeString:
    """The crumbs of an application: to its service."""
    return _way_back(service, get_language())


@until_edit
def _way_back(service: Service, language: str | None) -> SafeString:
    return get_template("applications/crumbs.html").render({"service": service})  # type: ignore[return-value]


@dataclass(frozen=True)
class _Blank:
    """A field that nobody answered yet; equal to those of the same look."""

    field: Field = dataclass_field(compare=False)
    look: tuple[Hashable, ...]


@until_edit
def _blank(blank: _Blank) -> SafeString:
    return get_template(_QUESTION).render({"field": blank.field})  # type: ignore[return-value]


@register.filter
def shown(field: Any) -> list[str]:
    """The answer in words."""
    return field.question.show(field.value)
