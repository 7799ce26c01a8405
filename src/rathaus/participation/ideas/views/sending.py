"""Sending an idea: the form, and the receipt."""

from typing import Any

from django.conf import settings
from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.refusals import Unavailable
from rathaus.lib.crash import crash_point
from rathaus.participation.ideas import guard
from rathaus.participation.ideas.actions import NameReused, NewIdea, send_once
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.duplicates import nearly_equal
from rathaus.participation.ideas.forms.public import NewIdeaForm
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.sketch import sketch
from rathaus.participation.ideas.views.finding import page

RECEIPT = "idea_receipt"
ASKED = {"leistung": "service", "schritt": "step", "feld": "field", "bezirk": "district"}
"""How addresses call what they already know of an idea."""


@audience(GUEST)
def new(request: HttpRequest) -> HttpResponse:
    """The form; nobody needs an account. Ideas that say nearly the same are shown once before it is taken."""
    if request.method != "POST":
        return _form(request, _empty(request))
    form = NewIdeaForm(request.POST, request.FILES, has_account=request.user.is_authenticated)
    if not form.is_valid():
        return _form(request, form, status=422)
    if twins := _twins(request, form):
        return _form(request, form, twins=twins)
    if refusal := guard.passed(request):
        return refusal.answer(_form(request, form, refusal=refusal))
    try:
        sent = send_once(_read(form), _name(request, form), by=_sender(request), wait=guard.is_doubtful(request))
    except NameReused:
        form.add_error(
            None, _("Diese Seite haben Sie schon abgeschickt. Für eine weitere Idee öffnen Sie sie bitte neu.")
        )
        return _form(request, form, status=422)
    except Unavailable as outage:
        form.add_error("attachments", outage.message)
        return _form(request, form, status=422)
    crash_point("idea-committed")
    request.session[RECEIPT] = {"number": sent.idea.number, "code": sent.code}
    return redirect("idea_receipt")


@audience(GUEST)
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """The number and the claim link of the idea this visitor sent last."""
    held = request.session.get(RECEIPT)
    idea = Idea.objects.filter(number=held["number"]).first() if held else None
    if held is None or idea is None:
        return redirect("idea_new")
    code = held["code"] if idea.claim_digest else ""
    address = f"{settings.PUBLIC_ADDRESS}/ideen/anspruch/{code}/"
    return render(request, "ideas/receipt.html", page(idea=idea, code=code, claim_address=address))


def _empty(request: HttpRequest) -> NewIdeaForm:
    known = {name: request.GET[asked] for asked, name in ASKED.items() if asked in request.GET}
    if isinstance(request.user, Person):
        known["author_name"] = request.user.name
    form = NewIdeaForm(initial=known, has_account=request.user.is_authenticated)
    for name in ("service", "step"):
        # What an address brought is shown and stored only if it looks like a slug.
        if not slug_re.fullmatch(known.get(name, "")):
            form.initial[name] = ""
    return form


def _form(request: HttpRequest, form: NewIdeaForm, status: int = 200, **more: Any) -> HttpResponse:
    service = form["service"].value() if not form.is_bound else form.cleaned_data.get("service")
    content = page(form=form, service=service, city_says=participation(), sketch=sketch(), **more)
    content["had_files"] = bool(request.FILES)
    return render(request, "ideas/new.html", content | guard.challenge_context(request), status=status)


def _twins(request: HttpRequest, form: NewIdeaForm) -> list[Idea]:
    """Nearly equal ideas, unless they have been shown; nor with files, which a browser would have to send again."""
    if request.POST.get("trotzdem") or form.cleaned_data["attachments"]:
        return []
    return nearly_equal(form.cleaned_data["title"], form.cleaned_data["text"])


def _read(form: NewIdeaForm) -> NewIdea:
    typed = form.cleaned_data
    context = {name: typed[name] for name in ("service", "step") if typed.get(name)}
    whole = typed["latitude"] is not None and typed["longitude"] is not None
    return NewIdea(
        title=typed["title"],
        text=typed["text"],
        field=typed["field"],
        further_fields=tuple(typed["further"]),
        district=typed["district"],
        place=typed["place"],
        latitude=typed["latitude"] if whole else None,
        longitude=typed["longitude"] if whole else None,
        context=context,
        shown_as=typed["shown_as"],
        author_name=typed["author_name"],
        contact=typed.get("contact", ""),
        files=tuple(typed["attachments"]),
    )


def _name(request: HttpRequest, form: NewIdeaForm) -> str:
    # Who signs in between two sendings is somebody else.
    return f"web:{request.user.pk or 'guest'}:{form.cleaned_data['once']}"


def _sender(request: HttpRequest) -> Person | str:
    return request.user if isinstance(request.user, Person) else "guest"
