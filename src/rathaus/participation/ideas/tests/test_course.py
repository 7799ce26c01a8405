"""How far an idea has come is seen in six dots."""

import re

import pytest

from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.templatetags.ideas import course


@pytest.mark.parametrize("slug", list(participation().states))
def test_six_dots_up_to_where_it_is(slug: str) -> None:
    state = participation().states[slug]
    dots = re.findall(r'<i class="(\w*)"></i>', course(state))
    last = "on" if state.done else "end" if state.refused else "here"
    assert dots == ["on"] * (state.step - 1) + [last] + [""] * (6 - state.step)
