"""The doors, for pages that are allauth's."""

from typing import Any

from django import template
from django.template.context import Context

from rathaus.foundation.accounts import doors_known
from rathaus.foundation.accounts.arrivals import email_told as told

register = template.Library()


@register.simple_tag(takes_context=True)
def offered_doors(context: Context) -> list[doors_known.Offered]:
    """Every door there is."""
    return doors_known.offered(context["request"])


@register.simple_tag(takes_context=True)
def my_doors(context: Context) -> list[doors_known.Door]:
    """The doors that lead into the account of whoever is signed in."""
    return doors_known.doors_of(context["request"].user)


@register.simple_tag(takes_context=True)
def email_told(context: Context) -> Any:
    """An address that a door told and nobody has proved yet."""
    return told(context["request"])
