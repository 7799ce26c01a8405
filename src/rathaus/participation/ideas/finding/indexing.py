"""Keeps the postings of an idea in step with what it says and its fields; part of the transaction that changes it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Concat

from rathaus.participation.ideas.finding.reading import heading, terms_of
from rathaus.participation.ideas.models import Idea, Posting, Term


@transaction.atomic
def index(idea: Idea) -> None:
    """Call it wherever ``title``, ``text``, ``field`` or ``further_fields`` of an idea was set."""
    said = terms_of(idea)
    known = set(_indexed(idea))
    _remove(idea, known - said)
    _add(idea, said - known)


@transaction.atomic
def unindex(idea: Idea) -> None:
    """It is no longer found; call it before an idea is deleted for good."""
    _remove(idea, _indexed(idea))


def index_unfiled() -> None:
    """What an older release wrote beside this one, which knew no fields, is found by its fields, too."""
    filed = Posting.objects.filter(idea=OuterRef("pk"), term__stem=OuterRef("heading"))
    unfiled = Idea.objects.alias(heading=Concat(Value(heading("")), "field")).filter(~Exists(filed))
    for pk in list(unfiled.values_list("pk", flat=True)):
        with transaction.atomic():
            for idea in Idea.objects.select_for_update().filter(pk=pk):
                index(idea)


def _indexed(idea: Idea) -> Iterable[str]:
    return Posting.objects.filter(idea=idea).values_list("term__stem", flat=True)


def _add(idea: Idea, stems: Iterable[str]) -> None:
    ordered = sorted(stems)
    Term.objects.bulk_create([Term(stem=stem) for stem in ordered], ignore_conflicts=True)
    terms = _locked(ordered)
    Posting.objects.bulk_create([Posting(term_id=pk, idea=idea) for pk in terms])
    Term.objects.filter(pk__in=terms).update(ideas=F("ideas") + 1)


def _remove(idea: Idea, stems: Iterable[str]) -> None:
    terms = _locked(stems)
    Posting.objects.filter(idea=idea, term__in=terms).delete()
    Term.objects.filter(pk__in=terms).update(ideas=F("ideas") - 1)


def _locked(stems: Iterable[str]) -> list[int]:
    """In one order for everybody, or two who share two words wait for each other."""
    found = Term.objects.filter(stem__in=stems).order_by("stem").select_for_update()
    return list(found.values_list("pk", flat=True))
