"""DLDB, the service database of Berlin and Munich: ``services_de.json`` and ``locations_de.json``.

Format: https://github.com/it-at-m/eappointment (zmsdldb). Names and texts are German; descriptions and fees are HTML.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from rathaus.lib.markup import clean_html
from rathaus.lib.text import fold
from rathaus.portal.catalogue.entries import ServiceEntry
from rathaus.portal.catalogue.imports.catalogue import Catalogue, Unreadable
from rathaus.portal.catalogue.imports.foreign import first_key, list_of, slug_of, web_address
from rathaus.portal.catalogue.imports.records import Id, Name, Record, ShortText, Text, read_records
from rathaus.portal.catalogue.prose import first_sentence

SOURCE = "dldb"


class Meta(BaseModel):
    keywords: Text = ""
    url: Text = ""


class Link(BaseModel):
    name: ShortText = ""
    link: Text = ""


class Place(BaseModel):
    """Where a service is given; the record of it is in the other file."""

    location: Id


class ServiceRecord(Record):
    name: Name
    description: Text = ""
    fees: Text = ""
    leika: Annotated[str, BeforeValidator(first_key), StringConstraints(pattern=r"^(\d{14})?$")] = ""
    duration: Annotated[int | None, Field(ge=0, le=10_000)] = None
    meta: Meta = Meta()
    links: Annotated[list[Link], BeforeValidator(list_of), Field(max_length=200)] = []
    locations: Annotated[list[Place], BeforeValidator(list_of), Field(max_length=2000)] = []


class Address(BaseModel):
    street: ShortText = ""
    house_number: ShortText = ""
    postal_code: Annotated[str, BeforeValidator(lambda v: str(v or "")), StringConstraints(pattern=r"^(\d{5})?$")] = ""
    city: ShortText = ""


class Contact(BaseModel):
    phone: ShortText = ""
    fax: ShortText = ""
    email: ShortText = ""
    webinfo: Text = ""


class LocationRecord(Record):
    name: Name
    displayName: ShortText = ""  # noqa: N815 (the format's own name)
    meta: Meta = Meta()
    address: Address = Address()
    contact: Contact = Contact()


def read_dldb(folder: Path) -> Catalogue:
    """Both files of ``folder``; raises ``Unreadable`` if one can't be used at all."""
    catalogue = Catalogue(SOURCE)
    locations = list(read_records(folder / "locations_de.json", LocationRecord, catalogue.skipped_offices))
    services = list(read_records(folder / "services_de.json", ServiceRecord, catalogue.skipped_services))
    if not services:
        raise Unreadable("services_de.json: no usable record")
    town = _town(locations)
    known = {location.id for location in locations}
    catalogue.offices = [_office(location, town) for location in locations]
    catalogue.services = [_service(service, town, known) for service in services]
    return catalogue


def _town(locations: list[LocationRecord]) -> str:
    """The town most offices are in, as the first part of every slug: ``muenchen``."""
    towns = Counter(location.address.city for location in locations if location.address.city)
    return fold(towns.most_common(1)[0][0]) if towns else SOURCE


def _office(location: LocationRecord, town: str) -> dict[str, Any]:
    address, contact = location.address, location.contact
    return {
        "slug": slug_of(town, location.name, location.id),
        "name": location.name,
        "street": f"{address.street} {address.house_number}".strip()[:200],
        "postcode": address.postal_code,
        "town": address.city[:100],
        "phone": contact.phone[:60],
        "fax": contact.fax[:60],
        "email": contact.email if "@" in contact.email and len(contact.email) <= 254 else "",
        "website": web_address(contact.webinfo),
        "keywords": "\n".join(_words(location.meta.keywords)),
        "source_id": location.id,
    }


def _service(service: ServiceRecord, town: str, known: set[str]) -> ServiceEntry:
    offices = list(dict.fromkeys(place.location for place in service.locations if place.location in known))
    description = clean_html(service.description)
    fields = {
        "title": service.name,
        "summary": first_sentence(description),
        "text": description,
        "facts": _facts(service) | {"office": offices},
        "keywords": "\n".join(_words(service.meta.keywords)),
        "leika_key": service.leika,
        "source_id": service.id,
    }
    return ServiceEntry(slug_of(town, service.name, service.id), fields, offices)


def _facts(service: ServiceRecord) -> dict[str, Any]:
    links = [{"title": link.name, "address": web_address(link.link)} for link in service.links]
    facts = {
        "fees_html": clean_html(service.fees),
        "appointment_minutes": service.duration,
        "links": [link for link in links if link["title"] and link["address"]],
    }
    return {name: value for name, value in facts.items() if value}


def _words(keywords: str) -> list[str]:
    return [word.strip()[:300] for word in keywords.split(",") if word.strip()][:200]
