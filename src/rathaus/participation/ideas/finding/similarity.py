"""Likeness: ideas that say about the same."""

import math

from django.db.models import Case, Exists, FloatField, OuterRef, QuerySet, Sum, Value, When

from rathaus.participation.ideas.finding.reading import mark_of, stems_of, wording_of
from rathaus.participation.ideas.models import Idea, Posting, Term

MOST_TERMS = 12
MOST_POSTINGS = 4_000
"""How many postings are looked at: the cost of an answer, however many ideas there are."""
CANDIDATES = 60
COMMON_TERMS = 3
BESIDES = 0.2
"""How much it tells against an idea that it says more: little, as one who still types has said little."""


def similar_to(text: str, limit: int = 5, exclude: int | None = None) -> list[Idea]:
    """Public ideas that say about the same, the most similar first; ``exclude`` is the number of one to leave out.

    Equal texts come first, of ideas as near the oldest. The rarest stems of ``text`` decide who is looked at; then all
    stems are weighed.
    """
    terms = list(Term.objects.filter(stem__in=stems_of(text) | {mark_of(text)}, ideas__gt=0).order_by("ideas"))
    if not terms:
        return []
    weights = {term.pk: _weight(term) for term in terms}
    best = _among_common(terms) if terms[0].ideas > MOST_POSTINGS else _candidates(_rarest(terms), weights)
    found = Idea.objects.public().filter(pk__in=best).exclude(number=exclude or 0)
    wanted = {term.stem: weights[term.pk] for term in terms}
    return sorted(found, key=lambda idea: (-_score(wanted, idea), idea.number))[:limit]


def _weight(term: Term) -> float:
    return 1 / math.log(2 + term.ideas)


def _rarest(terms: list[Term]) -> list[Term]:
    """As many of the rarest as may be read, one at least."""
    chosen, postings = terms[:1], terms[0].ideas
    for term in terms[1:MOST_TERMS]:
        postings += term.ideas
        if postings > MOST_POSTINGS:
            break
        chosen.append(term)
    return chosen


def _candidates(terms: list[Term], weights: dict[int, float]) -> "QuerySet[Posting, int]":
    weight = Case(*(When(term=term, then=Value(weights[term.pk])) for term in terms), output_field=FloatField())
    shared = Posting.objects.filter(term__in=terms).values("idea").annotate(score=Sum(weight))
    return shared.order_by("-score", "idea").values_list("idea", flat=True)[:CANDIDATES]


def _among_common(terms: list[Term]) -> "QuerySet[Posting, int]":
    """Where even the rarest is common: ideas that have several, the oldest first, as far as one need read for that."""
    rarest, *others = terms[:COMMON_TERMS]
    together = (Exists(Posting.objects.filter(term=term, idea=OuterRef("idea"))) for term in others)
    return Posting.objects.filter(*together, term=rarest).order_by("idea").values_list("idea", flat=True)[:CANDIDATES]


def _score(wanted: dict[str, float], idea: Idea) -> float:
    """The share of ``wanted`` that the idea has, by weight; less by what it says besides."""
    said = wording_of(idea)
    shared = sum(weight for term, weight in wanted.items() if term in said)
    besides = len(said - wanted.keys()) * shared / len(wanted)
    return shared / (sum(wanted.values()) + BESIDES * besides)
