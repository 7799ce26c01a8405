"""People speak about an idea."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.actions import hold
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.text import clean
from rathaus.participation.ideas.actions.telling import tell_followers
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Comment, Idea
from rathaus.participation.ideas.rules import may_comment, may_moderate


@transaction.atomic
def comment(
    idea: Idea,
    text: str,
    *,
    by: Person,
    name: str = "",
    parent: Comment | None = None,
    official: bool = False,
    once: UUID | None = None,
) -> Comment:
    """Say something under ``name``; a reply to a reply answers its parent. ``official`` speaks for the city.

    Whoever follows the idea is told. A form sent again (``once``) gives the comment it gave. Raises PermissionDenied.
    """
    hold(by.pk)
    current = Idea.objects.select_for_update().get(pk=idea.pk)
    if once and (earlier := Comment.objects.filter(once=once, author=by).first()):
        return earlier
    if not may_comment(by, current) or (official and not may_moderate(by)):
        raise PermissionDenied
    if parent is not None and (parent.idea_id != current.pk or parent.hidden_at):
        raise PermissionDenied
    said = Comment.objects.create(
        idea=current,
        parent=parent.parent or parent if parent else None,
        author=by,
        author_name=participation().team_name if official else clean(name),
        text=clean(text),
        once=once,
        at=timezone.now(),
        official=official,
    )
    current.comments_count = current.comments.public().count()
    current.save(update_fields=["comments_count"])
    raise_version()
    tell_followers(current, "idea_comment")
    record("idea.commented", f"idea:{idea.number}", by=by, comment=said.pk)
    return said
