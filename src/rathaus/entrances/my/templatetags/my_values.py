"""Showing values of any kind."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def is_list(value: Any) -> bool:
    """A list or tuple, not a text."""
    return isinstance(value, list | tuple)
