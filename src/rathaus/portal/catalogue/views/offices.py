"""Offices, and the services each gives: they live here because only the catalogue knows both."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.kept import kept
from rathaus.foundation.design.templatetags.design import template_language
from rathaus.foundation.offices.models import Office
from rathaus.portal.catalogue.models import Service
from rathaus.portal.catalogue.paging import page_behind
from rathaus.portal.catalogue.spoken import Spoken

PER_PAGE = 60


@audience(EVERYONE)
@kept
def overview(request: HttpRequest) -> HttpResponse:
    stations = Office.objects.filter(kind=Office.Kind.STATION)
    others = Office.objects.exclude(kind=Office.Kind.STATION)
    page = page_behind(request.GET.get("nach", ""), others, "name", PER_PAGE)
    shown = list(stations[:PER_PAGE]) if page.first else []
    return render(request, "catalogue/offices.html", {"stations": shown, "page": page, "section": "offices"})


@audience(EVERYONE)
@kept
def office(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Office, slug=slug)
    said = Spoken({"name": found.name, "about": found.about}, found.english, template_language())
    services = Service.objects.filter(offices=found).defer("text", "facts", "keywords")
    return render(
        request,
        "catalogue/office.html",
        {
            "office": found,
            "name": said["name"],
            "about": said["about"],
            "page": page_behind(request.GET.get("nach", ""), services, "sort_key", PER_PAGE),
            "section": "offices",
        },
    )
