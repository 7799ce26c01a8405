"""Files of a draft: stored at once, so that a fault elsewhere on the page never loses them."""

import hashlib
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from rathaus.foundation.documents.actions import delete
from rathaus.foundation.documents.intake import receive
from rathaus.foundation.documents.uploads import Inspected
from rathaus.lib.prepared import prepared, prepared_row
from rathaus.portal.applications.models import Draft, Upload

_write = prepared_row(Upload)


def attach(draft: Draft, question: str, seen: Inspected) -> dict[str, Any]:
    """Store a file as answer to ``question``; what is returned goes into the answers.

    To be called within a transaction; none of its own, which would begin before the file is sealed and synced.
    """
    file = receive(seen, draft.key)
    _write(Upload(file=file, draft=draft, question=question))
    return {"file": str(file.id), "name": file.name, "size": file.size, "content_type": file.content_type}


def is_among(draft: Draft, file_ids: list[str], seen: Inspected) -> bool:
    """Whether one of these files of the draft is the very same, by name and content."""
    if not file_ids:
        return False
    digest = hashlib.sha256(seen.content).hexdigest()
    return bool(_alike(draft.pk, seen.name, digest, *map(UUID, file_ids)))


@prepared
def _alike(draft: UUID, name: str, digest: str, *among: UUID) -> QuerySet[Upload, tuple[UUID]]:
    found = Upload.objects.filter(draft=draft, file__name=name, file__digest=digest, file__id__in=among)
    return found.values_list("pk")[:1]


@transaction.atomic
def detach(draft: Draft, file_id: str) -> None:
    """Delete a file of this draft; a foreign or unknown one is left alone."""
    for upload in draft.uploads.filter(file_id=UUID(file_id)).select_related("file"):
        delete(upload.file)


def files_in(answers: Any, path: str = "") -> dict[str, str]:
    """Where each file among ``answers`` lies: ``{file id: "hunde.0.foto"}``."""
    if isinstance(answers, dict) and "file" in answers and "content_type" in answers:
        return {str(answers["file"]): path}
    inner = answers.items() if isinstance(answers, dict) else enumerate(answers) if isinstance(answers, list) else ()
    found: dict[str, str] = {}
    for name, value in inner:
        found |= files_in(value, f"{path}.{name}" if path else str(name))
    return found
