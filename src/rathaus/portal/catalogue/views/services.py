"""Services from A to Z, and the page of one."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.kept import kept
from rathaus.foundation.design.templatetags.design import template_language
from rathaus.portal.catalogue.models import OTHER_LETTERS, Service
from rathaus.portal.catalogue.origins import origins_of
from rathaus.portal.catalogue.paging import page_behind
from rathaus.portal.catalogue.prices import prices
from rathaus.portal.catalogue.prose import lead_and_rest
from rathaus.portal.catalogue.spoken import Part, Spoken

PER_PAGE = 60
SHOWN = ("title", "text", "who", "needs", "steps", "deadline", "duration", "offline", "fees", "answers")
"""What an English reader is told about if it is only there in German."""


@audience(EVERYONE)
@kept
def a_to_z(request: HttpRequest) -> HttpResponse:
    services = Service.objects.defer("text", "facts", "keywords")
    letters = list(Service.objects.order_by("letter").values_list("letter", flat=True).distinct())
    letter = request.GET.get("buchstabe", "").lower()
    letter = letter if letter in letters else ""
    if letter:
        services = services.filter(letter=letter)
    page = page_behind(request.GET.get("nach", ""), services, "sort_key", PER_PAGE)
    return render(
        request,
        "catalogue/services.html",
        {
            "page": page,
            "letters": letters,
            "letter": letter,
            "other": OTHER_LETTERS,
            "kept": urlencode({"buchstabe": letter} if letter else {}),
            "origins": origins_of(request.path),
            "section": "services",
        },
    )


@audience(EVERYONE)
@kept
def service(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Service.objects.prefetch_related("life_situations"), slug=slug)
    german = found.facts | {"title": found.title, "summary": found.summary, "text": found.text}
    said = Spoken(german, found.english, template_language())
    lead, text = lead_and_rest(said["text"].value)
    related = Service.objects.filter(slug__in=found.fact("related", [])).only("slug", "title", "summary", "english")
    return render(
        request,
        "catalogue/service.html",
        {
            "service": found,
            "said": {name: said[name] for name in (*SHOWN, "summary", "official_name", "legal", "sources")},
            "partly_german": said.partly_german(*SHOWN),
            "lead": Part(lead, said["text"].language),
            "text": Part(text, said["text"].language),
            "prices": prices(said["fees"].value or []),
            "offices": found.offices_in_order,
            "related": related,
            "origins": origins_of(found.get_absolute_url()),
            "section": "services",
        },
    )
