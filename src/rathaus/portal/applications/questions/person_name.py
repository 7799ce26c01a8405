"""The name of a person."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rathaus.portal.applications.questions.in_parts import QuestionInParts


@dataclass(frozen=True, kw_only=True)
class PersonName(QuestionInParts):
    """Given and family name; ``former = true`` also asks for the name at birth."""

    type = "person-name"
    lengths = {"given": 100, "family": 100, "former": 100}

    former: bool = False
    own: bool = True
    """Whether it is the applicant's own name, which her browser may fill in."""

    def asked(self) -> list[str]:
        return ["given", "family", "former"] if self.former else ["given", "family"]

    def needed(self) -> dict[str, str]:
        return {"given": _("Bitte geben Sie den Vornamen ein."), "family": _("Bitte geben Sie den Nachnamen ein.")}

    def show(self, value: dict[str, str]) -> list[str]:
        former = value.get("former")
        return [f"{full_name(value)}, {_('früher')} {former}" if former else full_name(value)]


def full_name(value: dict[str, str]) -> str:
    """Given and family name, as one is addressed."""
    return " ".join(value[part] for part in ("given", "family") if value.get(part))
