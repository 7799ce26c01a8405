"""Forms and buttons: do, or say why not, with what was typed kept."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from rathaus.foundation.accounts.audience import SignedIn
from rathaus.participation.committee.refusals import NotNow
from rathaus.participation.ideas.actions.stations import OutOfOrder

REFUSALS = (NotNow, OutOfOrder)


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
    """A page with one form; once it is right, ``act`` on what was typed and go ``back``."""
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            if done:
                messages.success(request, done)
            return redirect(back)
    return render(request, template, {"form": form, "title": title, "back": back, "section": "committee"} | context)


def press(request: SignedIn, act: Callable[[], Any], *, back: str) -> HttpResponse:
    """A button: do it, or say why not."""
    try:
        act()
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect(back)
