"""The search page, and suggestions while typing."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts import limits
from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.templatetags.design import template_language
from rathaus.lib.text import clean
from rathaus.portal.catalogue import search
from rathaus.portal.catalogue.search.finding import LONGEST_QUESTION
from rathaus.portal.catalogue.search.marking import mark, mark_beginning
from rathaus.portal.catalogue.search.ranking import FINALISTS

PER_PAGE = 10
KINDS = {"leistung": "service", "lebenslage": "life", "dienststelle": "office"}
"""Value of ``art`` in the address → kind of result."""
LABELS = {"service": _("Leistung"), "life": _("Lebenslage"), "office": _("Dienststelle"), "answer": _("Antwort")}
TABS = {"leistung": _("Leistungen"), "lebenslage": _("Lebenslagen"), "dienststelle": _("Dienststellen")}


@audience(EVERYONE)
@limits.search()
def results(request: HttpRequest) -> HttpResponse:
    query = clean(request.GET.get("q", ""))[:LONGEST_QUESTION]
    literally = request.GET.get("genau") == "1"
    found = search.find(query, limit=FINALISTS, language=template_language(), literally=literally)
    kind = KINDS.get(request.GET.get("art", ""))
    matching = [result for result in found.results if kind in (None, result.kind)]
    begins = _after(matching, request.GET.get("nach", ""))
    shown = matching[begins : begins + PER_PAGE]
    context = {
        "query": query,
        "literally": literally,
        "found": found,
        "count": len(found.results),
        "tabs": _tabs(found.results, request.GET.get("art", "")),
        "kind": kind and request.GET["art"],
        "kept": urlencode({name: request.GET[name] for name in ("q", "art", "genau") if name in request.GET}),
        "rows": [_row(result, found) for result in shown],
        "next": shown[-1].key if begins + PER_PAGE < len(matching) else "",
        "first": begins == 0,
        "answer": found.answer if begins == 0 and kind in (None, "service") else None,
        "no_service": bool(found.results) and all(result.kind == "office" for result in found.results),
    }
    return render(request, "catalogue/search.html", context)


@audience(EVERYONE)
@limits.search()
def suggestions(request: HttpRequest) -> HttpResponse:
    query = clean(request.GET.get("q", ""))[:LONGEST_QUESTION]
    rows = [
        {"result": result, "kind": LABELS[result.kind], "title": mark_beginning(result.title, query)}
        for result in search.suggest(query, language=template_language())
    ]
    return render(request, "catalogue/suggestions.html", {"rows": rows})


def _after(matching: list[search.Result], key: str) -> int:
    """Where the page behind the result ``key`` begins; 0 if there is none of that key (any more)."""
    return next((place + 1 for place, result in enumerate(matching) if result.key == key), 0)


def _tabs(found: list[search.Result], chosen: str) -> list[dict[str, Any]]:
    counts = Counter(result.kind for result in found)
    tabs = [{"value": value, "label": label, "count": counts[KINDS[value]]} for value, label in TABS.items()]
    some = [tab | {"current": tab["value"] == chosen} for tab in tabs if tab["count"]]
    return some if len(some) > 1 else []


def _row(result: search.Result, found: search.Found) -> dict[str, Any]:
    return {
        "result": result,
        "kind": LABELS[result.kind],
        "text": mark(result.intro or result.summary, found.stems),
        "line": result.summary if result.intro else "",
    }
