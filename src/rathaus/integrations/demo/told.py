"""What is told in today's demo: ideas and cards, all invented."""

from dataclasses import dataclass

from rathaus.participation.ideas.models import Origin


@dataclass(frozen=True)
class Told:
    """An idea of today: ``days`` is the number of working days since it came; ``by`` names who of the cast sent it."""

    title: str
    text: str
    field: str
    district: str = ""
    days: int = 3
    by: str = ""
    origin: str = Origin.WEB
    supporters: tuple[str, ...] = ()
    checked: bool = True


WATER = Told(
    "Trinkbrunnen am Innenhafen",
    "Im Sommer gibt es zwischen Bahnhof und Innenhafen kein kostenloses Wasser. Ein Brunnen mit Fußpedal wäre einfach.",
    "infrastruktur",
    "mitte",
    days=26,
    by="anna",
    supporters=("bernd", "emil", "hatice", "ivo"),
)
LIGHT = Told(
    "Licht im Rheinpark bis 22 Uhr",
    "Abends ist der Weg am Rhein dunkel. Lampen, die erst angehen, wenn jemand kommt, stören auch Tiere weniger.",
    "infrastruktur",
    "mitte",
    days=15,
    by="bernd",
    supporters=("anna", "clara"),
)
BIKES = Told(
    "Leihräder am Bahnhof Rheinhausen",
    "Vom Bahnhof bis nach Bergheim fährt selten ein Bus. Leihräder würden die Lücke schließen.",
    "mobilitaet",
    "rheinhausen",
    days=40,
    by="anna",
    supporters=("bernd", "ivo", "jana"),
)
COUNTING = Told(
    "Parkplätze zählen mit Kameras",
    "In jeder Seitenstraße in Hochfeld zählen Kameras Tag und Nacht die freien Plätze.",
    "mobilitaet",
    "mitte",
    days=35,
    supporters=("bernd",),
)
SHADE = Told(
    "Schatten auf dem Schulhof",
    "Auf unserem Schulhof in Meiderich steht kein Baum. Sonnensegel wären ein Anfang.",
    "bildung",
    "meiderich-beeck",
    days=24,
    supporters=("anna", "hatice"),
)
NOISE = Told(
    "Mehr Rücksicht in unserem Hof",
    "Familie M. aus der Nummer 4 hört abends laute Musik. Die Stadt soll hier öfter vorbeischauen.",
    "wohnen",
    "mitte",
    days=5,
    by="bernd",
)
NEW = (
    Told("Offenes WLAN im Jugendhaus", "Viele haben zu Hause kein Netz zum Lernen.", "breitband", "hamborn", days=6),
    Told("Erinnerung an den Sperrgut-Termin", "Eine Nachricht am Abend vorher genügt.", "wohnen", days=4, by="bernd"),
    Told("Vorlesen in vielen Sprachen", "Großeltern lesen in der Bücherei vor.", "bildung", "hamborn", days=3),
    Told(
        "Freie Termine per Nachricht",
        "Wenn jemand absagt, soll ich den Termin gleich bekommen können.",
        "e-government",
        days=2,
        by="anna",
        checked=False,
    ),
    Told("Gutscheine für Läden im Viertel", "Ein Heft für neue Nachbarn.", "wirtschaft", days=1, checked=False),
    Told(
        "Bänke an der Haltestelle",
        "Meine Mutter kann nicht lange stehen. Bitte Bänke an der Haltestelle aufstellen.",
        "mobilitaet",
        days=1,
        origin=Origin.MAIL,
        checked=False,
    ),
)
CARDS = (
    "Anträge vorlesen lassen",
    "Ein Konto für die ganze Familie",
    "Übersetzung mit einem Klick",
    "Termin am Samstag",
    "Formulare ohne Amtsdeutsch",
)
