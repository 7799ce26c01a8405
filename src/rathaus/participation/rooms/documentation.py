"""What a room adds to the documentation of its workshop, once it is closed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from rathaus.participation.rooms.boards import Board, boards_of
from rathaus.participation.rooms.models import Card, Question, Room
from rathaus.participation.workshops.contributions import Entry, Photo, Section
from rathaus.participation.workshops.models import Table, Workshop


def sections(workshop: Workshop) -> Iterator[Section]:
    """Cards of every table, the profiles, the photos; nothing while the room is open."""
    room = Room.objects.filter(workshop=workshop).select_related("key").first()
    if room is None or not room.is_closed:
        return
    boards = boards_of(room)
    for table in workshop.tables.all():
        if table.pk in boards:
            yield _cards(table, boards[table.pk], example=workshop.is_example)
    yield from _profiles(room, example=workshop.is_example)
    yield from _photos(room)


def _cards(table: Table, board: Board, *, example: bool) -> Section:
    title = _("Tisch %(number)s: %(theme)s") % {"number": table.number, "theme": table.theme}
    stacked = [_entry(card, pile.heading) for pile in board.piles for card in pile.cards]
    entries = (*stacked, *(_entry(card) for card in board.loose))
    return Section(title, entries=entries, is_example=example or table.is_example)


def _entry(card: Card, heading: str = "") -> Entry:
    idea = card.became or card.idea
    facts = [(_("Stapel"), heading), (_("Punkte"), str(card.weight or ""))]  # type: ignore[attr-defined]
    return Entry(
        title=card.text,
        text="\n".join(other.text for other in card.beneath),  # type: ignore[attr-defined]
        facts=tuple((name, said) for name, said in facts if said),
        link=idea.get_absolute_url() if idea and idea.is_public else "",
    )


def _profiles(room: Room, *, example: bool) -> Iterator[Section]:
    entries = []
    for profile in room.profiles.select_related("table", "became").prefetch_related("answers"):
        said = {answer.question: answer.text for answer in profile.answers.all() if answer.text}
        title = said.pop(Question.TITLE, "") or profile.table.theme
        facts = tuple((str(Question(name).label), text) for name, text in said.items())
        if facts:
            link = profile.became.get_absolute_url() if profile.became and profile.became.is_public else ""
            entries.append(Entry(title, facts=facts, link=link))
    if entries:
        yield Section(_("Steckbriefe"), entries=tuple(entries), is_example=example)


def _photos(room: Room) -> Iterator[Section]:
    photos = [
        Photo(photo.file.read(), photo.caption, f"/raum/foto/{photo.file_id}/")
        for photo in room.photos.select_related("file__key")
        if not photo.file.is_withheld
    ]
    if photos:
        yield Section(_("Bilder"), photos=tuple(photos))
