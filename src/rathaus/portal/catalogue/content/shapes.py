"""The shape of each content file; a key that is not named here is a fault.

Formats: ``docs/recipes`` and the folders themselves. Money is in cents, lists keep their order.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Lines = Annotated[list[Paragraph], Field(max_length=60)]
Words = Annotated[list[Line], Field(max_length=200)]


class Shape(BaseModel):
    """Strict: no unknown key, no number for a text."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Fee(Shape):
    """``amount`` in cents, or a ``text`` such as "kostenlos"."""

    label: Line
    amount: int | None = Field(default=None, ge=0, le=100_000_000)
    text: Line | None = None
    per: Line | None = None


class Answer(Shape):
    """A short answer, shown above search results and on the service's page."""

    question: Line
    answer: Paragraph


class ServiceFacts(Shape):
    """What may be said in either language; all of it stays in ``Service.facts`` or ``Service.english``."""

    official_name: Line | None = None
    who: Lines = []
    needs: Lines = []
    steps: Lines = []
    deadline: Line | None = None
    duration: Line | None = None
    legal: Lines = []
    offline: Lines = []
    fees: list[Fee] = []
    answers: list[Answer] = []


class ServiceEnglish(ServiceFacts):
    """``[en]``, as far as it goes."""

    title: Line | None = None
    summary: Line | None = None
    synonyms: Words = []


class ServiceFile(ServiceFacts):
    """``services/<slug>/service.toml``."""

    title: Line
    summary: Line
    office: Annotated[list[Slug], Field(min_length=1, max_length=20)]
    life_situations: list[Slug] = []
    synonyms: Words = []
    leika_key: Annotated[str, StringConstraints(pattern=r"^99\d{12}$")] | None = None
    popular: int | None = Field(default=None, ge=1, le=99)
    online: bool = False
    trust_level: Literal["none", "basic", "substantial", "high"] = "none"
    """How surely the city must know who applies online; ``application.toml`` says the same."""
    offline: Annotated[list[Paragraph], Field(min_length=1)]
    related: list[Slug] = []
    sources: Words = []
    en: ServiceEnglish | None = None


class OfficeEnglish(Shape):
    """``[offices.en]``."""

    name: Line | None = None
    about: Paragraph | None = None


class OfficeEntry(Shape):
    """One ``[[offices]]``; what is unknown is left out."""

    slug: Slug
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    kind: Literal["office", "station", "partner"] = "office"
    street: Annotated[str, StringConstraints(max_length=200)] = ""
    postcode: Annotated[str, StringConstraints(pattern=r"^(\d{5})?$")] = ""
    town: Annotated[str, StringConstraints(max_length=100)] = ""
    phone: Annotated[str, StringConstraints(max_length=60)] = ""
    fax: Annotated[str, StringConstraints(max_length=60)] = ""
    email: Annotated[str, StringConstraints(pattern=r"^([^@\s]+@[^@\s]+)?$", max_length=254)] = ""
    website: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$", max_length=200)] = ""
    hours: str = ""
    about: str = ""
    keywords: Words = []
    en: OfficeEnglish | None = None


class OfficesFile(Shape):
    """``offices.toml``."""

    offices: list[OfficeEntry] = []


class LifeSituationEnglish(Shape):
    """``[life_situations.en]``."""

    title: Line | None = None
    summary: Line | None = None
    text: str | None = None


class LifeSituationEntry(Shape):
    """One ``[[life_situations]]``."""

    slug: Slug
    title: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    summary: Line = ""
    icon: Slug = "house"
    order: int = Field(default=100, ge=0, le=1000)
    text: str = ""
    keywords: Words = []
    en: LifeSituationEnglish | None = None


class LifeSituationsFile(Shape):
    """``life-situations.toml``."""

    life_situations: list[LifeSituationEntry] = []


class SynonymsFile(Shape):
    """``synonyms.toml``: a word or phrase people type, and the words it stands for here."""

    words: dict[Line, Words] = {}
