"""Who may see what: every address of the house, and what a visitor gets who opens it.

``200`` the page · ``in`` is sent to sign in · ``>`` is led on to where it makes sense · ``404`` as if there were
nothing · ``405`` is there to be sent to, not to be opened · ``401`` asks for the status code.

The guest has proved the code of her case and begun an application, Anna too with her account; Bernd has nothing here.
Clara (clerk) and Doris (head) work at the office of Anna's case, which is in Clara's hands; Ivo works elsewhere, Lena
for the team that looks after ideas; Emil sits on the committee.
"""

import re

ROLES = ("anonymous", "guest", "anna", "bernd", "clara", "doris", "ivo", "frida", "georg", "lena", "emil")

TABLE = """
                                                               strangers   citizens    office      other editor admin team  committee
/                                                              200  200    200  200    200  200    200  200  200    200  200
/mitmachen/                                                    200  200    200  200    200  200    200  200  200    200  200
/aktuelles/                                                    200  200    200  200    200  200    200  200  200    200  200
/aktuelles/{slug}/                                             200  200    200  200    200  200    200  200  200    200  200
/{slug}/                                                       200  200    200  200    200  200    200  200  200    200  200
/gestaltung/                                                   200  200    200  200    200  200    200  200  200    200  200
/robots.txt                                                    200  200    200  200    200  200    200  200  200    200  200
/suche/                                                        200  200    200  200    200  200    200  200  200    200  200
/suche/vorschlaege/                                            200  200    200  200    200  200    200  200  200    200  200
/leistungen/                                                   200  200    200  200    200  200    200  200  200    200  200
/leistungen/{slug}/                                            200  200    200  200    200  200    200  200  200    200  200
/lebenslagen/                                                  200  200    200  200    200  200    200  200  200    200  200
/lebenslagen/{slug}/                                           200  200    200  200    200  200    200  200  200    200  200
/dienststellen/                                                200  200    200  200    200  200    200  200  200    200  200
/dienststellen/{slug}/                                         200  200    200  200    200  200    200  200  200    200  200

/antrag/fortsetzen/                                            200  200    200  200    200  200    200  200  200    200  200
/antrag/{slug}/                                                200  200    200  200    200  200    200  200  200    200  200
/antrag/{slug}/{step_id}/                                      >    200    200  >      >    >      >    >    >      >    >
/antrag/{slug}/pruefen/                                        >    >      >    >      >    >      >    >    >      >    >
/antrag/{slug}/persoenlich/                                    >    >      >    >      >    >      >    >    >      >    >
/antrag/{slug}/speichern/                                      >    200    200  >      >    >      >    >    >      >    >
/antrag/{slug}/eingang/                                        404  200    200  404    404  404    404  404  404    404  404
/antrag/{slug}/eingang/antrag.pdf                              404  200    200  404    404  404    404  404  404    404  404

/status/                                                       200  200    200  200    200  200    200  200  200    200  200
/status/beenden/                                               405  405    405  405    405  405    405  405  405    405  405
/status/{reference}/                                           >    200    >    >      >    >      >    >    >      >    >
/status/{reference}/oeffnen/{message_id}/                      405  405    405  405    405  405    405  405  405    405  405
/status/{reference}/datei/{file_id}/                           404  200    404  404    404  404    404  404  404    404  404

/konto/anmelden/                                               200  200    >    >      >    >      >    >    >      >    >
/konto/anlegen/                                                200  200    >    >      >    >      >    >    >      >    >
/konto/abmelden/                                               >    >      200  200    200  200    200  200  200    200  200
/konto/gesperrt/                                               200  200    200  200    200  200    200  200  200    200  200
/konto/bestaetigen/                                            in   in     200  200    200  200    200  200  200    200  200
/konto/e-mail/                                                 in   in     200  200    200  200    200  200  200    200  200
/konto/e-mail/code/                                            in   in     >    >      >    >      >    >    >      >    >
/konto/passwort/aendern/                                       in   in     200  200    200  200    200  200  200    200  200
/konto/passwort/festlegen/                                     in   in     >    >      >    >      >    >    >      >    >
/konto/passwort/vergessen/                                     200  200    200  200    200  200    200  200  200    200  200
/konto/passwort/vergessen/code/                                in   in     in   in     in   in     in   in   in     in   in
/konto/passwort/vergessen/neu/                                 >    >      >    >      >    >      >    >    >      >    >
/konto/passwort/vergessen/fertig/                              200  200    200  200    200  200    200  200  200    200  200

/mein/                                                         in   in     200  200    200  200    200  200  200    200  200
/mein/daten/                                                   in   in     200  200    200  200    200  200  200    200  200
/mein/vorgaenge/                                               in   in     200  200    200  200    200  200  200    200  200
/mein/vorgaenge/{reference}/                                   in   in     200  404    404  404    404  404  404    404  404
/mein/vorgaenge/{reference}/datei/{file_id}/                   in   in     200  404    404  404    404  404  404    404  404
/mein/postfach/                                                in   in     200  200    200  200    200  200  200    200  200
/mein/postfach/{thread_id}/                                    in   in     200  404    404  404    404  404  404    404  404
/mein/postfach/{thread_id}/{message_id}/oeffnen/               in   in     405  405    405  405    405  405  405    405  405
/mein/postfach/{thread_id}/dateien/{file_id}/                  in   in     200  404    404  404    404  404  404    404  404

/arbeitsplatz/                                                 in   in     404  404    200  200    200  404  404    200  404
/arbeitsplatz/suche/                                           in   in     404  404    200  200    200  404  404    200  404
/arbeitsplatz/uebernehmen/                                     in   in     404  404    405  405    405  404  404    405  404
/arbeitsplatz/zuweisen/                                        in   in     404  404    405  405    405  404  404    405  404
/arbeitsplatz/zahlen/                                          in   in     404  404    200  200    200  404  404    200  404
/arbeitsplatz/vorgang/{reference}/                             in   in     404  404    200  200    404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/voriger/                     in   in     404  404    >    >      404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/naechster/                   in   in     404  404    >    >      404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/datei/{file_id}/             in   in     404  404    200  200    404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/uebernehmen/                 in   in     404  404    405  405    405  404  404    405  404
/arbeitsplatz/vorgang/{reference}/freigeben/                   in   in     404  404    405  405    405  404  404    405  404
/arbeitsplatz/vorgang/{reference}/weitergeben/                 in   in     404  404    200  200    404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/fragen/                      in   in     404  404    200  >      404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/erinnern/                    in   in     404  404    >    >      404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/frage-zurueckziehen/         in   in     404  404    405  405    405  404  404    405  404
/arbeitsplatz/vorgang/{reference}/notiz/                       in   in     404  404    200  200    404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/entscheiden/                 in   in     404  404    200  >      404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/abschliessen/                in   in     404  404    200  >      404  404  404    404  404
/arbeitsplatz/vorgang/{reference}/ablegen/                     in   in     404  404    405  405    405  404  404    405  404
/arbeitsplatz/vorgang/{reference}/wieder-aufnehmen/            in   in     404  404    >    >      404  404  404    404  404
/arbeitsplatz/leistungen/                                      in   in     404  404    404  404    404  200  404    404  404
/arbeitsplatz/leistungen/{slug}/                               in   in     404  404    404  404    404  200  404    404  404
/arbeitsplatz/leistungen/{slug}/veroeffentlichen/              in   in     404  404    404  404    404  405  404    404  404
/arbeitsplatz/personal/                                        in   in     404  404    404  404    404  404  200    404  404
/arbeitsplatz/personal/{membership}/beenden/                   in   in     404  404    404  404    404  404  405    404  404
/arbeitsplatz/personal/{person}/{role}/beenden/                in   in     404  404    404  404    404  404  405    404  404

/api/v1/                                                       404  404    404  404    404  404    404  404  404    404  404
/api/v1/openapi.json                                           200  200    200  200    200  200    200  200  200    200  200
/api/v1/search                                                 200  200    200  200    200  200    200  200  200    200  200
/api/v1/services                                               200  200    200  200    200  200    200  200  200    200  200
/api/v1/services/{slug}                                        200  200    200  200    200  200    200  200  200    200  200
/api/v1/services/{slug}/schema                                 200  200    200  200    200  200    200  200  200    200  200
/api/v1/services/{slug}/applications                           405  405    405  405    405  405    405  405  405    405  405
/api/v1/applications/{reference}                               401  401    401  401    401  401    401  401  401    401  401
/healthz                                                       200  200    200  200    200  200    200  200  200    200  200
/readyz                                                        200  200    200  200    200  200    200  200  200    200  200
/demo/                                                         200  200    200  200    200  200    200  200  200    200  200
/demo/anmelden/                                                405  405    405  405    405  405    405  405  405    405  405
/demo/abmelden/                                                405  405    405  405    405  405    405  405  405    405  405
/demo/postausgang/                                             200  200    200  200    200  200    200  200  200    200  200
"""

OF_SOMEBODY = {
    "/status/{reference}/": {"guest"},
    "/mein/vorgaenge/{reference}/": {"anna"},
    "/mein/postfach/{thread_id}/": {"anna"},
    "/arbeitsplatz/vorgang/{reference}/": {"clara", "doris"},
}
"""What lies below these addresses is there for these visitors only."""

NAMES = {
    "aktuelles": "2024-01-29-sperrgut-drei-wagen",
    "leistungen": "hund-anmelden",
    "arbeitsplatz": "hund-anmelden",
    "api": "hund-anmelden",
    "lebenslagen": "hund",
    "dienststellen": "steuern",
    "antrag": "meldebescheinigung",
    "{slug}": "impressum",
}
"""What stands for ``{slug}``, by the first part of the address; the receipts are for a sent dog."""


def expected() -> dict[str, list[str]]:
    """The table: address → what each of ``ROLES`` gets."""
    rows = (line.split() for line in TABLE.splitlines() if line.startswith("/"))
    return {address: answers for address, *answers in rows}


def address_of(route: str) -> str:
    """The resolver's route as the table writes it."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", route)
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", named).replace("^", "").replace("$", "")


def path_of(address: str, things: dict[str, str]) -> str:
    """The address with real (or missing) things in it."""
    slug = "hund-anmelden" if "/eingang/" in address else NAMES.get(address.split("/")[1], "")
    return address.format(**{"slug": slug, "step_id": "person", "role": "editor"} | things)


def things_in(address: str, things: dict[str, str]) -> list[str]:
    """Those of ``things`` that the address names."""
    return [thing for name, thing in things.items() if f"{{{name}}}" in address]


def strangers_to(address: str) -> list[str]:
    """The roles for which what lies at ``address`` is as good as missing; none where it belongs to nobody."""
    owners = next((roles for start, roles in OF_SOMEBODY.items() if address.startswith(start)), None)
    return [role for role in ROLES if owners is not None and role not in owners]
