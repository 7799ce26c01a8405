"""Giving the cast their accounts and desks."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership, Office
from rathaus.integrations.demo.cast import CAST, PASSWORD, Member


@transaction.atomic
def seat(member: Member, password: str = "") -> Person:
    """The person behind ``member``, with verified address and desks; ``password`` is a hash. May be called again."""
    person, _ = Person.objects.get_or_create(
        email=member.email,
        defaults={
            "name": member.name,
            "password": password or make_password(None),
            "is_editor": member.is_editor,
            "is_administrator": member.is_administrator,
        },
    )
    EmailAddress.objects.get_or_create(user=person, email=member.email, defaults={"verified": True, "primary": True})
    for slug, role in member.works_at:
        Membership.objects.get_or_create(person=person, office=Office.objects.get(slug=slug), defaults={"role": role})
    return person


def seat_all() -> dict[str, Person]:
    """The whole cast by first name, all with the password that the demo shows."""
    # Hashing is slow on purpose; nine times would be a second of every first start.
    password = make_password(PASSWORD)
    return {first: seat(member, password) for first, member in CAST.items()}
