"""Registering, and the page of one's own place. A guest proves her code once for this browser's session."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.sessions import rename
from rathaus.foundation.accounts.whole import whole
from rathaus.lib.references import read_code, read_reference
from rathaus.participation.ideas import guard
from rathaus.participation.workshops import actions, calendars
from rathaus.participation.workshops.actions.registering import digest_of
from rathaus.participation.workshops.figures import lines_of
from rathaus.participation.workshops.forms.places import CodeForm, RegisterForm
from rathaus.participation.workshops.models import Registration, Standing, Workshop
from rathaus.participation.workshops.views.finding import workshop_of

_FRAME = {"part": "workshops", "section": "participate"}
_OPENED, _CODES = "opened_places", "place_codes"
MOST_OPENED = 10


@audience(GUEST)
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and after it the place."""
    workshop = workshop_of(slug)
    if not workshop.is_open:
        return render(request, "workshops/closed.html", _FRAME | {"workshop": workshop}, status=404)
    form = RegisterForm(request.POST if request.method == "POST" else None, workshop=workshop, initial=_known(request))
    refusal = guard.passed(request, "workshop") if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and refusal is None and (done := _registered(request, workshop, form)):
        return redirect("workshop_place", done.registration.number)
    context = {"workshop": workshop, "form": form, "lines": lines_of(workshop), "refusal": refusal}
    response = render(request, "workshops/register.html", _FRAME | context | guard.challenge_context(request))
    response.status_code = 422 if form.errors else 200
    return refusal.answer(response) if refusal else response


@audience(GUEST)
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """Number and code open a place; wrong number and wrong code are answered alike."""
    form = CodeForm(request.POST if request.method == "POST" else None, initial={"number": request.GET.get("nummer")})
    too_often = form.is_bound and not ratelimit.consume(request, action="status_code")
    if form.is_bound and not too_often and form.is_valid():
        typed = form.cleaned_data
        number = read_reference(typed["number"]) or ""
        if registration := Registration.objects.opened_by(number, digest_of(read_code(typed["code"]))):
            _let_in(request, registration.number)
            return redirect("workshop_place", registration.number)
        form.add_error(None, _("Zu dieser Nummer und diesem Code finden wir keine Anmeldung."))
    status = 429 if too_often else 422 if form.errors else 200
    return render(request, "workshops/code.html", _FRAME | {"form": form, "too_often": too_often}, status=status)


@audience(GUEST)
@require_safe
def come_in(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The link in the first mail: as good as typing both. Nobody guesses a code as long as that."""
    if Registration.objects.opened_by(number, digest_of(read_code(code))) is None:
        return redirect("workshop_code")
    _let_in(request, number)
    return redirect("workshop_place", number)


@audience(GUEST)
@require_safe
def place(request: HttpRequest, number: str) -> HttpResponse:
    """Where it stands; who has not proved her code is asked for it, whether there is such a place or not."""
    registration = _opened(request, number)
    if registration is None:
        return redirect(f"/workshops/platz/?nummer={number}")
    context = {
        "registration": registration,
        "workshop": registration.workshop,
        "code": request.session.get(_CODES, {}).get(number, ""),
        "position": _position(registration),
        "placements": registration.placements.select_related("table"),
    }
    return render(request, "workshops/place.html", _FRAME | context)


@audience(GUEST)
def give_back(request: HttpRequest, number: str) -> HttpResponse:
    """For whoever is next; asked once more, for it does not come back."""
    registration = _opened_or_missing(request, number)
    if request.method != "POST":
        content = {"registration": registration, "workshop": registration.workshop}
        return render(request, "workshops/give_back.html", _FRAME | content)
    actions.give_back(registration, by=_actor(request, registration))
    messages.success(request, _("Ihr Platz ist zurückgegeben. Danke, dass Sie Bescheid gesagt haben."))
    return redirect("workshop_place", number)


@audience(GUEST)
@require_safe
def calendar(request: HttpRequest, number: str) -> HttpResponse:
    """With the address of the video conference, for who has a seat."""
    registration = _opened_or_missing(request, number)
    return calendars.response(registration.workshop, for_guest=registration.standing == Standing.SEATED)


def _registered(request: HttpRequest, workshop: Workshop, form: RegisterForm) -> actions.Registered | None:
    by: Person | str = request.user if isinstance(request.user, Person) else "guest"
    try:
        with whole(request):
            done = actions.register(workshop, form.said(get_language() or "de"), by=by)
            _let_in(request, done.registration.number)
    except actions.AlreadyRegistered:
        form.add_error("email", _("Mit dieser Adresse gibt es schon eine Anmeldung. Der Link dazu kam per E-Mail."))
        return None
    except actions.NotOpen:
        form.add_error(None, _("Die Anmeldung ist gerade zu Ende gegangen."))
        return None
    request.session[_CODES] = {done.registration.number: done.code}
    return done


def _known(request: HttpRequest) -> dict[str, Any]:
    """What we know of who is signed in."""
    return {"name": request.user.name, "email": request.user.email} if isinstance(request.user, Person) else {}


def _let_in(request: HttpRequest, number: str) -> None:
    others = [each for each in request.session.get(_OPENED, []) if each != number]
    rename(request)
    request.session[_OPENED] = [*others, number][-MOST_OPENED:]


def _opened(request: HttpRequest, number: str) -> Registration | None:
    found = Registration.objects.select_related("workshop__series", "key", "first_wish", "second_wish")
    if number in request.session.get(_OPENED, []):
        return found.filter(number=number).first()
    own = isinstance(request.user, Person) and found.filter(person=request.user, number=number).first()
    return own or None


def _opened_or_missing(request: HttpRequest, number: str) -> Registration:
    if registration := _opened(request, number):
        return registration
    raise Http404


def _actor(request: HttpRequest, registration: Registration) -> Person | str:
    own = isinstance(request.user, Person) and request.user.pk == registration.person_id
    return request.user if own else "code"  # type: ignore[return-value]


def _position(registration: Registration) -> int | None:
    """On the waiting list: 1 is next."""
    if registration.standing != Standing.WAITING or registration.rank is None:
        return None
    line = registration.workshop.registrations.filter(group=registration.group).in_line()
    return line.filter(rank__lt=registration.rank).count() + 1
