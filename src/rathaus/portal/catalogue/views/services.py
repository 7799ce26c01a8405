"""Services from A to Z, and the page of one."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import get_template

from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.frame import facts
from rathaus.foundation.design.kept import kept
from rathaus.foundation.design.templatetags.design import template_language
from rathaus.foundation.design.until_edit import until_edit
from rathaus.portal.catalogue.models import OTHER_LETTERS, Service
from rathaus.portal.catalogue.origins import origins_of
from rathaus.portal.catalogue.paging import page_behind
from rathaus.portal.catalogue.prices import prices
from rathaus.portal.catalogue.prose import lead_and_rest
from rathaus.portal.catalogue.spoken import Part, Spoken

PER_PAGE = 60
SHOWN = ("title", "text", "who", "needs", "steps", "deadline", "duration", "offline", "fees", "answers")
"""What an English reader is told about if it is only there in German."""
DOOR = ("slug", "title", "summary", "english")
"""What is shown of another service that may fit, too."""


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
    return render(request, "catalogue/service.html", {"told": _told(slug, template_language()), "section": "services"})


@dataclass(frozen=True)
class _Told:
    """What everybody reads about a service, whoever asks."""

    slug: str
    title: str
    markup: str


@until_edit
def _told(slug: str, language: str) -> _Told:
    """In ``language``, which is the one in force. Raises Http404."""
    found = get_object_or_404(Service.objects.prefetch_related("life_situations"), slug=slug)
    german = found.facts | {"title": found.title, "summary": found.summary, "text": found.text}
    said = Spoken(german, found.english, language)
    lead, text = lead_and_rest(said["text"].value)
    shown = {
        "service": found,
        "said": {name: said[name] for name in (*SHOWN, "summary", "official_name", "legal", "sources")},
        "partly_german": said.partly_german(*SHOWN),
        "lead": Part(lead, said["text"].language),
        "text": Part(text, said["text"].language),
        "prices": prices(said["fees"].value or []),
        "offices": found.offices_in_order,
        "related": Service.objects.filter(slug__in=found.fact("related", [])).only(
            "slug", "title", "summary", "english"
        ),
        "origins": origins_of(found.get_absolute_url()),
    }
    return _Told(slug, said["title"].value, get_template("catalogue/service_told.html").render(facts() | shown))
