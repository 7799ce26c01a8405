"""A citizen follows her case."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.representation.party import Party
from rathaus.foundation.representation.session import party_of
from rathaus.lib.prepared import prepared
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.views.following import content, send_file


@audience(CITIZEN)
@require_safe
def show(request: SignedIn, reference: str, *, frame: str) -> HttpResponse:
    """Where it stands, what happens next, what she must do; in the frame (a template) of her area."""
    me = party_of(request)
    case = _case(me, reference)
    unread = Message.objects.unread_by(me).count()
    context = content(case) | {"frame": frame, "tab": "cases", "unread": unread}
    context["may_write"] = me.may_act(service=case.service.slug, reference=case.reference)
    return render(request, "cases/my_case.html", context)


@audience(CITIZEN)
@require_safe
def file(request: SignedIn, reference: str, file_id: UUID, *, frame: str) -> HttpResponse:
    """A paper of her case."""
    own = Case.objects.visible_to(party_of(request)).select_related("application")
    return send_file(get_object_or_404(own, reference=reference), file_id)


def _case(me: Party, reference: str) -> Case:
    """With all that its page shows; Http404 where she does not reach it."""
    for case in _own(me.principal.pk, reference) if me.is_own else _reached(me, reference):
        return case
    raise Http404


def _reached(whom: Party | int, reference: str) -> QuerySet[Case]:
    return Case.objects.visible_to(whom).in_full().filter(reference=reference)


_own = prepared(_reached)
