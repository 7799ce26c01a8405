"""Reaches into a house from behind, where no visitor can; a process of its own. Prints JSON.

``poison <n>`` lays tasks into the queue that can only fail; ``forget-poison`` tells how they ended and takes them out;
``upload`` names a file of an application: its path, and where a clerk opens it.
"""

import json
import sys
import uuid
from collections import Counter
from typing import Any

import django

django.setup()

# Models can only be imported once Django is set up.
from django_tasks_db.models import DBTaskResult  # noqa: E402

from rathaus.portal.applications.models import Upload  # noqa: E402
from rathaus.portal.applications.tasks import make_receipt  # noqa: E402


def poison(times: str) -> int:
    for _ in range(int(times)):
        make_receipt.enqueue(str(uuid.UUID(int=0)))
    return int(times)


def forget_poison() -> dict[str, int]:
    poisoned = DBTaskResult.objects.filter(args_kwargs__args=[str(uuid.UUID(int=0))])
    ended = Counter(poisoned.values_list("status", flat=True))
    poisoned.delete()
    return dict(ended)


def upload() -> dict[str, str]:
    found = Upload.objects.exclude(application=None).select_related("application", "file").latest("file__created_at")
    reference = found.application.reference if found.application else ""
    return {
        "path": str(found.file.path),
        "reference": reference,
        "address": f"/arbeitsplatz/vorgang/{reference}/datei/{found.file_id}/",
    }


_VERBS: dict[str, Any] = {"poison": poison, "forget-poison": forget_poison, "upload": upload}

if __name__ == "__main__":
    json.dump(_VERBS[sys.argv[1]](*sys.argv[2:]), sys.stdout)
