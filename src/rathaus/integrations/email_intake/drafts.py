"""The idea that a letter becomes; what could not be kept of the letter is said in it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from rathaus.foundation.documents.names import clean_name
from rathaus.foundation.documents.uploads import Inspected, Refused, inspect
from rathaus.integrations.email_intake import fields
from rathaus.integrations.email_intake.reading import Letter
from rathaus.integrations.email_intake.reading.parts import File
from rathaus.participation.ideas.actions import NewIdea
from rathaus.participation.ideas.models import Origin

LONGEST_TEXT = 5000
MOST_FILES = 5


def draft(letter: Letter, *, is_whole: bool = True) -> NewIdea:
    """A new idea of ``letter``, without a name: nobody who writes a mail has agreed to be named.

    ``is_whole`` is false for the beginning of a mail that is too large: its attachments are named, not kept.
    """
    title, own_text = letter.title or _("Idee per E-Mail"), letter.text or letter.title
    kept, refused = _sorted_out(letter.files) if is_whole else ([], [_too_large(file) for file in letter.files])
    notes = [_("Das Handlungsfeld ist nach Wörtern im Text geraten.")]
    if letter.is_doubtful:
        notes.append(_("Die Absenderadresse ist wahrscheinlich gefälscht. Wir haben ihr nicht geantwortet."))
    if not letter.sender:
        notes.append(_("Die Absenderadresse ist nicht zu erkennen. Wir konnten nicht antworten."))
    text = "\n\n".join([own_text, *refused])
    if len(text) > LONGEST_TEXT:
        notes.append(_("Der Text war länger und ist hier gekürzt. Ganz steht er im Postfach."))
        ending = "\n\n".join([" […]", *refused])[-LONGEST_TEXT // 2 :]
        text = own_text[: LONGEST_TEXT - len(ending)] + ending
    return NewIdea(
        title=title,
        text=text,
        field=fields.guess(title, own_text),
        origin=Origin.MAIL,
        contact="" if letter.is_doubtful else letter.sender,
        files=tuple(kept),
        context={"notes": notes},
    )


def _sorted_out(files: Iterable[File]) -> tuple[list[Inspected], list[str]]:
    kept: list[Inspected] = []
    refused: list[str] = []
    for file in files:
        try:
            if len(kept) == MOST_FILES:
                raise Refused("many", _("Es waren zu viele Dateien."))
            kept.append(inspect(file.name, file.content))
        except Refused as refusal:
            refused.append(_not_kept(file, refusal.message))
    return kept, refused


def _too_large(file: File) -> str:
    return _not_kept(file, _("Die E-Mail war zu groß."))


def _not_kept(file: File, why: str) -> str:
    return _("[Nicht übernommen: „%(name)s“. %(why)s]") % {"name": clean_name(file.name), "why": why}
