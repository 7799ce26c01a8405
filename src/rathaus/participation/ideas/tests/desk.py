"""The team's pages for tests: addresses, and what a form is sent with."""

from django.test import Client

from rathaus.participation.ideas.models import Idea

QUEUE = "/arbeitsplatz/ideen/"


def desk(idea: Idea, place: str = "") -> str:
    return f"{QUEUE}{idea.number}/{place}"


def typed(idea: Idea, **fields: str) -> dict[str, str]:
    return {"seen": Idea.objects.get(pk=idea.pk).changed_at.isoformat()} | fields


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()
