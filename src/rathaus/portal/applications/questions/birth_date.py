"""A day of birth."""

from dataclasses import dataclass

from rathaus.portal.applications.questions.date import Date


@dataclass(frozen=True, kw_only=True)
class BirthDate(Date):
    """A day of birth: not in the future, not more than 125 years ago."""

    type = "birth-date"

    min: str = "today-125y"
    max: str = "today"
    example: str = "4 3 1988"
    autocomplete: str = "bday"
