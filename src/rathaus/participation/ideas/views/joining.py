"""Taking a stand: support, follow, comment, report. Signing in leads to these pages and they lead back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import CITIZEN, GUEST, SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.lib.text import whole_number
from rathaus.participation.ideas import actions, guard
from rathaus.participation.ideas.forms.public import CommentForm, ReportForm
from rathaus.participation.ideas.models import Comment, Idea
from rathaus.participation.ideas.views.finding import comment_of, page, public, seen


@audience(CITIZEN)
def support(request: SignedIn, number: int) -> HttpResponse:
    """Stand behind an idea, or with ``zurueck`` no longer."""
    said = _("Sie unterstützen diese Idee."), _("Sie unterstützen diese Idee nicht mehr.")
    return _toggle(request, number, (actions.support, actions.take_back_support), said)


@audience(CITIZEN)
def follow(request: SignedIn, number: int) -> HttpResponse:
    """Hear what becomes of an idea, or with ``zurueck`` no longer."""
    said = _("Sie hören von uns, wenn sich bei dieser Idee etwas tut."), _("Sie folgen dieser Idee nicht mehr.")
    return _toggle(request, number, (actions.follow, actions.unfollow), said)


@audience(CITIZEN)
def comment(request: SignedIn, number: int) -> HttpResponse:
    """Say something to an idea, or with ``?zu=`` to a comment."""
    idea = public(number)
    parent = comment_of(idea, _pk(request, "zu"))
    form = CommentForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        if refusal := guard.passed(request):
            return refusal.answer(_comment_page(request, idea, form, parent, refusal))
        typed = form.cleaned_data
        said = actions.comment(
            idea, typed["text"], by=request.user, name=typed["name"], parent=parent, once=typed["once"]
        )
        return redirect(f"{idea.get_absolute_url()}?kommentare={(said.parent or said).pk - 1}#kommentar-{said.pk}")
    return _comment_page(request, idea, form, parent)


@audience(GUEST)
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Tell the team that something is wrong with an idea, or with ``?kommentar=`` with a comment."""
    idea = public(number)
    about = comment_of(idea, _pk(request, "kommentar"))
    form, refusal = ReportForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        refusal = guard.passed(request)
        if not refusal:
            actions.report(idea, form.cleaned_data["reason"], by=_reporter(request), comment=about)
            messages.success(request, _("Danke. Wir sehen uns das an."))
            return redirect(idea)
    content = page(idea=idea, comment=about, form=form, refusal=refusal) | guard.challenge_context(request)
    response = render(request, "ideas/report.html", content, status=422 if form.errors else 200)
    return refusal.answer(response) if refusal else response


def _toggle(
    request: SignedIn, number: int, verbs: tuple[Callable[..., None], Callable[..., None]], said: tuple[str, str]
) -> HttpResponse:
    """The page that asks, and what follows from its button."""
    back = "zurueck" in request.POST
    # Who wants to be left alone is, whatever became of the idea.
    idea = seen(request, number) if back else public(number)
    if request.method != "POST":
        which = "support" if verbs[0] is actions.support else "follow"
        return render(request, "ideas/confirm.html", page(idea=idea, which=which))
    verbs[back](idea, by=request.user)
    messages.success(request, said[back])
    return redirect(idea)


def _comment_page(
    request: SignedIn, idea: Idea, form: CommentForm, parent: Comment | None, refusal: Any = None
) -> HttpResponse:
    content = page(idea=idea, form=form, parent=parent, refusal=refusal)
    return render(request, "ideas/comment_form.html", content, status=422 if form.errors else 200)


def _pk(request: HttpRequest, name: str) -> int | None:
    """0, which no row has, for garbage."""
    return (whole_number(request.GET[name]) or 0) if name in request.GET else None


def _reporter(request: HttpRequest) -> Person | str:
    return request.user if isinstance(request.user, Person) else "guest"
