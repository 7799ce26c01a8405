"""Life situations, and what the town hall has for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.kept import kept
from rathaus.foundation.design.templatetags.design import template_language
from rathaus.portal.catalogue.models import LifeSituation
from rathaus.portal.catalogue.paging import page_behind
from rathaus.portal.catalogue.spoken import Spoken

PER_PAGE = 60


@audience(EVERYONE)
@kept
def overview(request: HttpRequest) -> HttpResponse:
    return render(
        request, "catalogue/lives.html", {"lives": LifeSituation.objects.all()[:PER_PAGE], "section": "lives"}
    )


@audience(EVERYONE)
@kept
def life_situation(request: HttpRequest, slug: str) -> HttpResponse:
    life = get_object_or_404(LifeSituation, slug=slug)
    said = Spoken({"title": life.title, "summary": life.summary, "text": life.text}, life.english, template_language())
    services = life.services.defer("text", "facts", "keywords")
    return render(
        request,
        "catalogue/life.html",
        {
            "life": life,
            "title": said["title"],
            "text": said["text"],
            "page": page_behind(request.GET.get("nach", ""), services, "sort_key", PER_PAGE),
            "section": "lives",
        },
    )
