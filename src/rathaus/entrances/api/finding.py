"""Endpoints that find: services, their schemas, search."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from rathaus.entrances.api.door import api, pause
from rathaus.entrances.api.shapes import Problem, Results, ServiceDetail, ServiceList
from rathaus.foundation.accounts import limits
from rathaus.foundation.design.paging import page_of
from rathaus.lib.text import clean
from rathaus.portal.applications.blueprints.schema import schema_of
from rathaus.portal.applications.models import Definition
from rathaus.portal.applications.samples import samples
from rathaus.portal.catalogue import search
from rathaus.portal.catalogue.models import Service

PAGE = 100


def _services() -> Any:
    in_force = Definition.objects.filter(service=OuterRef("pk"), in_force=True)
    return Service.objects.annotate(online=Exists(in_force)).order_by("slug")


def _line(service: Any) -> dict[str, Any]:
    return {
        "slug": service.slug,
        "title": service.title,
        "summary": service.summary,
        "leika_key": service.leika_key,
        "online": service.online,
        "url": settings.PUBLIC_ADDRESS + service.get_absolute_url(),
    }


@api.get("/services", response={200: ServiceList, 422: Problem}, tags=["services"])
def services(request: HttpRequest, after: str = Query("", max_length=120)) -> dict[str, Any]:
    """All services by slug, a hundred at a time."""
    page = page_of(_services().filter(slug__gt=clean(after)), PAGE, key="slug")
    return {"services": [_line(service) for service in page.rows], "next": page.next or None}


@api.get("/services/{slug}", response={200: ServiceDetail, 404: Problem}, tags=["services"])
def service(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One service with all the city says of it."""
    found = get_object_or_404(_services().prefetch_related("offices"), slug=clean(slug))
    offices = [office.name for office in found.offices.all()]
    return {**_line(found), "text": found.text, "facts": found.facts, "offices": offices}


@api.get("/services/{slug}/schema", response={200: dict[str, Any], 404: Problem}, tags=["services"])
def schema(request: HttpRequest, slug: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of the answers in the version in force, with examples.

    ``x-declaration`` is what the applicant confirms; an application says that she did (``confirmed``).
    """
    definition = get_object_or_404(Definition, service__slug=clean(slug), in_force=True)
    examples = samples(definition.content["examples"], timezone.localdate())
    blueprint = definition.blueprint
    return schema_of(blueprint) | {"examples": examples, "x-declaration": blueprint.confirm}


@api.get("/search", response={200: Results, 422: Problem, 429: Problem}, tags=["search"])
@limits.search(pause)
def find(
    request: HttpRequest, q: str = Query("", max_length=200), limit: int = Query(10, ge=1, le=50)
) -> dict[str, Any]:
    """Services, offices and life situations for what people type, best first."""
    found = search.find(q, limit=limit)
    results = [
        {"kind": one.kind, "title": one.title, "summary": one.summary, "url": settings.PUBLIC_ADDRESS + one.url}
        for one in found.results
    ]
    return {"query": q, "results": results}
