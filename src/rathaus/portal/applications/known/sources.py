"""Which facts of a profile answer which question, there and back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rathaus.foundation.accounts.models import ProfileFact

Name = ProfileFact.Name
WHOLE = ""
"""The one "part" of an answer that has none."""

_STREET = re.compile(r"(?P<street>.*?\D)[\s,]+(?P<number>\d+\s?[a-zA-Z]?(?:\s?[-/]\s?\d+\s?[a-zA-Z]?)?)")
_LONGEST = 200
"""Characters of a street that are looked at: over blanks without end the pattern would think for minutes."""
_GERMANY = ("", "d", "de", "deu", "deutschland", "germany")


@dataclass(frozen=True)
class Source:
    """Question ``types`` it may fill in, and the fact behind each part of the answer."""

    types: tuple[str, ...]
    parts: Mapping[str, Name]


SOURCES = {
    "name": Source(("person-name",), {"given": Name.GIVEN_NAME, "family": Name.FAMILY_NAME, "former": Name.BIRTH_NAME}),
    "address": Source(
        ("address",), {"street": Name.STREET, "number": Name.STREET, "postcode": Name.POSTCODE, "town": Name.TOWN}
    ),
    "birth_date": Source(("birth-date", "date"), {WHOLE: Name.BIRTH_DATE}),
    "birth_name": Source(("text",), {WHOLE: Name.BIRTH_NAME}),
    "birth_place": Source(("text",), {WHOLE: Name.BIRTH_PLACE}),
    "phone": Source(("phone",), {WHOLE: Name.PHONE}),
    "email": Source(("email",), {}),
    "organisation": Source(("text",), {WHOLE: Name.ORGANISATION}),
    "legal_form": Source(("text",), {WHOLE: Name.LEGAL_FORM}),
    "register_number": Source(("text", "registration-number"), {WHOLE: Name.REGISTER_NUMBER}),
}
"""By the word in ``prefill``; "email" is the address of the account, which is no fact of the profile."""


def text_of(part: str, fact: str) -> str:
    """What ``fact`` says for ``part``: a street is known together with its number."""
    return split_street(fact)[part == "number"] if part in ("street", "number") else fact


def split_street(text: str) -> tuple[str, str]:
    """``("Königstraße", "12a")`` for ``Königstraße 12a``; the number is empty where there is none."""
    found = _STREET.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return (found["street"].strip(" ,"), found["number"]) if found else (text.strip(), "")


def is_german(country: str) -> bool:
    """Whether an address there is one that the question for an address can hold."""
    return country.casefold() in _GERMANY


def facts_in(source: Source, answer: Any) -> dict[str, str]:
    """What ``answer`` tells of her, as facts of a profile."""
    told = answer if isinstance(answer, dict) else {WHOLE: answer}
    facts = {name: told[part] for part, name in source.parts.items() if told.get(part)}
    if Name.STREET in facts:
        facts[Name.STREET] = " ".join(told[part] for part in ("street", "number") if told.get(part))
    return {name.value: str(text) for name, text in facts.items()}
