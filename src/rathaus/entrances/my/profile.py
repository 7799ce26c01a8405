"""What she can say of herself once and for all: asked, checked and shown like the questions of an application."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step
from rathaus.portal.applications.known.facts import Known
from rathaus.portal.applications.known.sources import SOURCES, facts_in
from rathaus.portal.applications.questions import Question
from rathaus.portal.applications.questions.address import Address
from rathaus.portal.applications.questions.birth_date import BirthDate
from rathaus.portal.applications.questions.person_name import PersonName
from rathaus.portal.applications.questions.phone import Phone
from rathaus.portal.applications.questions.text import Text


def known_of(person: Person) -> Known:
    """What is known of ``person`` for the questions of her profile, which is one step."""
    return Known(Blueprint(title="", steps=(_step(),)), person, today=timezone.localdate())


def stated(question: Question, answer: Any) -> dict[str, str]:
    """``answer`` as facts; those that it leaves open are empty."""
    source = SOURCES[question.prefill]
    return {name.value: "" for name in source.parts.values()} | facts_in(source, answer)


def _step() -> Step:
    # Made for each page: the labels are in the language of whoever asks.
    about: dict[str, Any] = {"required": False, "changed": "refuse"}
    questions = (
        PersonName(id="name", label=_("Name"), prefill="name", former=True, **about),
        BirthDate(id="geburtsdatum", label=_("Geburtsdatum"), prefill="birth_date", **about),
        Text(id="geburtsort", label=_("Geburtsort"), prefill="birth_place", max_length=100, **about),
        Address(id="adresse", label=_("Anschrift"), prefill="address", addition=False, **about),
        Phone(id="telefon", label=_("Telefonnummer"), prefill="phone", **about),
    )
    return Step(id="angaben", title=_("Meine Angaben"), questions=questions)
