"""A hundred thousand ideas, made of real ones (../shared/data/ideas-austria): each as it is, then mixtures of them."""

import csv
import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from bench.databases import settle
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.models import Key
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.finding.reading import terms_of
from rathaus.participation.ideas.models import Counter, Idea, Station, Term, Visibility

SENTENCES = Path(__file__).resolve().parent.parent.parent / "shared/data/ideas-austria"
RARE = 0.003
_AT_ONCE = 10_000
_TITLE = 8


class Missing(Exception):
    """The real ideas are not on this machine."""


def sentences() -> list[str]:
    """What people wrote, in the order of the files. Raises Missing."""
    files = sorted(SENTENCES.glob("*.csv"))
    if not files:
        raise Missing(f"no ideas in {SENTENCES}")
    rows = (row for file in files for row in csv.DictReader(file.open(newline="", encoding="utf-8")))
    return [text for row in rows if (text := row["comment-body"].strip())]


def fill(count: int, chance: random.Random) -> None:
    """Bring the house to ``count`` public ideas, each real sentence once and then mixtures of them, with postings."""
    had = Idea.objects.count()
    said = islice(_texts(sentences(), chance), had, count)
    key = create_key()
    with transaction.atomic():
        for start in range(had, count, _AT_ONCE):
            texts = list(islice(said, _AT_ONCE))
            _store([_idea(start + n + 1, text, key, chance) for n, text in enumerate(texts)])
        Counter.objects.update_or_create(pk=1, defaults={"last": count})
    with connection.cursor() as cursor:
        cursor.execute(_COUNT)
    settle()


def _texts(real: list[str], chance: random.Random) -> Iterator[str]:
    yield from real
    while True:
        yield " ".join(chance.sample(real, chance.choice((2, 2, 3, 4))))


def _idea(number: int, text: str, key: Key, chance: random.Random) -> Idea:
    city, now = participation(), timezone.now()
    sent = now - timedelta(minutes=5 * (200_000 - number))
    state = _uneven([*city.states], chance) if chance.random() < 0.7 else city.first_state
    return Idea(
        number=number,
        title=" ".join(text.split()[:_TITLE])[:120],
        text=text[:5000],
        field=_uneven([*city.fields], chance),
        further_fields=[chance.choice([*city.fields][:3])] if chance.random() < 0.2 else [],
        district=_uneven(["", *city.districts], chance),
        key=key,
        visibility=Visibility.PUBLIC,
        state=state,
        sent_at=sent,
        published_at=sent,
        checked_at=sent if chance.random() < 0.95 else None,
        changed_at=sent,
        answer_due_on=(sent + timedelta(days=28)).date(),
        answered_at=sent if city.states[state].answer else None,
        supports=int(chance.paretovariate(0.8)) - 1,
        comments_count=chance.randrange(4),
    )


def _uneven(slugs: list[str], chance: random.Random) -> str:
    """One of them; the last is rare, as what few people ask for is the hardest to find."""
    return chance.choices(slugs, [1.0] * (len(slugs) - 1) + [RARE])[0]


def _stations(idea: Idea) -> Iterator[Station]:
    """One of each step before its state, then that."""
    states = participation().states
    here = states[idea.state]
    before = {state.step: state.slug for state in reversed(states.values()) if state.step < here.step}
    for days, state in enumerate([*(before[step] for step in sorted(before)), here.slug]):
        yield Station(idea=idea, state=state, at=idea.sent_at + timedelta(days=30 * days), decided_by="")


def _store(ideas: list[Idea]) -> None:
    """As ``send_idea`` and ``index`` do for one, without what nobody reads here."""
    Idea.objects.bulk_create(ideas)
    Station.objects.bulk_create([station for idea in ideas for station in _stations(idea)])
    said = {idea.pk: terms_of(idea) for idea in ideas}
    stems = set().union(*said.values())
    Term.objects.bulk_create([Term(stem=stem) for stem in stems], ignore_conflicts=True)
    ids = dict(Term.objects.values_list("stem", "pk"))
    # In the order of the key, which is kept for all of them: so many rows at random places cost a database far more.
    _write_postings(sorted((ids[stem], pk) for pk, stems in said.items() for stem in stems))


def _write_postings(rows: list[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy("COPY ideas_posting (term_id, idea_id) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany("INSERT INTO ideas_posting (term_id, idea_id) VALUES (%s, %s)", rows)


_COUNT = "UPDATE ideas_term SET ideas = (SELECT COUNT(*) FROM ideas_posting WHERE term_id = ideas_term.id)"
