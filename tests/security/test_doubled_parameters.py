"""What stands twice, or in the address and in the form, makes nobody somebody else."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from rathaus.foundation.accounts.tests.visiting import PASSWORD, SIGN_IN, citizen

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def test_what_stands_in_the_address_is_no_form(client: Client) -> None:
    anna = citizen()
    right = urlencode({"login": anna.email, "password": PASSWORD})
    wrong = urlencode({"login": anna.email, "password": "falsch und geheim"})
    client.post(f"{SIGN_IN}?{right}", wrong, content_type=FORM)
    assert "_auth_user_id" not in client.session
    client.post(f"{SIGN_IN}?{right}", "", content_type=FORM)
    assert "_auth_user_id" not in client.session


def test_of_two_the_last_counts_everywhere(client: Client) -> None:
    anna, bernd = citizen(), citizen("bernd")
    both = urlencode([("login", anna.email), ("login", bernd.email), ("password", "x"), ("password", PASSWORD)])
    client.post(SIGN_IN, both, content_type=FORM)
    assert client.session["_auth_user_id"] == str(bernd.pk)


@pytest.mark.parametrize(
    "doubled",
    [[("next", "https://evil.example/"), ("next", "/mein/")], [("next", "/mein/"), ("next", "//evil.example")]],
)
def test_of_two_ways_on_none_leads_out_of_the_house(client: Client, doubled: list[tuple[str, str]]) -> None:
    form = [("login", citizen().email), ("password", PASSWORD), *doubled]
    answer = client.post(f"{SIGN_IN}?{urlencode(doubled)}", urlencode(form), content_type=FORM)
    assert answer.headers["Location"] == "/mein/"
