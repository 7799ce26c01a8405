"""Who may see what of another's: the addresses of applications, cases and inbox while somebody acts for her.

As in ``table``: ``200`` the page · ``>`` is led on · ``404`` as if there were nothing · ``405`` only to be sent to.
All things are Anna's: her case, its thread, her draft for another service (see ``town``). ``reads`` is Bernd, who may
read all of hers; ``acts`` is Emil, who may act in all of hers; ``acts_case`` is Georg, who may act in that one case;
``member`` is Frida, who acts for a club and has nothing to do with Anna.
"""

from tests.walk.table import expected

ROLES = {"reads": "bernd", "acts": "emil", "acts_case": "georg", "member": "frida"}
BELOW = ("/antrag/", "/mein/vorgaenge/", "/mein/postfach/")
"""All addresses below these are in the table, with the overview."""

TABLE = """
                                                                    reads acts acts_case member
/antrag/weiter/                                                     >     >    >         >
/antrag/fortsetzen/                                                 >     >    >         >
/antrag/{slug}/                                                     200   200  200       200
/antrag/{slug}/{step_id}/                                           >     200  >         >
/antrag/{slug}/pruefen/                                             >     >    >         >
/antrag/{slug}/persoenlich/                                         >     >    >         >
/antrag/{slug}/ausweisen/                                           >     200  >         >
/antrag/{slug}/speichern/                                           >     200  >         >
/antrag/{slug}/eingang/                                             404   404  404       404
/antrag/{slug}/eingang/antrag.pdf                                   404   404  404       404
/antrag/{slug}/eingang/merken/                                      405   405  405       405

/mein/                                                              200   200  200       200
/mein/vorgaenge/                                                    200   200  200       200
/mein/vorgaenge/{reference}/                                        200   200  200       404
/mein/vorgaenge/{reference}/datei/{file_id}/                        200   200  200       404
/mein/postfach/                                                     200   200  200       200
/mein/postfach/archiv/                                              200   200  200       200
/mein/postfach/{thread_id}/                                         200   200  200       404
/mein/postfach/{thread_id}/archivieren/                             405   405  405       405
/mein/postfach/{thread_id}/zurueckholen/                            405   405  405       405
/mein/postfach/{thread_id}/verlauf.pdf                              200   200  200       404
/mein/postfach/{thread_id}/{message_id}/oeffnen/                    405   405  405       405
/mein/postfach/{thread_id}/dateien/{file_id}/                       200   200  200       404
"""


def expected_acting() -> dict[str, list[str]]:
    """The table: address → what each of ``ROLES`` gets."""
    rows = (line.split() for line in TABLE.splitlines() if line.startswith("/"))
    return {address: answers for address, *answers in rows}


def addresses_of_matters() -> list[str]:
    """All addresses of the house that show somebody's matters."""
    return [address for address in expected() if address == "/mein/" or address.startswith(BELOW)]
