"""A town at work in a process of its own: three people send applications with a file until somebody closes its input.

It prints the reference of each application that was acknowledged. Each time somebody takes a file back.
"""

import os
import sys
import threading
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")
django.setup()

# Models can only be imported once Django is set up.
from rathaus.foundation.documents import actions  # noqa: E402
from rathaus.foundation.vault.actions import create_key  # noqa: E402
from rathaus.portal.applications.actions.programs import submit_answers  # noqa: E402
from rathaus.portal.cases.tests.town import ADDRESS, a_pdf  # noqa: E402
from rathaus.portal.catalogue.models import Service  # noqa: E402

PEOPLE = 3


def work(over: threading.Event) -> None:
    """What one of them does."""
    service, photo = Service.objects.get(slug="hund"), a_pdf()
    answers = {"name": {"given": "Anna", "family": "Kowalski"}, "adresse": ADDRESS, "gross": True, "foto": photo}
    while not over.is_set():
        reference = submit_answers(service, answers, idempotency_key=str(uuid.uuid4())).reference
        # The line and its end in one piece: print writes them one after the other, and another may come between.
        print(f"{reference}\n", end="", flush=True)
        actions.delete(actions.store("zurück.pdf", os.urandom(300_000), "application/pdf", create_key()))


if __name__ == "__main__":
    over = threading.Event()
    people = [threading.Thread(target=work, args=(over,), daemon=True) for _ in range(PEOPLE)]
    for person in people:
        person.start()
    sys.stdin.read()
    over.set()
    for person in people:
        person.join()
