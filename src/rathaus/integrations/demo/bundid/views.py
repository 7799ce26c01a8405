"""The pages of a simulated door: sign in, see what is told, go back with the answer."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.integrations.demo.bundid import faults
from rathaus.integrations.demo.bundid.forms import SignInForm
from rathaus.integrations.demo.bundid.labels import named
from rathaus.integrations.demo.bundid.peer import PEERS, Peer
from rathaus.integrations.demo.bundid.plan import encoded, plan_for
from rathaus.integrations.demo.bundid.question import Question, Wrong, read
from rathaus.integrations.demo.bundid.ways import WAYS
from rathaus.integrations.saml.akdb import CONTEXTS


@audience(GUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, door: str) -> HttpResponse:
    """Where the question arrives; the form is sent to the same address, question and all."""
    peer = PEERS[door]
    if not request.GET:
        return render(request, "demo/bundid/nobody.html", {"peer": peer})
    try:
        question = read(request.META["QUERY_STRING"], peer)
    except Wrong as wrong:
        return render(request, "demo/bundid/nobody.html", {"peer": peer, "wrong": wrong}, status=400)
    form = SignInForm(request.POST or None, peer=peer, question=question)
    fault = request.POST.get("fault", "")
    if fault or form.is_valid():
        return _consent(request, peer, question, form, fault)
    context = {
        "peer": peer,
        "question": question,
        "form": form,
        "asked": named(question.attributes),
        "faults": {name: label for name, (label, _change) in faults.FAULTS.items()},
    }
    return render(request, "demo/bundid/sign_in.html", context, status=422 if form.is_bound else 200)


def _consent(request: HttpRequest, peer: Peer, question: Question, form: SignInForm, fault: str) -> HttpResponse:
    """What will be told, and the button that sends it."""
    who = peer.cast.get(request.POST.get("who", "")) or next(iter(peer.cast.values()))
    way = next(iter(WAYS)) if fault == faults.TOO_LOW else request.POST.get("way", "")
    level = WAYS[way][1] if way in WAYS else question.level
    attributes = who.attributes(CONTEXTS[level])
    plan = plan_for(peer, question, attributes, CONTEXTS[level])
    if fault:
        if fault != faults.CANCEL and fault not in faults.FAULTS:
            raise Http404
        plan = faults.spoiled(fault, plan)
    context: dict[str, Any] = {
        "peer": peer,
        "question": question,
        "who": who,
        "fault": fault,
        "label": faults.FAULTS[fault][0] if fault in faults.FAULTS else "",
        "told": named(attributes),
        # The way back is within the house, whichever name of it she came by.
        "target": urlsplit(question.answer_to).path,
        "answer": encoded(plan),
    }
    return render(request, "demo/bundid/consent.html", context)
