"""What is not about one idea's own wording: comments, appeals, and ideas that came on the phone or on paper."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.participation.ideas import actions
from rathaus.participation.ideas.change import Impossible
from rathaus.participation.ideas.forms.team import AppealForm, CommentForm, WriteDownForm
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.ideas.views.team.finding import desk_url, idea_at_desk


@audience(TEAM)
def comment(request: SignedIn, number: int, comment_id: int) -> HttpResponse:
    """Hide a comment for a reason, or show a hidden one again."""
    idea = idea_at_desk(request, number)
    found = get_object_or_404(idea.comments, pk=comment_id)
    if request.method == "POST" and found.hidden_at:
        actions.show_comment(found, by=request.user)
        messages.success(request, _("Der Kommentar ist wieder zu sehen."))
        return redirect(desk_url(idea))
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide_comment(found, form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Der Kommentar ist verborgen."))
        return redirect(desk_url(idea))
    context = {"idea": idea, "comment": found, "here": _("Kommentar")}
    return _page(request, "ideas/team/comment.html", form, context)


@audience(TEAM)
def appeal(request: SignedIn, number: int, appeal_id: int) -> HttpResponse:
    """Answer the author's objection."""
    idea = idea_at_desk(request, number)
    found = get_object_or_404(idea.appeals, pk=appeal_id)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_appeal(found, **form.cleaned_data, by=request.user)
        except Impossible as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Der Einspruch ist beantwortet."))
            return redirect(desk_url(idea))
    return _page(request, "ideas/team/appeal.html", form, {"idea": idea, "appeal": found, "here": _("Einspruch")})


@audience(TEAM)
def write_down(request: SignedIn) -> HttpResponse:
    """An idea that came on the phone or on paper; the code to claim it is shown once, to hand it on."""
    form = WriteDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = actions.NewIdea(**form.cleaned_data, shown_as=form.shown_as)
        sent = actions.write_down(new, by=request.user)
        told = _("Idee %(number)s ist öffentlich. Ihr Code zum Weitergeben, nur jetzt zu sehen: %(code)s")
        messages.success(request, told % {"number": sent.idea.number, "code": sent.code})
        return redirect(desk_url(sent.idea))
    return _page(request, "ideas/team/write_down.html", form, {"here": _("Idee aufnehmen")})


def _page(request: SignedIn, template: str, form: Form, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context | {"section": "ideas", "form": form}, status=422 if form.errors else 200)
