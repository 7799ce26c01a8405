"""Her own data: what is held, where it can be seen and put right."""

from itertools import islice

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.actions import rename
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.disclosure import counted, holdings
from rathaus.foundation.accounts.forms import NameForm

SHOWN = 50
"""Records of one kind on a page; the ZIP has all."""


@audience(CITIZEN)
def show(request: SignedIn) -> HttpResponse:
    """``/mein/daten/``: the name can be changed here, all else on pages of their own."""
    me = request.user
    form = NameForm(request.POST or None, initial={"name": me.name})
    if request.method == "POST" and form.is_valid():
        rename(me, form.cleaned_data["name"], by=me)
        messages.success(request, _("Gespeichert."))
        return redirect("my:data")
    content = {"form": form, "held": counted(me)}
    return render(request, "my/data.html", frame(me, "data") | content, status=422 if form.errors else 200)


@audience(CITIZEN)
@require_safe
def held(request: SignedIn, slug: str) -> HttpResponse:
    """One kind of it, record by record, in plain words."""
    me = request.user
    holding = next((one for one in holdings() if one.name == slug), None)
    if holding is None:
        raise Http404
    content = {"holding": holding, "count": holding.count(me), "records": list(islice(holding.read(me), SHOWN))}
    return render(request, "my/data_held.html", frame(me, "data") | content | {"shown": SHOWN})
