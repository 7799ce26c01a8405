"""A link that somebody gave leads to a page: never to a program, never with a scheme nobody asked for."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from rathaus.foundation.offices.models import Office
from rathaus.lib.markup import clean_html, to_html
from rathaus.participation.projects.workflow import can_be_opened
from rathaus.participation.workshops.models import Result, Workshop
from rathaus.portal.catalogue.imports.foreign import web_address
from tests.security.polyglots import SCRIPT_LINKS

FIELDS = [Workshop._meta.get_field("online_link"), Result._meta.get_field("link"), Office._meta.get_field("website")]


@pytest.mark.parametrize("link", SCRIPT_LINKS)
def test_a_program_is_no_link(link: str) -> None:
    assert not can_be_opened(link)
    assert web_address(link) == ""
    for field in FIELDS:
        with pytest.raises(ValidationError):
            field.clean(link, None)


@pytest.mark.parametrize("link", SCRIPT_LINKS[:-1])
def test_no_text_with_markup_holds_one_either(link: str) -> None:
    for made in (clean_html(f'<a href="{link}">x</a>'), to_html(f"[x]({link})"), to_html(f"<{link}>")):
        assert "href" not in made


def test_a_page_is_a_link() -> None:
    assert can_be_opened("https://www.duisburg.de/")
    assert web_address("https://www.duisburg.de/") == "https://www.duisburg.de/"
    assert all(isinstance(field, models.URLField) for field in FIELDS)
    for scheme in ("https://a.example/", "mailto:a@b.example", "tel:+49203"):
        assert f'href="{scheme}"' in clean_html(f'<a href="{scheme}">x</a>')
