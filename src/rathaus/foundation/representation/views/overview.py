"""Who may act for her, and for whom she may act."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.models import Mandate

MOST_SHOWN = 200


@audience(CITIZEN)
@require_safe
def show(request: SignedIn, *, frame: str) -> HttpResponse:
    """``/mein/vertretung/``: mandates given and held, children, organisations."""
    content = lists_of(request.user) | {"frame": frame, "tab": "representation"}
    return render(request, "representation/overview.html", content)


def lists_of(person: Person) -> dict[str, Any]:
    """``given`` and on offer by her, ``held`` from others, ``children``, ``organisations``: those that last."""
    lasting = list(Mandate.objects.visible_to(person).lasting()[:MOST_SHOWN])
    held = [one for one in lasting if one.agent_id == person.pk]
    kind = Mandate.Kind
    return {
        "given": [one for one in lasting if one.principal_id == person.pk],
        "held": [one for one in held if one.kind == kind.MANDATE],
        "children": [one for one in held if one.kind == kind.PARENT],
        "organisations": [one for one in held if one.kind == kind.MEMBER],
    }
