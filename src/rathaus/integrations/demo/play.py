"""What is played in the demo: who applied for what, how long ago, and how far the town hall has come with it.

Every scene takes the answers of one of the service's own examples and gives them another name.
"""

from dataclasses import dataclass

DOG, PARKING, REGISTER = "hund-anmelden", "bewohnerparkausweis", "meldebescheinigung"

WAYS: dict[str, tuple[tuple[int, str], ...]] = {
    "new": (),
    "taken": ((1, "take"),),
    "noted": ((1, "take"), (2, "note")),
    "waiting": ((1, "take"), (2, "ask")),
    "answered": ((1, "take"), (2, "ask"), (4, "answer")),
    "approved": ((1, "take"), (3, "approve")),
    "rejected": ((1, "take"), (2, "ask"), (5, "answer"), (6, "reject")),
    "closed": ((1, "take"), (2, "approve"), (3, "close")),
    "reopened": ((1, "take"), (2, "approve"), (3, "close"), (5, "reopen")),
}
"""The ways a case goes: what happens on which working day after it came in."""


@dataclass(frozen=True)
class Scene:
    """``days`` is the number of working days since the application was sent."""

    service: str
    example: str
    days: int
    way: str
    given: str
    family: str
    first: str = ""
    """Who of the cast sent it from her account; the others are guests."""


SCENES = (
    Scene(DOG, "zwei-hunde-einer-gross", 4, "waiting", "Anna", "Kowalski", "anna"),
    Scene(REGISTER, "einfach-online", 12, "approved", "Anna", "Kowalski", "anna"),
    Scene(PARKING, "neu-ein-jahr", 2, "taken", "Anna", "Kowalski", "anna"),
    Scene(REGISTER, "rente-kostenlos", 1, "new", "Bernd", "Schäfer", "bernd"),
    Scene(DOG, "ein-hund-aus-dem-tierheim", 0, "new", "Mehmet", "Aydın"),
    Scene(DOG, "zwei-hunde-einer-gross", 1, "new", "Sofia", "Marin"),
    Scene(DOG, "eigener-welpe-listenhund", 1, "new", "Lukas", "Hoffmann"),
    Scene(DOG, "ein-hund-aus-dem-tierheim", 2, "new", "Aylin", "Şahin"),
    Scene(DOG, "assistenzhund-befreiung", 3, "noted", "Rosa", "Öztürk-Lehmann"),
    Scene(DOG, "ein-hund-aus-dem-tierheim", 5, "answered", "Piotr", "Nowak"),
    Scene(DOG, "dritter-hund-hier-schon-besteuert", 6, "taken", "Ilse", "Vogel"),
    Scene(DOG, "ein-hund-aus-dem-tierheim", 9, "waiting", "Elena", "Dimitrova"),
    Scene(DOG, "zwei-hunde-einer-gross", 11, "approved", "Thomas", "Krüger"),
    Scene(DOG, "ein-hund-aus-dem-tierheim", 14, "rejected", "Nadine", "Peters"),
    Scene(DOG, "eigener-welpe-listenhund", 16, "taken", "Emre", "Kılıç"),
    Scene(DOG, "ein-hund-aus-dem-tierheim", 18, "new", "Gisela", "Hartmann"),
    Scene(DOG, "assistenzhund-befreiung", 20, "closed", "Karl-Heinz", "Bongartz"),
    Scene(DOG, "ein-hund-aus-dem-tierheim", 23, "reopened", "Fatma", "Arslan"),
    Scene(DOG, "zwei-hunde-einer-gross", 27, "closed", "Jens", "Terboven"),
    Scene(PARKING, "neu-ein-jahr", 0, "new", "Miriam", "Weber"),
    Scene(PARKING, "zwei-jahre-fremdes-auto", 1, "new", "Ioana", "Popescu"),
    Scene(PARKING, "neu-ein-jahr", 3, "waiting", "Dennis", "Schulte"),
    Scene(PARKING, "zwei-jahre-fremdes-auto", 5, "answered", "Hülya", "Yıldırım"),
    Scene(PARKING, "neu-ein-jahr", 8, "approved", "Marek", "Zieliński"),
    Scene(PARKING, "neu-ein-jahr", 10, "rejected", "Sabine", "Overbeck"),
    Scene(PARKING, "zwei-jahre-fremdes-auto", 15, "closed", "Olga", "Petrenko"),
    Scene(PARKING, "neu-ein-jahr", 19, "taken", "Daniel", "Rütten"),
    Scene(REGISTER, "einfach-online", 0, "new", "Chiara", "Lombardi"),
    Scene(REGISTER, "erweitert-heirat-post", 0, "new", "Yusuf", "Karaca"),
    Scene(REGISTER, "einfach-online", 1, "taken", "Monika", "Jansen"),
    Scene(REGISTER, "rente-kostenlos", 2, "answered", "Helmut", "Brinkmann"),
    Scene(REGISTER, "erweitert-heirat-post", 3, "approved", "Zeynep", "Çelik"),
    Scene(REGISTER, "einfach-online", 5, "closed", "Nils", "Friedrich"),
    Scene(REGISTER, "einfach-online", 7, "rejected", "Violeta", "Ivanova"),
    Scene(REGISTER, "rente-kostenlos", 9, "new", "Ursula", "Schmitz"),
)
