"""Full-text search: ideas that contain every word, in the field asked for."""

from math import prod

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from rathaus.lib.prepared import prepared
from rathaus.participation.ideas.finding.reading import heading, stems_of
from rathaus.participation.ideas.models import Idea, Posting, Term
from rathaus.participation.ideas.models.idea import IdeaQuerySet

MOST_WORDS = 12
PAGE = 20
"""About as many ideas are wanted at once."""
WEIGHT = 5
"""What it costs to read an idea and put it in order, if to look whether it has a term costs one."""


def matching(words: str, field: str = "") -> IdeaQuerySet:
    """Ideas of any visibility that contain the stem of every word (of the twelve rarest); all if there is no word.

    ``field`` is the main or a further one. Filter, order and page it further. ``Radwege`` finds ``Radweg``; a word that
    no idea has finds nothing.
    """
    headings = {heading(field)} if field else set()
    wanted = stems_of(words) | headings
    if not wanted:
        return Idea.objects.all()
    terms = _known(*wanted)
    if len(terms) < len(wanted):
        return Idea.objects.none()
    passed = [stem for _pk, stem, *_counts in terms if stem not in headings][MOST_WORDS:]
    chosen = [(pk, ideas, of) for pk, stem, ideas, of in terms if stem not in passed]
    found = _walked if _is_sooner_walked([ideas for _pk, ideas, _of in chosen], chosen[0][-1] or 1) else _taken
    return found([pk for pk, *_counts in chosen])


@prepared
def _known(*stems: str) -> "QuerySet[Term, tuple[int, str, int, int]]":
    """The terms of these stems, the rarest first, each with the number of the newest idea: about so many there are."""
    newest = Idea.objects.order_by("-number").values("number")[:1]
    terms = Term.objects.filter(stem__in=stems).order_by("ideas")
    return terms.values_list("pk", "stem", "ideas", Subquery(newest))


def _is_sooner_walked(ideas: list[int], of: int) -> bool:
    """Whether a page is full sooner if all ideas are walked in the order asked for than if those found are sorted.

    The one costs the more, the other the less, the rarer the terms are, of which the first is the rarest.
    """
    found = of * prod(each / of for each in ideas)
    looks = ideas[0] if len(ideas) > 1 else 0
    return found * (looks + WEIGHT * found) > PAGE * of


def _walked(terms: list[int]) -> IdeaQuerySet:
    # Said as a range, as PostgreSQL would otherwise take all ideas that have the term, and sort them.
    this = GreaterThanOrEqual(F("idea_id"), OuterRef("pk")), LessThanOrEqual(F("idea_id"), OuterRef("pk"))
    return Idea.objects.filter(*(Exists(Posting.objects.filter(*this, term=term)) for term in terms))


def _taken(terms: list[int]) -> IdeaQuerySet:
    rarest, *others = terms
    together = (Exists(Posting.objects.filter(term=term, idea=OuterRef("idea"))) for term in others)
    return Idea.objects.filter(pk__in=Posting.objects.filter(*together, term=rarest).values("idea"))
