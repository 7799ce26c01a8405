"""The work list, its search, taking and assigning, and the figures."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from rathaus.entrances.desk import figures as counting
from rathaus.entrances.desk import tabs, worklist
from rathaus.entrances.desk.bulk import Outcome, assign_all, take_all
from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.audience import CLERK, memberships_of
from rathaus.foundation.offices.models import Membership
from rathaus.lib.prepared import prepared
from rathaus.lib.text import clean
from rathaus.portal.applications.models import Definition
from rathaus.portal.cases.models import Case
from rathaus.portal.catalogue.models import Service

MOST_FOUND = 50
LONGEST_SEARCH = 100


@audience(CLERK)
@require_safe
def work_list(request: SignedIn) -> HttpResponse:
    """The cases of one tab, narrowed to a service, a page at a time."""
    person, today = request.user, timezone.localdate()
    tab = tabs.TABS.get(request.GET.get("liste", ""), tabs.FIRST)
    slug = clean(request.GET.get("leistung", ""))
    counts = tabs.counts(person, today)
    context = {
        "tab": tab,
        "tabs": [(each, counts.get(each.slug, "")) for each in tabs.TABS.values()],
        "services": _services(person.pk),
        "slug": slug,
        "page": worklist.page(_asked(person, tab, slug), request.GET.get("nach", "")),
        "place": urlencode({"liste": tab.slug, "leistung": slug}),
    }
    return render(request, "desk/work_list.html", _frame(person) | context)


@audience(CLERK)
@require_safe
def step(request: SignedIn, reference: str, *, before: bool) -> HttpResponse:
    """To the case after (or before) this one in the list it was opened from; at the end of it back to the list."""
    tab = tabs.TABS.get(request.GET.get("liste", ""), tabs.FIRST)
    slug = clean(request.GET.get("leistung", ""))
    visible = Case.objects.visible_at_desk(request.user.pk, timezone.localdate())
    case = get_object_or_404(visible, reference=reference)
    found = worklist.neighbour(case, _asked(request.user, tab, slug), before=before)
    place = "?" + urlencode({"liste": tab.slug, "leistung": slug})
    return redirect((found.desk_url if found else "/arbeitsplatz/") + place)


@audience(CLERK)
def search(request: SignedIn) -> HttpResponse:
    """Cases of this reference or applicant. Asked by POST: a name belongs into no address, log or browser history."""
    typed = clean(request.POST.get("q", ""))[:LONGEST_SEARCH]
    visible = Case.objects.visible_at_desk(request.user.pk, timezone.localdate())
    found = visible.found_by(typed).order_by("due_on", "id")
    cases = list(found.lines(MOST_FOUND + 1))
    context = {
        "typed": typed,
        "page": worklist.Page([worklist.Group("", cases[:MOST_FOUND])] if cases else [], ""),
        "too_many": len(cases) > MOST_FOUND,
    }
    return render(request, "desk/search.html", _frame(request.user) | context)


@audience(CLERK)
@require_POST
def take(request: SignedIn) -> HttpResponse:
    """Take the one case whose button was pressed, or all that are ticked."""
    outcome = take_all(_chosen(request), by=request.user)
    _tell(request, outcome, ngettext("%(n)s Vorgang übernommen.", "%(n)s Vorgänge übernommen.", outcome.done))
    return _back_to_list(request)


@audience(CLERK)
@require_POST
def assign(request: SignedIn) -> HttpResponse:
    """Give all ticked cases to a colleague."""
    chosen = request.POST.get("an", "")
    colleague = next((one for one in _colleagues(request.user.pk) if str(one.pk) == chosen), None)
    if colleague is None:
        messages.error(request, _("Bitte wählen Sie, wer die Vorgänge bekommen soll."))
        return _back_to_list(request)
    outcome = assign_all(_chosen(request), colleague, by=request.user)
    _tell(request, outcome, ngettext("%(n)s Vorgang zugewiesen.", "%(n)s Vorgänge zugewiesen.", outcome.done))
    return _back_to_list(request)


@audience(CLERK)
@require_safe
def figures(request: SignedIn) -> HttpResponse:
    """Open, overdue and new cases of her offices, and how long they take."""
    lines = counting.by_service(request.user, timezone.localdate())
    context = {"section": "figures", "lines": lines, "total": counting.total(lines)}
    return render(request, "desk/figures.html", context)


def _frame(person: Person) -> dict[str, Any]:
    return {"section": "worklist", "today": timezone.localdate(), "colleagues": _colleagues(person.pk)}


def _asked(person: Person, tab: tabs.Tab, slug: str) -> worklist.Asked:
    # Its number, not its slug: only then the database knows beforehand whether it is a rare one.
    service = Service.objects.filter(slug=slug).values_list("pk", flat=True).first() or 0 if slug else None
    offices = tuple(one.office_id for one in memberships_of(person))
    return worklist.Asked(tab, timezone.localdate(), person.pk, service, offices)


@prepared
def _services(person: int) -> QuerySet[Service]:
    """What one can apply for at her offices."""
    offices = Membership.objects.filter(person=person).values("office")
    online = Definition.objects.filter(in_force=True).values("service")
    services = Service.objects.filter(offices__in=offices, pk__in=online)
    return services.distinct().only("slug", "title").order_by("title")


@prepared
def _colleagues(person: int) -> QuerySet[Person]:
    offices = Membership.objects.filter(person=person).values("office")
    found = Person.objects.filter(memberships__office__in=offices, is_active=True).distinct()
    return found.only("name", "email").order_by("name")


def _chosen(request: SignedIn) -> list[str]:
    only = request.POST.get("nur")
    return [clean(typed) for typed in ([only] if only else request.POST.getlist("vorgang"))]


def _tell(request: SignedIn, outcome: Outcome, done: str) -> None:
    if outcome.done:
        messages.success(request, done % {"n": outcome.done})
    if outcome.refused:
        text = ngettext(
            "%(n)s Vorgang nicht: Jemand anderes hat ihn, oder er ist erledigt.",
            "%(n)s Vorgänge nicht: Jemand anderes hat sie, oder sie sind erledigt.",
            outcome.refused,
        )
        messages.warning(request, text % {"n": outcome.refused})
    if not (outcome.done or outcome.refused):
        messages.error(request, _("Bitte wählen Sie zuerst einen Vorgang aus."))


def _back_to_list(request: SignedIn) -> HttpResponse:
    place = {"liste": request.POST.get("liste", ""), "leistung": request.POST.get("leistung", "")}
    return redirect("/arbeitsplatz/?" + urlencode(place))
