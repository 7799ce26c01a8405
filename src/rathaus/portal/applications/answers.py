"""Finds and changes answers by their path: ``name``, ``hunde.0.rasse``, ``adresse.postcode``."""

from typing import Any

Answers = dict[str, Any]


def get(answers: Answers, path: str) -> Any:
    """What is stored at ``path``, or None."""
    place: Any = answers
    for part in path.split("."):
        if isinstance(place, dict):
            place = place.get(part)
        elif isinstance(place, list) and part.isdecimal() and int(part) < len(place):
            place = place[int(part)]
        else:
            return None
    return place


def put(answers: Answers, path: str, value: Any) -> None:
    """Store ``value`` at ``path``; a list grows by one empty item when the path names the place after its end."""
    head, _, rest = path.partition(".")
    if not rest:
        answers[head] = value
        return
    index, _, inner = rest.partition(".")
    if not index.isdecimal():
        put(answers.setdefault(head, {}), rest, value)
        return
    items = answers.setdefault(head, [])
    if int(index) == len(items):
        items.append({})
    if inner:
        put(items[int(index)], inner, value)
    else:
        items[int(index)] = value


def remove(answers: Answers, path: str) -> None:
    """Forget what is stored at ``path``: an answer, or one item of a group (the later ones move up)."""
    head, _, last = path.rpartition(".")
    place = get(answers, head) if head else answers
    if isinstance(place, dict):
        place.pop(last, None)
    elif isinstance(place, list) and last.isdecimal() and int(last) < len(place):
        del place[int(last)]
