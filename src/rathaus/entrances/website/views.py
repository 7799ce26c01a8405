"""Pages of the city itself."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.entrances.website import articles
from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.city import city
from rathaus.foundation.design.kept import kept
from rathaus.portal.catalogue.models import LifeSituation, Service

QUICK_WAYS = 3
NEWS_ON_START = 3
LEVELS = ("info", "success", "warning", "danger")
WAYS: tuple[dict[str, str | Promise], ...] = (
    {"address": "/ideen/", "title": _("Ideen"), "text": _("Lesen, unterstützen, mitreden: was andere vorschlagen.")},
    {"address": "/workshops/", "title": _("Workshops"), "text": _("An kleinen Tischen sammeln und ausarbeiten.")},
    {"address": "/lenkungskreis/", "title": _("Lenkungskreis"), "text": _("Wer entscheidet, wann und warum.")},
    {"address": "/projekte/", "title": _("Projekte"), "text": _("Wer was baut und wie weit es ist.")},
    {
        "address": "/mitmachen/zahlen/",
        "title": _("Was daraus wurde"),
        "text": _("Alle Ideen in Zahlen, auch zum Mitnehmen."),
    },
)
"""The ways in, below ``/mitmachen/``."""
SECURITY_CONTACT_HOLDS = timedelta(days=90)
LIFE_ICONS = ("house", "pram", "dog", "car", "shop", "card", "key", "rings", "chair", "candle", "people")


@audience(EVERYONE)
@kept
def start(request: HttpRequest) -> HttpResponse:
    popular = list(Service.objects.filter(popular__isnull=False).order_by("popular")[:9])
    return render(
        request,
        "website/start.html",
        {
            "popular": popular,
            "quick_ways": popular[:QUICK_WAYS],
            "lives": LifeSituation.objects.all()[:9],
            "news": articles.news()[:NEWS_ON_START],
        },
    )


@audience(EVERYONE)
@kept
def participate(request: HttpRequest) -> HttpResponse:
    return render(request, "website/participate.html", {"section": "participate", "ways": WAYS})


@audience(EVERYONE)
@kept
def news(request: HttpRequest) -> HttpResponse:
    return render(request, "website/news.html", {"news": articles.news(), "section": "news"})


@audience(EVERYONE)
@kept
def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = next((one for one in articles.news() if one.slug == slug), None)
    if found is None:
        raise Http404
    return render(request, "website/article.html", {"article": found, "section": "news"})


@audience(EVERYONE)
@kept
def page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in articles.pages():
        raise Http404
    return render(request, "website/page.html", {"article": articles.pages()[slug]})


@audience(EVERYONE)
@kept
def style_guide(request: HttpRequest) -> HttpResponse:
    return render(request, "website/style_guide.html", {"levels": LEVELS, "life_icons": LIFE_ICONS})


@audience(EVERYONE)
def robots(request: HttpRequest) -> HttpResponse:
    closed = ("/antrag/", "/arbeitsplatz/", "/demo/", "/konto/", "/mein/", "/status/")
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@audience(EVERYONE)
def security_contact(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole, as the city says (RFC 9116); there is no such file where it says nothing."""
    told = city().get("security")
    if not told:
        raise Http404
    # Said anew with each answer, it never runs out while the house stands.
    expires = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + SECURITY_CONTACT_HOLDS
    lines = [
        *(f"Contact: {contact}" for contact in told["contact"]),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: de, en",
        f"Canonical: {settings.PUBLIC_ADDRESS}/.well-known/security.txt",
        *([f"Policy: {told['policy']}"] if "policy" in told else []),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@audience(EVERYONE)
def change_password(request: HttpRequest) -> HttpResponse:
    """Where password managers look (https://w3c.github.io/webappsec-change-password-url/)."""
    return redirect("account_change_password")
