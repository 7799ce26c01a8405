"""Full-text search: ideas that contain every word, in the field asked for."""

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

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

Way = Callable[[Sequence[Any]], IdeaQuerySet]
"""The ideas that have all of these terms; one of a few functions."""


def matching(words: str, field: str = "") -> IdeaQuerySet:
    """Ideas of any visibility that contain the stem of every word (of the twelve rarest); all if there is no word.

    ``field`` is the main or a further one. Filter, order and page it further. ``Radwege`` finds ``Radweg``; a word that
    no idea has finds nothing.
    """
    way, terms = way_to(words, field)
    return way(terms)


def way_to(words: str, field: str = "") -> tuple[Way, list[int]]:
    """How to find what is ``matching``, and the terms to find it by: for a query that is prepared."""
    headings = {heading(field)} if field else set()
    wanted = stems_of(words) | headings
    if not wanted:
        return _all, []
    terms = _known(*wanted)
    if len(terms) < len(wanted):
        return _none, []
    passed = [stem for _pk, stem, *_counts in terms if stem not in headings][MOST_WORDS:]
    chosen = [(pk, ideas, of) for pk, stem, ideas, of in terms if stem not in passed]
    way = _walked if _is_sooner_walked([ideas for _pk, ideas, _of in chosen], chosen[0][-1] or 1) else _taken
    return way, [pk for pk, *_counts in chosen]


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


def _all(terms: Sequence[Any]) -> IdeaQuerySet:
    return Idea.objects.all()


def _none(terms: Sequence[Any]) -> IdeaQuerySet:
    return Idea.objects.none()


def _walked(terms: Sequence[Any]) -> IdeaQuerySet:
    return Idea.objects.filter(*(_has(term, "pk") for term in terms))


def _taken(terms: Sequence[Any]) -> IdeaQuerySet:
    rarest, *others = terms
    together = (_has(term, "idea_id") for term in others)
    return Idea.objects.filter(pk__in=Posting.objects.filter(*together, term=rarest).values("idea"))


def _has(term: Any, idea: str) -> Exists:
    """Whether the idea of this column has the term, looked up for each.

    Said as a range, as PostgreSQL would otherwise take all ideas that have the term, to sort or to merge them.
    """
    this = GreaterThanOrEqual(F("idea_id"), OuterRef(idea)), LessThanOrEqual(F("idea_id"), OuterRef(idea))
    return Exists(Posting.objects.filter(*this, term=term))
