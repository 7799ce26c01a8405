"""One idea holds two thoughts: each gets a number of its own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.lib.text import clean
from rathaus.participation.ideas.actions.moderating import Verb
from rathaus.participation.ideas.actions.sending import NewIdea, send_idea
from rathaus.participation.ideas.actions.telling import tell_followers
from rathaus.participation.ideas.actions.writing import write_news
from rathaus.participation.ideas.change import Impossible, moderated, named, taken_up
from rathaus.participation.ideas.finding import index
from rathaus.participation.ideas.models import Idea, Visibility


@transaction.atomic
def split(
    idea: Idea, remaining: str, title: str, text: str, field: str, *, by: Person, seen: datetime | None = None
) -> Idea:
    """``idea`` keeps the text ``remaining``; the second thought (``title``, ``text``) becomes the one returned.

    Author, origin and promised day are the same; supporters stay with the first and are told. Raises PermissionDenied,
    Stale, Impossible, KeyError for a field the city does not have.
    """
    idea = taken_up(idea, by, seen=seen)
    if idea.visibility != Visibility.PUBLIC:
        raise Impossible(_("Nur eine öffentliche Idee kann geteilt werden."))
    second = _second(idea, title, text, field)
    before, idea.text = idea.text, clean(remaining)
    index(idea)
    moderated(idea, Verb.SPLIT, by=by, reason=named(second), before={"text": before})
    moderated(second, Verb.SPLIT, by=by, reason=named(idea))
    write_news(idea, "split", number=second.number, other=second.title)
    tell_followers(idea, "idea_split")
    return second


def _second(idea: Idea, title: str, text: str, field: str) -> Idea:
    new = NewIdea(
        title=title,
        text=text,
        field=field,
        district=idea.district,
        place=idea.place,
        latitude=idea.latitude,
        longitude=idea.longitude,
        origin=idea.origin,
        origin_text=idea.origin_text,
        origin_link=idea.origin_link,
        context=idea.context,
        series=idea.series,
        shown_as=idea.shown_as,
        author_name=idea.author_name,
        contact=idea.contact,
        is_example=idea.is_example,
    )
    second = send_idea(new, by="system", checked=True).idea
    second.author, second.split_from, second.answer_due_on = idea.author, idea, idea.answer_due_on
    return second
