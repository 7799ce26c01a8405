"""The cast: invented people through whom the house is shown and tested; readable without setting up Django."""

from dataclasses import dataclass

PASSWORD = "willkommen-im-rathaus"  # noqa: S105  (shown on the sign-in page of the demo; not a secret)

CLERK, HEAD = "clerk", "head"
"""Roles of ``offices.models.Membership``."""


@dataclass(frozen=True)
class Member:
    """One of the cast. ``works_at`` holds pairs of office slug and role; ``starts_at`` is where signing in leads."""

    first: str
    name: str
    part: str
    invitation: str
    """What to try as this person."""
    starts_at: str
    works_at: tuple[tuple[str, str], ...] = ()
    is_editor: bool = False
    is_administrator: bool = False

    @property
    def on_staff(self) -> bool:
        return bool(self.works_at) or self.is_editor or self.is_administrator

    @property
    def email(self) -> str:
        return f"{self.first}@rathaus.example"


def _(german: str) -> str:
    """Marks a text for translation; templates translate it."""
    return german


_MEMBERS = (
    Member(
        "anna",
        "Anna Kowalski",
        _("Bürgerin"),
        _("Antworten Sie auf die Rückfrage, öffnen Sie den Bescheid und sehen Sie, was Bernd für Sie tun darf."),
        "/mein/",
    ),
    Member(
        "bernd",
        "Bernd Schäfer",
        _("Bürger"),
        _("Melden Sie einen Hund an: für sich, oder mit Vollmacht für Anna."),
        "/",
    ),
    Member(
        "clara",
        "Clara Weiß",
        _("Sachbearbeiterin, Amt für Rechnungswesen und Steuern"),
        _("Übernehmen Sie eine Hundeanmeldung, fragen Sie nach und entscheiden Sie."),
        "/arbeitsplatz/",
        works_at=(("steuern", CLERK),),
    ),
    Member(
        "doris",
        "Doris Brandt",
        _("Leiterin, Amt für Rechnungswesen und Steuern"),
        _("Verteilen Sie Vorgänge und sehen Sie, was überfällig ist."),
        "/arbeitsplatz/",
        works_at=(("steuern", HEAD),),
    ),
    Member(
        "hatice",
        "Hatice Demir",
        _("Sachbearbeiterin, Bürger-Service-Station Mitte"),
        _("Stellen Sie eine Meldebescheinigung aus."),
        "/arbeitsplatz/",
        works_at=(("buergerservice-mitte", CLERK),),
    ),
    Member(
        "jana",
        "Jana Otto",
        _("Leiterin, Bürger-Service-Station Mitte"),
        _("Weisen Sie Vorgänge zu und öffnen Sie einen erledigten wieder."),
        "/arbeitsplatz/",
        works_at=(("buergerservice-mitte", HEAD),),
    ),
    Member(
        "ivo",
        "Ivo Petrov",
        _("Sachbearbeiter, Amt für Stadtentwicklung"),
        _("Entscheiden Sie über einen Bewohnerparkausweis."),
        "/arbeitsplatz/",
        works_at=(("stadtentwicklung", CLERK),),
    ),
    Member(
        "lena",
        "Lena Vogt",
        _("Moderatorin, Team Smart City"),
        _("Prüfen Sie neue Ideen, führen Sie einen Workshop und bereiten Sie den Lenkungskreis vor."),
        "/arbeitsplatz/ideen/",
        works_at=(("smart-city", CLERK),),
    ),
    Member(
        "konrad",
        "Konrad Baum",
        _("Leiter, Team Smart City"),
        _("Sehen Sie, welche Antwort überfällig ist, und leiten Sie eine Sitzung des Lenkungskreises."),
        "/arbeitsplatz/lenkungskreis/",
        works_at=(("smart-city", HEAD),),
    ),
    Member(
        "emil",
        "Emil Sommer",
        _("Mitglied des Lenkungskreises"),
        _("Lesen Sie die Unterlagen, bewerten Sie Ideen und stimmen Sie ab."),
        "/lenkungskreis/",
    ),
    Member(
        "frida",
        "Frida Lange",
        _("Redakteurin"),
        _("Lesen Sie einen Antrag mit allen Verzweigungen und veröffentlichen Sie eine neue Fassung."),
        "/arbeitsplatz/leistungen/",
        is_editor=True,
    ),
    Member(
        "georg",
        "Georg Yıldız",
        _("Administrator"),
        _("Geben und nehmen Sie Rollen; Vorgänge anderer bleiben auch Ihnen verschlossen."),
        "/arbeitsplatz/personal/",
        is_administrator=True,
    ),
)

CAST = {member.first: member for member in _MEMBERS}
