"""Full-text search: ideas that contain every word."""

from django.db.models import Exists, OuterRef

from rathaus.participation.ideas.finding.reading import stems_of
from rathaus.participation.ideas.models import Idea, Posting, Term
from rathaus.participation.ideas.models.idea import IdeaQuerySet

MOST_WORDS = 12
COMMON = 5_000
"""A word in more ideas than this is found sooner by walking the ideas in the order asked for."""


def matching(words: str) -> IdeaQuerySet:
    """Ideas of any visibility that contain the stem of every word (of the twelve rarest); all if there is no word.

    Filter, order and page it further. ``Radwege`` finds ``Radweg``; a word that no idea has finds nothing.
    """
    stems = stems_of(words)
    if not stems:
        return Idea.objects.all()
    terms = list(Term.objects.filter(stem__in=stems).order_by("ideas"))
    if len(terms) < len(stems):
        return Idea.objects.none()
    rarest, *others = terms = terms[:MOST_WORDS]
    found = Idea.objects.all()
    if rarest.ideas > COMMON:
        others = terms
    else:
        found = found.filter(pk__in=Posting.objects.filter(term=rarest).values("idea"))
    return found.filter(*(Exists(Posting.objects.filter(term=term, idea=OuterRef("pk"))) for term in others))
