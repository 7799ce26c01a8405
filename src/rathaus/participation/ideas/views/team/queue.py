"""The team's list: what waits, checking many at once, and the log."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.design.paging import Page, behind
from rathaus.lib.dates import read_moment
from rathaus.lib.text import whole_number
from rathaus.participation.ideas import actions, queue
from rathaus.participation.ideas.change import Impossible
from rathaus.participation.ideas.finding import matching
from rathaus.participation.ideas.forms.team import AllForm
from rathaus.participation.ideas.models import Idea, Moderation
from rathaus.participation.ideas.team import TEAM


@audience(TEAM)
@require_safe
def show(request: SignedIn) -> HttpResponse:
    """One tab, a page at a time."""
    tab = queue.TABS.get(request.GET.get("liste", ""), queue.FIRST)
    form = AllForm(request.GET) if tab.slug == "alle" else None
    counts = queue.counts(request.user)
    place = {"liste": tab.slug} | {
        name: request.GET[name] for name in ("visibility", "q") if form and request.GET.get(name)
    }
    context = {
        "section": "ideas",
        "tab": tab,
        "tabs": [(each, counts.get(each.slug, "")) for each in queue.TABS.values()],
        "form": form,
        "page": queue.page(_narrowed(tab, form), tab, request.GET.get("nach", "")),
        "place": urlencode(place),
        "today": timezone.localdate(),
    }
    return render(request, "ideas/team/queue.html", context)


@audience(TEAM)
@require_POST
def check(request: SignedIn) -> HttpResponse:
    """Check the one whose button was pressed, or all that are ticked; each for itself, so that one undoes no other."""
    done = refused = 0
    for idea in Idea.objects.visible_to(request.user).filter(number__in=_chosen(request)):
        try:
            actions.check(idea, by=request.user)
            done += 1
        except Impossible:
            refused += 1
    _tell(request, done, refused)
    return redirect("/arbeitsplatz/ideen/?liste=pruefen")


@audience(TEAM)
@require_safe
def log(request: SignedIn) -> HttpResponse:
    """What the team did, the latest first."""
    rows = Moderation.objects.select_related("idea", "by", "comment").order_by("-at", "-pk")
    found = list(_after(rows, request.GET.get("nach", ""))[: queue.PAGE + 1])
    shown = found[: queue.PAGE]
    following = f"{shown[-1].at.isoformat()}_{shown[-1].pk}" if len(found) > queue.PAGE else ""
    return render(request, "ideas/team/log.html", {"section": "ideas", "page": Page(shown, following)})


def _after(rows: QuerySet[Moderation], key: str) -> QuerySet[Moderation]:
    first, _separator, last = key.rpartition("_")
    at, pk = read_moment(first), whole_number(last)
    return rows if at is None or pk is None else rows.filter(behind("-at", at, pk))


def _narrowed(tab: queue.Tab, form: AllForm | None) -> QuerySet[Any]:
    if form is None or not form.is_valid():
        return tab.all()
    words, visibility = form.cleaned_data["q"], form.cleaned_data["visibility"]
    number = whole_number(words)
    ideas = Idea.objects.filter(number=number) if number is not None else matching(words)
    if visibility:
        ideas = ideas.filter(visibility=visibility)
    return ideas.order_by("-number", "-pk")


def _chosen(request: SignedIn) -> list[int]:
    only = request.POST.get("nur")
    typed = [only] if only else request.POST.getlist("idee")[: queue.PAGE]
    return [number for each in typed if (number := whole_number(each)) is not None]


def _tell(request: SignedIn, done: int, refused: int) -> None:
    if done:
        messages.success(request, ngettext("%(n)s Idee geprüft.", "%(n)s Ideen geprüft.", done) % {"n": done})
    if refused:
        text = ngettext(
            "%(n)s Idee nicht: Sie ist verborgen, zurückgezogen oder zusammengeführt.",
            "%(n)s Ideen nicht: Sie sind verborgen, zurückgezogen oder zusammengeführt.",
            refused,
        )
        messages.warning(request, text % {"n": refused})
    if not (done or refused):
        messages.error(request, _("Bitte wählen Sie zuerst eine Idee aus."))
