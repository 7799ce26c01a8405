import pytest

from rathaus.foundation.documents.actions import store
from rathaus.foundation.documents.responses import download
from rathaus.foundation.vault.actions import create_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def test_a_download_is_saved_and_neither_run_nor_kept():
    response = download(store("Bescheid.pdf", b"%PDF", "application/pdf", create_key()))
    assert response.content == b"%PDF"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="Bescheid.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_a_name_with_umlauts_and_quotes_is_written_the_standard_way():
    response = download(store('Grö"ße\r\n.pdf', b"x", "application/pdf", create_key()))
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%B6_%C3%9Fe_.pdf"


def test_pictures_and_pdf_can_be_looked_at_in_the_browser():
    assert download(store("a.png", b"x", "image/png", create_key()), inline=True)["Content-Disposition"].startswith(
        "inline"
    )


def test_anything_else_is_saved_even_when_asked_to_show_it():
    response = download(store("a.html", b"<script>", "text/html", create_key()), inline=True)
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
