"""The author changes her idea or takes it back. ``by`` is a person, or ``"claim"`` for who proved the claim code."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.text import clean
from rathaus.participation.ideas.change import moderated
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.finding import index
from rathaus.participation.ideas.models import Idea, Moderation, Visibility
from rathaus.participation.ideas.rules import may_change


@transaction.atomic
def change(idea: Idea, title: str, text: str, *, by: Person | str) -> Idea:
    """Another wording; supporters stay. The team looks at it again, and where it checks first, it waits again.

    Raises PermissionDenied, also once the city has answered.
    """
    idea = _held(idea, by)
    typed = {"title": clean(title), "text": clean(text)}
    before = {name: getattr(idea, name) for name, value in typed.items() if getattr(idea, name) != value}
    if not before:
        return idea
    idea.title, idea.text, idea.checked_at = typed["title"], typed["text"], None
    if participation().publish == "after":
        idea.visibility = Visibility.WAITING
    moderated(idea, Moderation.Verb.EDITED, by=by, reason=_("durch die Autorin oder den Autor"), before=before)
    index(idea)
    return idea


@transaction.atomic
def withdraw(idea: Idea, *, by: Person | str) -> Idea:
    """Nobody sees it any more but the team. Raises PermissionDenied, also once the city has answered."""
    idea = _held(idea, by)
    idea.visibility, idea.changed_at = Visibility.WITHDRAWN, timezone.now()
    idea.save(update_fields=["visibility", "changed_at"])
    raise_version()
    record("idea.withdrawn", f"idea:{idea.number}", by=by)
    return idea


def _held(idea: Idea, by: Person | str) -> Idea:
    idea = Idea.objects.select_for_update().get(pk=idea.pk)
    if not may_change(by, idea):
        raise PermissionDenied
    return idea
