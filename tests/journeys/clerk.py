"""The clerk of the office that gets the application."""

from rathaus.integrations.demo.actions import seat
from rathaus.integrations.demo.cast import CAST, CLERK
from rathaus.portal.catalogue.models import Service
from tests.visitor import Visitor


class Clerk(Visitor):
    """She works at her desk on one case."""

    @classmethod
    def responsible_for(cls, slug: str) -> "Clerk":
        """The member of the cast at whose office the service's applications arrive."""
        office = Service.objects.get(slug=slug).fact("office", [])[0]
        return cls(seat(next(member for member in CAST.values() if (office, CLERK) in member.works_at)))

    def take(self, reference: str) -> None:
        """Find the new case in the work list, and take it."""
        self.go("/arbeitsplatz/")
        self.follow(f"/arbeitsplatz/vorgang/{reference}/")
        self.press("Vorgang übernehmen")
        assert self.offers("needs_answer")

    def ask(self, reference: str, question: str) -> None:
        self.go(f"/arbeitsplatz/vorgang/{reference}/")
        self.enter("text", question)
        self.press("Nachricht senden")
        assert "Ihre Nachricht ist abgeschickt." in self.text

    def decide(self, reference: str, choice: str, reasons: str = "Wir haben Ihre Angaben geprüft.") -> None:
        """Write, look at the preview, decide."""
        self.go(f"/arbeitsplatz/vorgang/{reference}/")
        self.follow("Zur Entscheidung")
        self.enter("choice", choice)
        self.enter("text", reasons)
        self.press("Weiter zur Vorschau")
        self.press("Verbindlich entscheiden")
        assert "Entschieden." in self.text, self.text[:600]
