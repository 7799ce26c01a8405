"""The team looks at an idea: checks, hides, shows again, edits, answers; or writes one down for somebody."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.lib.text import clean
from rathaus.participation.ideas.actions.sending import NewIdea, Sent, send_idea
from rathaus.participation.ideas.actions.telling import tell_author, tell_followers
from rathaus.participation.ideas.actions.writing import write_news
from rathaus.participation.ideas.change import Impossible, demand, moderated, taken_up
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.finding import index
from rathaus.participation.ideas.models import Idea, Moderation, Visibility

Verb = Moderation.Verb


@dataclass(frozen=True)
class Wording:
    """What the team may change about an idea; slugs are of the city's own table."""

    title: str
    text: str
    field: str
    district: str = ""
    place: str = ""


def publish(idea: Idea) -> None:
    """Everyone can see it, once it is saved."""
    idea.visibility = Visibility.PUBLIC
    idea.published_at = idea.published_at or timezone.now()


@transaction.atomic
def check(idea: Idea, *, by: Person | str, seen: datetime | None = None) -> Idea:
    """It is in order: public from now on if it had to wait. Raises PermissionDenied, Stale, Impossible."""
    idea = taken_up(idea, by, seen=seen)
    if idea.visibility not in (Visibility.WAITING, Visibility.PUBLIC):
        raise Impossible(_("Nur eine wartende oder öffentliche Idee kann geprüft werden."))
    if idea.checked_at:
        return idea
    waited = idea.visibility == Visibility.WAITING
    idea.checked_at = timezone.now()
    if waited:
        publish(idea)
    moderated(idea, Verb.PUBLISHED if waited else Verb.CHECKED, by=by)
    if waited:
        write_news(idea, "public")
        tell_author(idea, "idea_public")
    return idea


@transaction.atomic
def hide(idea: Idea, reason: str, *, by: Person | str, seen: datetime | None = None) -> Idea:
    """Out of sight, for a reason that is shown in its place. Raises PermissionDenied, Stale, Impossible."""
    idea = taken_up(idea, by, seen=seen)
    if idea.visibility not in (Visibility.WAITING, Visibility.PUBLIC):
        raise Impossible(_("Nur eine wartende oder öffentliche Idee kann verborgen werden."))
    if not clean(reason):
        raise Impossible(_("Ein Grund fehlt."))
    idea.visibility = Visibility.HIDDEN
    idea.checked_at = idea.checked_at or timezone.now()
    moderated(idea, Verb.HIDDEN, by=by, reason=reason)
    write_news(idea, "hidden", reason=clean(reason))
    tell_author(idea, "idea_hidden")
    return idea


@transaction.atomic
def show(idea: Idea, *, by: Person | str, reason: str = "", seen: datetime | None = None) -> Idea:
    """A hidden one is public again. Raises PermissionDenied, Stale, Impossible."""
    idea = taken_up(idea, by, seen=seen)
    if idea.visibility != Visibility.HIDDEN:
        raise Impossible(_("Diese Idee ist nicht verborgen."))
    publish(idea)
    moderated(idea, Verb.SHOWN, by=by, reason=reason)
    write_news(idea, "public")
    tell_author(idea, "idea_public")
    return idea


@transaction.atomic
def edit(
    idea: Idea, new: Wording, reason: str, *, by: Person | str, seen: datetime | None = None, forget: bool = False
) -> Idea:
    """Change the wording; the log keeps what it replaced unless it is better forgotten (``forget``).

    Raises PermissionDenied, Stale, KeyError for a field or district the city does not have.
    """
    idea = taken_up(idea, by, seen=seen)
    city, typed = participation(), {name: clean(value) for name, value in asdict(new).items()}
    typed["field"], typed["district"] = city.fields[new.field].slug, new.district and city.districts[new.district].slug
    before = {name: getattr(idea, name) for name, value in typed.items() if getattr(idea, name) != value}
    if not before:
        return idea
    for name, value in typed.items():
        setattr(idea, name, value)
    idea.further_fields = [slug for slug in idea.further_fields if slug != idea.field]
    index(idea)
    moderated(idea, Verb.EDITED, by=by, reason=reason, before={} if forget else before)
    write_news(idea, "edited", reason=clean(reason))
    tell_author(idea, "idea_edited")
    return idea


@transaction.atomic
def answer(
    idea: Idea,
    text: str,
    *,
    by: Person | str,
    signed: str = "",
    at: datetime | None = None,
    seen: datetime | None = None,
) -> Idea:
    """The city's official answer, pinned to the idea; it keeps the promise of a first one. ``signed`` is an office.

    Raises PermissionDenied, Stale.
    """
    idea = taken_up(idea, by, seen=seen)
    idea.answer, idea.answer_by = clean(text), clean(signed) or participation().team_name
    idea.answer_at = at or timezone.now()
    idea.answered_at = idea.answered_at or idea.answer_at
    moderated(idea, Verb.ANSWERED, by=by)
    write_news(idea, "answered", answer=idea.answer, signed=idea.answer_by)
    tell_followers(idea, "idea_answer")
    return idea


@transaction.atomic
def write_down(new: NewIdea, *, by: Person) -> Sent:
    """What somebody told or wrote to the team; public at once. Raises PermissionDenied."""
    demand(by)
    sent = send_idea(new, by="system", checked=True)
    moderated(sent.idea, Verb.PUBLISHED, by=by, reason=sent.idea.get_origin_display())
    return sent
