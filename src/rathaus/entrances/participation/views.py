"""What became of the ideas: as a page, and as open data."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.entrances.participation.delta import NARROW, WIDE, delta
from rathaus.entrances.participation.downloads import as_csv, as_json
from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.kept import kept
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.content import participation
from rathaus.participation.projects.figures import Funnel, Numbers, funnel
from rathaus.participation.projects.figures.stages import ASKED, CHECK, DECIDED, DONE, UNDERWAY, WORKSHOP
from rathaus.participation.workshops.models import Series

ALL = "alle"
STAGES: dict[int, str | Promise] = {
    WORKSHOP: _("bis zum Workshop"),
    CHECK: _("bis zur Machbarkeitsprüfung"),
    ASKED: _("bis zum Lenkungskreis"),
    DECIDED: _("bis zur Entscheidung"),
    UNDERWAY: _("bis zum Beginn der Umsetzung"),
    DONE: _("bis zum Ergebnis"),
}


@audience(EVERYONE)
@kept
def figures(request: HttpRequest) -> HttpResponse:
    """The funnel by field, and the days from stage to stage: for the series, year or field that is asked for."""
    everything = funnel()
    asked = _asked(request, everything)
    found = _part(everything, asked)
    by_field, waits = _named(found), found.waits_by_stage()
    content = {
        "total": found.total,
        "wide": delta(by_field, WIDE),
        "narrow": delta(by_field, NARROW),
        "waits": [(STAGES[wait.stage], wait) for wait in waits],
        "longest": max((wait.average for wait in waits), default=1) or 1,
        "asked": asked,
        "all": ALL,
        "query": urlencode(asked),
        "series": Series.objects.filter(slug__in=everything.series),
        "years": everything.years,
        "fields": participation().fields.values(),
        "promise": participation().answer_days,
    }
    return render(request, "figures/figures.html", content | {"section": "participate", "part": "figures"})


@audience(EVERYONE)
@kept
def figures_csv(request: HttpRequest) -> HttpResponse:
    """One line for each series, year and field."""
    everything = funnel(with_waits=False)
    lines = as_csv(_part(everything, _asked(request, everything)))
    response = HttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ideen-zahlen.csv"'
    return response


@audience(EVERYONE)
@kept
def figures_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    everything = funnel()
    return JsonResponse(as_json(_part(everything, _asked(request, everything))))


def _asked(request: HttpRequest, everything: Funnel) -> dict[str, str]:
    """What to show; who asks for nothing sees the series that was decided last, who asks for ``ALL`` sees all."""
    asked = {name: request.GET.get(name, "") for name in ("reihe", "jahr", "feld")}
    return asked if any(asked.values()) else asked | {"reihe": everything.decided_last}


def _part(everything: Funnel, asked: dict[str, str]) -> Funnel:
    # A year that is none finds nothing, rather than everything.
    year = (whole_number(asked["jahr"]) or 0) if asked["jahr"] else None
    series = "" if asked["reihe"] == ALL else asked["reihe"]
    return everything.only(series=series, year=year, field=asked["feld"])


def _named(found: Funnel) -> dict[str, Numbers]:
    """By the field's name, in the city's order."""
    by_field = found.by_field()
    return {str(field): by_field[field.slug] for field in participation().fields.values() if field.slug in by_field}
