"""What goes in and comes out, as JSON."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema
from pydantic import field_validator


class ServiceLine(Schema):
    """A service in a list."""

    slug: str
    title: str
    summary: str
    leika_key: str = Field(description="Key of the national catalogue (LeiKa), empty if unknown")
    online: bool = Field(description="Applications are taken at the moment")
    url: str


class ServiceList(Schema):
    """One page of services; ask again with ``after=next`` until ``next`` is null."""

    services: list[ServiceLine]
    next: str | None


class ServiceDetail(ServiceLine):
    """A service with all the city says of it."""

    text: str = Field(description="HTML, cleaned")
    facts: dict[str, Any]
    offices: list[str]


class NewApplication(Schema):
    """The answers by question id, as the service's schema wants them, and that the applicant stands by them."""

    answers: dict[str, Any]
    confirmed: Literal[True] = Field(
        description="The applicant has read and confirmed the declaration that the schema gives as x-declaration"
    )
    language: str = Field("de", pattern="^(de|en)$")

    @field_validator("confirmed", mode="before")
    @classmethod
    def really(cls, value: Any) -> Any:
        """What merely counts as true confirms nothing."""
        if value is not True:
            raise ValueError
        return value


class Receipt(Schema):
    """What to keep: both together open the status."""

    reference: str
    status_code: str
    received_at: datetime


class Status(Schema):
    """The public status of an application."""

    reference: str
    service: str
    status: str = Field(description="SUBMITTED, RECEIVED, PROCESSING, ACTION_REQUIRED or COMPLETED")
    status_text: str
    submitted_at: datetime
    due_on: date | None = Field(description="By when a decision is promised")
    answer_by: date | None = Field(description="By when the city waits for an answer")


class Result(Schema):
    """One thing found."""

    kind: str
    title: str
    summary: str
    url: str


class Results(Schema):
    """What was found, best first."""

    query: str
    results: list[Result]


class Mistake(Schema):
    """One thing wrong with what was sent."""

    pointer: str = Field(description="JSON pointer (RFC 6901) into the answers, empty if it is about the whole")
    code: str
    message: str


class Problem(Schema):
    """Why it did not work (after RFC 9457)."""

    title: str
    status: int
    errors: list[Mistake] = []
