"""What may follow what on an idea's way; the table is the city's (``participation.toml``)."""

from rathaus.participation.ideas.content import State, participation


def state_of(slug: str) -> State:
    """The state of this slug; raises KeyError."""
    return participation().states[slug]


def may_follow(current: str, following: str) -> bool:
    """Whether ``following`` may come straight after ``current``."""
    return following in state_of(current).next
