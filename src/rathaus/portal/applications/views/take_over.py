"""A citizen goes on with what was begun at the counter."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.portal.applications import visitor
from rathaus.portal.applications.actions.counter import take_over
from rathaus.portal.applications.actions.drafts import claim
from rathaus.portal.applications.forms import DigitsForm
from rathaus.portal.applications.views.place import busy_for_another

_WRONG, _EVERYWHERE = "counter_code_wrong", "all"


@audience(GUEST)
def by_digits(request: HttpRequest) -> HttpResponse:
    """Six digits and her birth date, into her account or as a guest; wrong, spent and old ones are answered alike."""
    if refusal := busy_for_another(request):
        return refusal
    form = DigitsForm(request.POST or None)
    too_often = request.method == "POST" and not _may_try(request)
    if form.is_bound and not too_often and form.is_valid():
        person = visitor.person_of(request)
        if draft := take_over(form.cleaned_data["digits"], form.cleaned_data["born_on"], by=person):
            if person:
                claim(draft, by=person)
            visitor.let_in(request, draft)
            return redirect("applications:start", draft.service.slug)
        ratelimit.consume(request, action=_WRONG, key=_EVERYWHERE)
        form.add_error(None, _("Code und Geburtsdatum passen zu keinem Antrag, oder der Code ist abgelaufen."))
    content = {"form": form, "too_often": too_often, "section": "services"}
    status = 429 if too_often else 422 if form.errors else 200
    return render(request, "applications/take_over.html", content, status=status)


def _may_try(request: HttpRequest) -> bool:
    """Few tries from one place, and few wrong ones from all places together."""
    open_to_all = ratelimit.consume(request, action=_WRONG, key=_EVERYWHERE, dry_run=True)
    return bool(open_to_all and ratelimit.consume(request, action="counter_code"))
