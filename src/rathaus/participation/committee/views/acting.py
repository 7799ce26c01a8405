"""Forms and buttons: do, or say why not, with what was typed kept."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from rathaus.foundation.accounts.audience import SignedIn
from rathaus.foundation.documents.refusals import Unavailable
from rathaus.participation.committee.refusals import NotNow
from rathaus.participation.ideas.actions.stations import OutOfOrder

REFUSALS = (NotNow, OutOfOrder, Unavailable)


def posted(request: SignedIn) -> QueryDict | None:
    """What was sent, be it empty; None where the page is only read."""
    return request.POST if request.method == "POST" else None


def fill_in(
    request: SignedIn,
    form: forms.BaseForm,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    back: str,
    template: str = "committee/team/form.html",
    done: str = "",
    **context: Any,
) -> HttpResponse:
    """A page with one form; once it is right, ``act`` on what was typed and go ``back``.

    In ``context``: ``about``, what it is about; ``hint``, what cannot be undone; ``button``, in place of "Speichern".
    """
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            if done:
                messages.success(request, done)
            return redirect(back)
    status = 422 if form.errors else 200
    content = {"form": form, "title": title, "back": back, "section": "committee"} | context
    return render(request, template, content, status=status)


def confirm(request: SignedIn, act: Callable[[], Any], *, title: str, hint: str, back: str, about: str) -> HttpResponse:
    """A button that cannot be undone: its page says what will happen, and has the button again."""
    form = forms.Form(posted(request))
    return fill_in(request, form, lambda _typed: act(), title=title, back=back, hint=hint, about=about, button=title)


def press(request: SignedIn, act: Callable[[], Any], *, back: str) -> HttpResponse:
    """A button: do it, or say why not."""
    try:
        act()
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect(back)
