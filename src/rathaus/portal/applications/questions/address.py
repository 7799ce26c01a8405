"""A German address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rathaus.foundation.design.city import city
from rathaus.portal.applications.questions.in_parts import QuestionInParts
from rathaus.portal.applications.questions.question import Context, Fault

_POSTCODE = re.compile(r"\d{5}")
_NO_POSTCODES = ("00", "05", "43", "62")  # no German postcode begins so


@dataclass(frozen=True, kw_only=True)
class Address(QuestionInParts):
    """Street, number, addition, postcode and town in Germany.

    ``only = "duisburg"`` accepts only the postcodes that the city lists in its ``city.toml``.
    """

    type = "address"
    lengths = {"street": 100, "number": 20, "extra": 100, "postcode": 5, "town": 100}

    only: str = ""
    addition: bool = True
    """Whether there is a line for an addition such as c/o."""
    own: bool = True
    """Whether it is the applicant's own address, which her browser may fill in."""

    def mistakes(self) -> Iterator[tuple[str, str]]:
        if self.only and self.only != city()["name"].lower():
            yield "only", f"only {city()['name'].lower()!r} is known here"

    def asked(self) -> list[str]:
        return [part for part in self.lengths if part != "extra" or self.addition]

    def needed(self) -> dict[str, str]:
        return {
            "street": _("Bitte geben Sie die Straße ein."),
            "number": _("Bitte geben Sie die Hausnummer ein."),
            "postcode": _("Bitte geben Sie die Postleitzahl ein."),
            "town": _("Bitte geben Sie den Ort ein."),
        }

    def wrong_parts(self, value: dict[str, str], context: Context) -> Iterator[Fault]:
        postcode = value.get("postcode", "")
        if postcode and not _POSTCODE.fullmatch(postcode):
            yield context.fault("not_a_postcode", _("Die Postleitzahl hat 5 Ziffern, zum Beispiel 47051."), "postcode")
        elif postcode.startswith(_NO_POSTCODES):
            yield context.fault("no_such_postcode", _("Diese Postleitzahl gibt es nicht."), "postcode")
        elif postcode and self.only and postcode not in city()["postcodes"]:
            message = _("Diese Postleitzahl gehört nicht zu %(city)s.") % {"city": city()["name"]}
            yield context.fault("elsewhere", message, "postcode")
        if re.search(r"\d", value.get("town", "")):
            yield context.fault("not_a_town", _("Ein Ort hat keine Ziffern."), "town")
        if value.get("number") and not re.search(r"\d", value["number"]):
            yield context.fault("not_a_number", _("In der Hausnummer fehlt die Zahl, zum Beispiel 12a."), "number")

    def show(self, value: dict[str, str]) -> list[str]:
        parts = self.part_values(value)
        lines = [f"{parts['street']} {parts['number']}", parts["extra"], f"{parts['postcode']} {parts['town']}"]
        return [line.strip() for line in lines if line.strip()]

    def schema(self) -> dict[str, Any]:
        schema = super().schema()
        schema["properties"]["postcode"] = {"type": "string", "pattern": "^[0-9]{5}$"}
        return schema
