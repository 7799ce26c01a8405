"""The list of all ideas."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rathaus.foundation.accounts import limits
from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.kept import kept
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.sieve import ORDERS, sieve_of


@audience(EVERYONE)
@limits.search(when=limits.by_words)
@kept
def overview(request: HttpRequest) -> HttpResponse:
    sieve, city = sieve_of(request.GET), participation()
    page = sieve.page()
    content = {
        "sieve": sieve,
        "page": page,
        "further": sieve.address(nach=page.next),
        "fields": city.fields.values(),
        "districts": city.districts.values(),
        "states": city.states.values(),
        "orders": ORDERS.items(),
    }
    return render(request, "ideas/overview.html", content | {"section": "participate", "part": "ideas"})
