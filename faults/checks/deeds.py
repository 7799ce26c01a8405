"""The ledger beside the database: what was acknowledged is there once, with its file; the rest whole or not at all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from faults.ledger import Entry
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.participation.ideas.models import Attachment, Idea, Support
from rathaus.participation.workshops.models import Registration
from rathaus.portal.applications.models import Application, Upload
from rathaus.portal.cases.models import Decision


def missing(entries: Iterable[Entry]) -> Iterator[str]:
    """Acknowledged, but not there exactly once."""
    counts = _counts()
    for entry in entries:
        if (times := counts[entry.kind](entry)) != 1:
            yield f"{_named(entry)} was acknowledged and is there {times} times"
        elif "sha256" in entry.facts:
            yield from _wrong_file(entry)


def halves(entries: Iterable[Entry]) -> Iterator[str]:
    """Never acknowledged, and there more than once; that it is there by half, the other checks find."""
    counts = _counts()
    for entry in entries:
        if (times := counts[entry.kind](entry)) > 1:
            yield f"{_named(entry)} was never acknowledged and is there {times} times"


def _named(entry: Entry) -> str:
    return f"{entry.kind} {entry.mark} {entry.facts}"


def _applications(entry: Entry) -> int:
    """Both by its file, which no other has, and by its reference."""
    by_file = Upload.objects.exclude(application=None).filter(file__digest=entry.facts["sha256"])
    references = set(by_file.values_list("application__reference", flat=True))
    if "reference" in entry.facts:
        references |= set(
            Application.objects.filter(reference=entry.facts["reference"]).values_list("reference", flat=True)
        )
    return len(references)


def _ideas(entry: Entry) -> int:
    return Idea.objects.filter(title=entry.facts["title"]).count()


def _votes(entry: Entry) -> int:
    return Support.objects.filter(idea__number=entry.facts["idea"], person__email=entry.facts["who"]).count()


def _decisions(entry: Entry) -> int:
    return Decision.objects.filter(case__reference=entry.facts["reference"]).count()


class _Guests:
    """Who registered for a workshop, by address; read once, for each is sealed under a key of its own."""

    def __init__(self) -> None:
        self.known: dict[str, Counter[str]] = {}

    def __call__(self, entry: Entry) -> int:
        slug = entry.facts["workshop"]
        if slug not in self.known:
            rows = Registration.objects.active().filter(workshop__slug=slug).select_related("key")
            self.known[slug] = Counter(row.who["email"] for row in rows)
        return self.known[slug][entry.facts["email"]]


class _Words:
    """What was written, by thread; read once."""

    def __init__(self) -> None:
        self.known: dict[str, Counter[str]] = {}

    def __call__(self, entry: Entry) -> int:
        where = {"pk": entry.facts["thread"]} if "thread" in entry.facts else {"reference": entry.facts["reference"]}
        name = next(iter(where.values()))
        if name not in self.known:
            rows = Message.objects.filter(thread__in=Thread.objects.filter(**where)).select_related("thread__key")
            self.known[name] = Counter(row.body for row in rows)
        return self.known[name][entry.facts["text"]]


def _counts() -> dict[str, Callable[[Entry], int]]:
    """How often something is there, by kind; what was read for one is kept for the next."""
    return {
        "application": _applications,
        "idea": _ideas,
        "vote": _votes,
        "seat": _Guests(),
        "message": _Words(),
        "decision": _decisions,
    }


def _wrong_file(entry: Entry) -> Iterator[str]:
    """Its file is there once, and it is the one that was sent."""
    if entry.kind == "application":
        files = StoredFile.objects.filter(
            pk__in=Upload.objects.filter(application__reference=entry.facts["reference"]).values("file")
        )
    else:
        files = StoredFile.objects.filter(
            pk__in=Attachment.objects.filter(idea__number=entry.facts["number"]).values("file")
        )
    digests = [file.digest for file in files]
    if digests != [entry.facts["sha256"]]:
        yield f"{_named(entry)} has the files {digests}"
