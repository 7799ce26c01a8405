"""Her own data."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.actions import rename
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.forms import NameForm


@audience(CITIZEN)
def show(request: SignedIn) -> HttpResponse:
    """``/mein/daten/``: the name can be changed here, e-mail and password on pages of their own."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        rename(request.user, form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Gespeichert."))
        return redirect("my:data")
    content = frame(request.user, "data") | {"form": form}
    return render(request, "my/data.html", content, status=422 if form.errors else 200)
