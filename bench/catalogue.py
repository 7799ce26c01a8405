"""Ten thousand services, made from the city's own (and another catalogue's, where given) by variation."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from rathaus.lib.german import written
from rathaus.lib.text import fold
from rathaus.portal.catalogue.actions import import_catalogue
from rathaus.portal.catalogue.imports.dldb import read_dldb
from rathaus.portal.catalogue.models import Service
from rathaus.portal.catalogue.prose import plain
from rathaus.portal.catalogue.search.printing import print_index

SOURCE = "bench"
_FOR = """
Betriebe Vereine Familien Studierende Rentner Schulen Handwerker Gaststätten Neubürger Vermieter Mieter Landwirte
Schausteller Reisende Pflegende Alleinerziehende Auszubildende Künstler Sportler Imker
""".split()  # noqa: SIM905
_HOW = "Verlängerung Änderung Ersatz Rückgabe Nachweis Beratung Auskunft Befreiung Ermäßigung Widerspruch".split()  # noqa: SIM905
_WHERE = """
Walsum Hamborn Meiderich Beeck Homberg Ruhrort Baerl Rheinhausen Buchholz Neudorf Duissern Marxloh Bruckhausen Laar
Wanheimerort Großenbaum Rahm Huckingen Mündelheim Ungelsheim
""".split()  # noqa: SIM905
_SENTENCES = 12


def fill(count: int, catalogue: Path | None, chance: random.Random) -> None:
    """Bring the house to ``count`` services and print its index."""
    if catalogue:
        import_catalogue(read_dldb(catalogue), by="system")
    with transaction.atomic():
        known = list(Service.objects.order_by("pk"))
        Service.objects.bulk_create(_varied(known, count - len(known), chance), batch_size=500)
        print_index(None)


def _varied(known: list[Service], count: int, chance: random.Random) -> Iterator[Service]:
    sentences = [sentence for service in known for sentence in _sentences(service)]
    compounds = _compounds(known)
    for number in range(count):
        origin = known[number % len(known)]
        title = f"{_called(origin.title, compounds, chance)} ({chance.choice(_WHERE)})"
        said = ". ".join(chance.sample(sentences, min(_SENTENCES, len(sentences))))
        yield _service(number, title, origin, said, chance)


def _service(number: int, title: str, origin: Service, said: str, chance: random.Random) -> Service:
    keywords = origin.keywords.splitlines()
    facts: dict[str, Any] = {"office": origin.fact("office", []), "needs": origin.fact("needs", [])}
    return Service(
        slug=f"bench-{number}",
        title=title,
        sort_key=fold(title),
        letter=fold(title)[0],
        summary=origin.summary,
        text=f"<p>{said}</p>",
        facts=facts,
        keywords="\n".join(chance.sample(keywords, len(keywords) // 2)),
        source=SOURCE,
        source_id=str(number),
    )


def _called(title: str, compounds: list[str], chance: random.Random) -> str:
    """A neighbour of a title: for others, another matter of it, or a new compound."""
    match chance.randrange(3):
        case 0:
            return f"{title} für {chance.choice(_FOR)}"
        case 1:
            return f"{chance.choice(_HOW)}: {title}"
        case _:
            return f"{chance.choice(compounds).capitalize()}{chance.choice(compounds).lower()} – {title}"


def _compounds(known: list[Service]) -> list[str]:
    words = {word for service in known for word in written(service.title)}
    return sorted(word for word in words if word[0].isupper() and 4 <= len(word) <= 12)


def _sentences(service: Service) -> list[str]:
    return [sentence.strip() for sentence in plain(service.text).split(".") if 20 < len(sentence) < 300]
