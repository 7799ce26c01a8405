"""An author and her idea: by her account, or by the code of the claim link."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import CITIZEN, GUEST, SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas import actions
from rathaus.participation.ideas.forms.public import AppealForm, WordingForm
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.rules import may_appeal, may_change, may_claim
from rathaus.participation.ideas.views.finding import page


@audience(GUEST)
@require_safe
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the claim link opens: where the idea stands, and what its author may do."""
    idea = _claimed(code)
    content = page(
        idea=idea,
        code=code,
        may_change=may_change("claim", idea),
        may_claim=idea.author_id is None and idea.is_living,
        may_appeal=may_appeal("claim", idea),
        appeal=idea.appeals.last(),
    )
    return render(request, "ideas/claim.html", content)


@audience(CITIZEN)
def claim(request: SignedIn, code: str) -> HttpResponse:
    """Into her account; a GET, which signing in leads to, goes back to the page with the button."""
    idea = _claimed(code)
    if request.method != "POST":
        return redirect("claim_idea", code)
    if not may_claim(request.user, idea):
        raise Http404
    actions.claim(idea, by=request.user)
    messages.success(request, _("Die Idee gehört jetzt zu Ihrem Konto."))
    return redirect("my_ideas")


@audience(CITIZEN)
def change(request: SignedIn, number: int) -> HttpResponse:
    """Another wording."""
    return _change(request, _own(request, number), request.user, f"/ideen/{number}/")


@audience(GUEST)
def change_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Another wording."""
    return _change(request, _claimed(code), "claim", _page_of(code))


@audience(CITIZEN)
def withdraw(request: SignedIn, number: int) -> HttpResponse:
    """Asks, and takes the idea back."""
    return _withdraw(request, _own(request, number), request.user, f"/ideen/{number}/", "/mein/ideen/")


@audience(GUEST)
def withdraw_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Asks, and takes the idea back."""
    return _withdraw(request, _claimed(code), "claim", _page_of(code), _page_of(code))


@audience(CITIZEN)
def appeal(request: SignedIn, number: int) -> HttpResponse:
    """Why her hidden idea should be seen."""
    return _appeal(request, _own(request, number), request.user, f"/ideen/{number}/")


@audience(GUEST)
def appeal_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Why her hidden idea should be seen."""
    return _appeal(request, _claimed(code), "claim", _page_of(code))


def _change(request: HttpRequest, idea: Idea, by: Person | str, back: str) -> HttpResponse:
    if not may_change(by, idea):
        raise Http404
    form = WordingForm(request.POST or None, initial={"title": idea.title, "text": idea.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(idea, form.cleaned_data["title"], form.cleaned_data["text"], by=by)
        except PermissionDenied:
            # The city answered while she was writing.
            messages.error(request, _("Die Stadt hat inzwischen geantwortet. Ihre Idee ist nicht mehr zu ändern."))
        else:
            messages.success(request, _("Ihre Änderung ist gespeichert."))
        return redirect(back)
    content = page(idea=idea, form=form, back=back)
    return render(request, "ideas/change.html", content, status=422 if form.errors else 200)


def _withdraw(request: HttpRequest, idea: Idea, by: Person | str, back: str, done: str) -> HttpResponse:
    if not may_change(by, idea):
        raise Http404
    if request.method != "POST":
        return render(request, "ideas/withdraw.html", page(idea=idea, back=back))
    actions.withdraw(idea, by=by)
    messages.success(request, _("Ihre Idee ist zurückgezogen."))
    return redirect(done)


def _appeal(request: HttpRequest, idea: Idea, by: Person | str, back: str) -> HttpResponse:
    if not may_appeal(by, idea):
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.appeal(idea, form.cleaned_data["text"], by=by)
        messages.success(request, _("Ihr Einspruch ist angekommen. Wir antworten Ihnen bei der Idee."))
        return redirect(back)
    content = page(idea=idea, form=form, back=back)
    return render(request, "ideas/appeal.html", content, status=422 if form.errors else 200)


def _own(request: SignedIn, number: int) -> Idea:
    return get_object_or_404(Idea.objects.filter(author=request.user), number=number)


def _claimed(code: str) -> Idea:
    return get_object_or_404(Idea.objects.opened_by(code))


def _page_of(code: str) -> str:
    return f"/ideen/anspruch/{code}/"
