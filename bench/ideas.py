"""A hundred thousand ideas, made of real ones (../shared/data/ideas-austria): each as it is, then mixtures of them."""

import csv
import random
from collections import Counter as Tally
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.models import Key
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.finding.reading import terms_of
from rathaus.participation.ideas.models import Counter, Idea, Posting, Station, Term, Visibility

SENTENCES = Path(__file__).resolve().parent.parent.parent / "shared/data/ideas-austria"
_AT_ONCE = 2_000
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
        cursor.execute("ANALYZE")


def _texts(real: list[str], chance: random.Random) -> Iterator[str]:
    yield from real
    while True:
        yield " ".join(chance.sample(real, chance.choice((2, 2, 3, 4))))


def _idea(number: int, text: str, key: Key, chance: random.Random) -> Idea:
    city, now = participation(), timezone.now()
    sent = now - timedelta(minutes=5 * (200_000 - number))
    answered = chance.random() < 0.7
    return Idea(
        number=number,
        title=" ".join(text.split()[:_TITLE])[:120],
        text=text[:5000],
        field=chance.choice([*city.fields]),
        district=chance.choice(["", *city.districts]),
        key=key,
        visibility=Visibility.PUBLIC,
        state=chance.choice([*city.states]) if answered else city.first_state,
        sent_at=sent,
        published_at=sent,
        checked_at=sent,
        changed_at=sent,
        answer_due_on=(sent + timedelta(days=28)).date(),
        answered_at=sent if answered else None,
        supports=int(chance.paretovariate(0.8)) - 1,
        comments_count=chance.randrange(4),
    )


def _store(ideas: list[Idea]) -> None:
    """As ``send_idea`` and ``index`` do for one, without what nobody reads here."""
    Idea.objects.bulk_create(ideas)
    Station.objects.bulk_create(
        [Station(idea=idea, state=idea.state, at=idea.sent_at, decided_by="") for idea in ideas]
    )
    said = {idea: terms_of(idea) for idea in ideas}
    counts = Tally(stem for stems in said.values() for stem in stems)
    Term.objects.bulk_create([Term(stem=stem) for stem in counts], ignore_conflicts=True)
    ids = dict(Term.objects.filter(stem__in=counts).values_list("stem", "pk"))
    Posting.objects.bulk_create(
        [Posting(term_id=ids[stem], idea=idea) for idea, stems in said.items() for stem in stems], batch_size=5_000
    )
    by_count: dict[int, list[int]] = {}
    for stem, count in counts.items():
        by_count.setdefault(count, []).append(ids[stem])
    for count, found in by_count.items():
        Term.objects.filter(pk__in=found).update(ideas=F("ideas") + count)
