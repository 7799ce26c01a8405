"""The stages between which days are counted: the city's steps, with asking the committee and its answer told apart."""

from functools import cache

from rathaus.participation.ideas.content import State, participation

WORKSHOP, CHECK, ASKED, DECIDED, UNDERWAY, DONE = range(1, 7)


@cache
def stages() -> dict[int, tuple[str, ...]]:
    """The slugs of the states of each stage; states before the first stage are the beginning."""
    found: dict[int, tuple[str, ...]] = {}
    for state in participation().states.values():
        if stage := _stage_of(state):
            found[stage] = (*found.get(stage, ()), state.slug)
    return found


def _stage_of(state: State) -> int:
    if state.step == 4:
        return DECIDED if state.pursued or state.reason else ASKED
    return {2: WORKSHOP, 3: CHECK, 5: UNDERWAY, 6: DONE}.get(state.step, 0)
