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
                                                                    ano gue  ann ber  cla dor  ivo  fri  geo  len  emi
/                                                                   200 200  200 200  200 200  200  200  200  200  200
/mitmachen/                                                         200 200  200 200  200 200  200  200  200  200  200
/mitmachen/zahlen/                                                  200 200  200 200  200 200  200  200  200  200  200
/mitmachen/zahlen.csv                                               200 200  200 200  200 200  200  200  200  200  200
/mitmachen/zahlen.json                                              200 200  200 200  200 200  200  200  200  200  200
/aktuelles/                                                         200 200  200 200  200 200  200  200  200  200  200
/aktuelles/{slug}/                                                  200 200  200 200  200 200  200  200  200  200  200
/{slug}/                                                            200 200  200 200  200 200  200  200  200  200  200
/gestaltung/                                                        200 200  200 200  200 200  200  200  200  200  200
/robots.txt                                                         200 200  200 200  200 200  200  200  200  200  200
/.well-known/security.txt                                           200 200  200 200  200 200  200  200  200  200  200
/.well-known/change-password                                        >   >    >   >    >   >    >    >    >    >    >
/suche/                                                             200 200  200 200  200 200  200  200  200  200  200
/suche/vorschlaege/                                                 200 200  200 200  200 200  200  200  200  200  200
/leistungen/                                                        200 200  200 200  200 200  200  200  200  200  200
/leistungen/{slug}/                                                 200 200  200 200  200 200  200  200  200  200  200
/lebenslagen/                                                       200 200  200 200  200 200  200  200  200  200  200
/lebenslagen/{slug}/                                                200 200  200 200  200 200  200  200  200  200  200
/dienststellen/                                                     200 200  200 200  200 200  200  200  200  200  200
/dienststellen/{slug}/                                              200 200  200 200  200 200  200  200  200  200  200

/ideen/                                                             200 200  200 200  200 200  200  200  200  200  200
/ideen/neu/                                                         200 200  200 200  200 200  200  200  200  200  200
/ideen/eingang/                                                     >   >    >   >    >   >    >    >    >    >    >
/ideen/aehnliche/                                                   200 200  200 200  200 200  200  200  200  200  200
/ideen/{number}/                                                    200 200  200 200  200 200  200  200  200  200  200
/ideen/{number}/datei/{file_id}/                                    200 200  200 200  200 200  200  200  200  200  200
/ideen/{number}/unterstuetzen/                                      in  in   200 200  200 200  200  200  200  200  200
/ideen/{number}/folgen/                                             in  in   200 200  200 200  200  200  200  200  200
/ideen/{number}/kommentar/                                          in  in   200 200  200 200  200  200  200  200  200
/ideen/{number}/melden/                                             200 200  200 200  200 200  200  200  200  200  200
/ideen/{number}/aendern/                                            in  in   200 404  404 404  404  404  404  404  404
/ideen/{number}/zurueckziehen/                                      in  in   200 404  404 404  404  404  404  404  404
/ideen/{number}/einspruch/                                          in  in   404 404  404 404  404  404  404  404  404
/ideen/anspruch/{code}/                                             200 200  200 200  200 200  200  200  200  200  200
/ideen/anspruch/{code}/uebernehmen/                                 in  in   >   >    >   >    >    >    >    >    >
/ideen/anspruch/{code}/aendern/                                     200 200  200 200  200 200  200  200  200  200  200
/ideen/anspruch/{code}/zurueckziehen/                               200 200  200 200  200 200  200  200  200  200  200
/ideen/anspruch/{code}/einspruch/                                   404 404  404 404  404 404  404  404  404  404  404
/ideen/export.csv                                                   200 200  200 200  200 200  200  200  200  200  200
/ideen/raetsel/                                                     200 200  200 200  200 200  200  200  200  200  200

/workshops/                                                         200 200  200 200  200 200  200  200  200  200  200
/workshops/platz/                                                   200 200  200 200  200 200  200  200  200  200  200
/workshops/platz/{number}/                                          >   >    200 >    >   >    >    >    >    >    >
/workshops/platz/{number}/zurueckgeben/                             404 404  200 404  404 404  404  404  404  404  404
/workshops/platz/{number}/termin.ics                                404 404  200 404  404 404  404  404  404  404  404
/workshops/platz/{number}/{code}/                                   >   >    >   >    >   >    >    >    >    >    >
/workshops/{slug}/                                                  200 200  200 200  200 200  200  200  200  200  200
/workshops/{slug}/anmelden/                                         200 200  200 200  200 200  200  200  200  200  200
/workshops/{slug}/termin.ics                                        200 200  200 200  200 200  200  200  200  200  200
/workshops/{slug}/anmeldungen.txt                                   404 404  404 404  404 404  404  404  404  404  404
/workshops/{slug}/auslosung.json                                    404 404  404 404  404 404  404  404  404  404  404
/workshops/{slug}/dokumentation.pdf                                 404 404  404 404  404 404  404  404  404  404  404

/raum/                                                              200 200  200 200  200 200  200  200  200  200  200
/raum/foto/{file_id}/                                               404 404  404 404  404 404  404  404  404  200  404
/raum/oeffnen/{slug}/                                               in  in   404 404  404 404  404  404  404  >    404
/raum/{code}/                                                       200 200  200 200  200 200  200  200  200  200  200
/raum/{code}/leinwand/                                              200 200  200 200  200 200  200  200  200  200  200
/raum/{code}/tafel/                                                 200 200  200 200  200 200  200  200  200  200  200
/raum/{code}/karte/                                                 405 405  405 405  405 405  405  405  405  405  405
/raum/{code}/karte/{pk}/                                            404 404  404 404  404 404  404  404  404  200  404
/raum/{code}/punkt/                                                 405 405  405 405  405 405  405  405  405  405  405
/raum/{code}/vorrat/                                                404 404  404 404  404 404  404  404  404  200  404
/raum/{code}/steckbrief/                                            405 405  405 405  405 405  405  405  405  405  405
/raum/{code}/fassung/                                               405 405  405 405  405 405  405  405  405  405  405
/raum/{code}/leitung/                                               in  in   404 404  404 404  404  404  404  200  404
/raum/{code}/leitung/steuern/                                       in  in   404 404  404 404  404  404  404  405  404
/raum/{code}/leitung/ernte/                                         in  in   404 404  404 404  404  404  404  200  404
/raum/{code}/leitung/bilder/                                        in  in   404 404  404 404  404  404  404  200  404
/raum/{code}/leitung/tische/                                        in  in   404 404  404 404  404  404  404  200  404

/lenkungskreis/                                                     200 200  200 200  200 200  200  200  200  200  200
/lenkungskreis/sitzungen/{slug}/                                    200 200  200 200  200 200  200  200  200  200  200
/lenkungskreis/sitzungen/{slug}/niederschrift/                      404 404  404 404  404 404  404  404  404  404  404
/lenkungskreis/sitzungen/{slug}/niederschrift.pdf                   404 404  404 404  404 404  404  404  404  404  404
/lenkungskreis/sitzungen/{slug}/stimmen.csv                         200 200  200 200  200 200  200  200  200  200  200
/lenkungskreis/beschluesse/{number}/                                200 200  200 200  200 200  200  200  200  200  200
/lenkungskreis/anlagen/{file_id}/                                   404 404  404 404  404 404  404  404  404  404  404
/lenkungskreis/mitwirken/                                           in  in   200 200  200 200  200  200  200  200  >
/lenkungskreis/mein/                                                in  in   404 404  404 404  404  404  404  404  200
/lenkungskreis/mein/bewerten/{pk}/                                  in  in   404 404  404 404  404  404  404  404  200
/lenkungskreis/mein/abstimmen/{pk}/                                 in  in   404 404  404 404  404  404  404  404  200
/lenkungskreis/mein/sitzungen/{slug}/                               in  in   404 404  404 404  404  404  404  404  200
/lenkungskreis/mein/anlagen/{file_id}/                              in  in   404 404  404 404  404  404  404  404  200

/projekte/                                                          200 200  200 200  200 200  200  200  200  200  200
/projekte/{slug}/                                                   200 200  200 200  200 200  200  200  200  200  200
/projekte/{slug}/datei/{file_id}/                                   200 200  200 200  200 200  200  200  200  200  200

/antrag/weiter/                                                     200 200  200 200  200 200  200  200  200  200  200
/antrag/fortsetzen/                                                 200 200  200 200  200 200  200  200  200  200  200
/antrag/{slug}/                                                     200 200  200 200  200 200  200  200  200  200  200
/antrag/{slug}/{step_id}/                                           >   200  200 >    >   >    >    >    >    >    >
/antrag/{slug}/pruefen/                                             >   >    >   >    >   >    >    >    >    >    >
/antrag/{slug}/persoenlich/                                         >   >    >   >    >   >    >    >    >    >    >
/antrag/{slug}/ausweisen/                                           >   200  200 >    >   >    >    >    >    >    >
/antrag/{slug}/speichern/                                           >   200  200 >    >   >    >    >    >    >    >
/antrag/{slug}/eingang/                                             404 200  200 404  404 404  404  404  404  404  404
/antrag/{slug}/eingang/antrag.pdf                                   404 200  200 404  404 404  404  404  404  404  404
/antrag/{slug}/eingang/merken/                                      in  in   405 405  405 405  405  405  405  405  405

/status/                                                            200 200  200 200  200 200  200  200  200  200  200
/status/beenden/                                                    405 405  405 405  405 405  405  405  405  405  405
/status/{reference}/                                                >   200  >   >    >   >    >    >    >    >    >
/status/{reference}/oeffnen/{message_id}/                           405 405  405 405  405 405  405  405  405  405  405
/status/{reference}/datei/{file_id}/                                404 200  404 404  404 404  404  404  404  404  404

/konto/anmelden/                                                    200 200  >   >    >   >    >    >    >    >    >
/konto/anmelden/passkey/                                            in  in   >   >    >   >    >    >    >    >    >
/konto/anmelden/zweiter-schritt/                                    in  in   >   >    >   >    >    >    >    >    >
/konto/anlegen/                                                     200 200  >   >    >   >    >    >    >    >    >
/konto/anlegen/mit-passkey/                                         200 200  >   >    >   >    >    >    >    >    >
/konto/anlegen/passkey/                                             >   >    >   >    >   >    >    >    >    >    >
/konto/abmelden/                                                    >   >    200 200  200 200  200  200  200  200  200
/konto/gesperrt/                                                    200 200  200 200  200 200  200  200  200  200  200
/konto/bestaetigen/                                                 in  in   200 200  200 200  200  200  200  200  200
/konto/bestaetigen/code/                                            in  in   >   >    >   >    >    >    >    >    >
/konto/bestaetigen/passkey/                                         in  in   >   >    >   >    >    >    >    >    >
/konto/sicherheit/                                                  in  in   200 200  200 200  200  200  200  200  200
/konto/sicherheit/zweiter-schritt/                                  in  in   200 200  200 200  200  200  200  200  200
/konto/sicherheit/passkeys/                                         in  in   200 200  200 200  200  200  200  200  200
/konto/sicherheit/passkeys/neu/                                     in  in   >   >    >   >    >    >    >    >    >
/konto/sicherheit/passkeys/{pk}/umbenennen/                         in  in   >   >    >   >    >    >    >    >    >
/konto/sicherheit/passkeys/{pk}/entfernen/                          in  in   >   >    >   >    >    >    >    >    >
/konto/sicherheit/app/                                              in  in   >   >    >   >    >    >    >    >    >
/konto/sicherheit/app/entfernen/                                    in  in   404 404  404 404  404  404  404  404  404
/konto/sicherheit/notfall-codes/                                    in  in   404 404  404 404  404  404  404  404  404
/konto/sicherheit/notfall-codes/neu/                                in  in   >   >    >   >    >    >    >    >    >
/konto/sicherheit/notfall-codes/datei/                              in  in   404 404  404 404  404  404  404  404  404
/konto/geraete/                                                     in  in   200 200  200 200  200  200  200  200  200
/konto/geraete/{pk}/abmelden/                                       in  in   405 405  405 405  405  405  405  405  405
/konto/e-mail/                                                      in  in   200 200  200 200  200  200  200  200  200
/konto/e-mail/code/                                                 in  in   >   >    >   >    >    >    >    >    >
/konto/e-mail/bestaetigen/{key}/                                    404 404  404 404  404 404  404  404  404  404  404
/konto/passwort/aendern/                                            in  in   200 200  200 200  200  200  200  200  200
/konto/passwort/festlegen/                                          in  in   >   >    >   >    >    >    >    >    >
/konto/passwort/vergessen/                                          200 200  200 200  200 200  200  200  200  200  200
/konto/passwort/vergessen/code/                                     in  in   in  in   in  in   in   in   in   in   in
/konto/passwort/vergessen/neu/                                      >   >    >   >    >   >    >    >    >    >    >
/konto/passwort/vergessen/fertig/                                   200 200  200 200  200 200  200  200  200  200  200
/konto/bundid/anmelden/                                             200 200  200 200  200 200  200  200  200  200  200
/konto/bundid/antwort/                                              405 405  405 405  405 405  405  405  405  405  405
/konto/bundid/antwort/lesen/                                        >   >    >   >    >   >    >    >    >    >    >
/konto/bundid/metadaten.xml                                         200 200  200 200  200 200  200  200  200  200  200
/konto/unternehmenskonto/anmelden/                                  200 200  200 200  200 200  200  200  200  200  200
/konto/unternehmenskonto/antwort/                                   405 405  405 405  405 405  405  405  405  405  405
/konto/unternehmenskonto/antwort/lesen/                             >   >    >   >    >   >    >    >    >    >    >
/konto/unternehmenskonto/metadaten.xml                              200 200  200 200  200 200  200  200  200  200  200
/konto/anmelden/abgebrochen/                                        200 200  200 200  200 200  200  200  200  200  200
/konto/anmelden/fehler/                                             401 401  401 401  401 401  401  401  401  401  401
/konto/anmelden/{provider_id}/                                      404 404  404 404  404 404  404  404  404  404  404
/konto/anmelden/{provider_id}/zurueck/                              404 404  404 404  404 404  404  404  404  404  404
/konto/zugaenge/                                                    in  in   200 200  200 200  200  200  200  200  200
/konto/zugaenge/verbinden/                                          in  in   >   >    >   >    >    >    >    >    >
/konto/zugaenge/zusammenfuehren/                                    in  in   >   >    >   >    >    >    >    >    >
/konto/zugaenge/nicht-verbinden/                                    in  in   405 405  405 405  405  405  405  405  405
/konto/zugaenge/{number}/trennen/                                   in  in   200 404  404 404  404  404  404  404  404
/konto/verbinden/                                                   400 400  400 400  400 400  400  400  400  400  400
/konto/verbinden/antwort/                                           in  in   405 405  405 405  405  405  405  405  405
/konto/verbinden/token                                              405 405  405 405  405 405  405  405  405  405  405
/konto/verbinden/userinfo                                           401 401  401 401  401 401  401  401  401  401  401
/konto/verbinden/revoke                                             405 405  405 405  405 405  405  405  405  405  405
/.well-known/openid-configuration                                   200 200  200 200  200 200  200  200  200  200  200
/.well-known/jwks.json                                              200 200  200 200  200 200  200  200  200  200  200

/benachrichtigungen/dienst.js                                       200 200  200 200  200 200  200  200  200  200  200
/benachrichtigungen/{token}/abbestellen/                            200 200  200 200  200 200  200  200  200  200  200
/benachrichtigungen/{token}/wieder/                                 405 405  405 405  405 405  405  405  405  405  405

/mein/                                                              in  in   200 200  200 200  200  200  200  200  200
/mein/profil/                                                       in  in   200 200  200 200  200  200  200  200  200
/mein/daten/                                                        in  in   200 200  200 200  200  200  200  200  200
/mein/daten/einzeln/{slug}/                                         in  in   200 200  200 200  200  200  200  200  200
/mein/daten/mitnehmen/                                              in  in   200 200  200 200  200  200  200  200  200
/mein/daten/mitnehmen/{export_id}/                                  in  in   >   >    >   >    >    >    >    >    >
/mein/daten/einsicht/                                               in  in   200 200  200 200  200  200  200  200  200
/mein/daten/einsicht/{reference}/                                   in  in   200 404  404 404  404  404  404  404  404
/mein/daten/einwilligungen/                                         in  in   200 200  200 200  200  200  200  200  200
/mein/daten/einwilligungen/{reference}/{question}/                  in  in   404 404  404 404  404  404  404  404  404
/mein/daten/berichtigen/{reference}/                                in  in   200 404  404 404  404  404  404  404  404
/mein/daten/loeschen/                                               in  in   >   >    >   >    >    >    >    >    >
/mein/benachrichtigungen/                                           in  in   200 200  200 200  200  200  200  200  200
/mein/benachrichtigungen/geraet/                                    in  in   405 405  405 405  405  405  405  405  405
/mein/benachrichtigungen/geraet/{device}/entfernen/                 in  in   405 405  405 405  405  405  405  405  405
/mein/benachrichtigungen/adresse-stimmt/                            in  in   405 405  405 405  405  405  405  405  405
/mein/vorgaenge/                                                    in  in   200 200  200 200  200  200  200  200  200
/mein/vorgaenge/{reference}/                                        in  in   200 404  404 404  404  404  404  404  404
/mein/vorgaenge/{reference}/datei/{file_id}/                        in  in   200 404  404 404  404  404  404  404  404
/mein/postfach/                                                     in  in   200 200  200 200  200  200  200  200  200
/mein/postfach/archiv/                                              in  in   200 200  200 200  200  200  200  200  200
/mein/postfach/{thread_id}/                                         in  in   200 404  404 404  404  404  404  404  404
/mein/postfach/{thread_id}/verlauf.pdf                              in  in   200 404  404 404  404  404  404  404  404
/mein/postfach/{thread_id}/archivieren/                             in  in   405 405  405 405  405  405  405  405  405
/mein/postfach/{thread_id}/zurueckholen/                            in  in   405 405  405 405  405  405  405  405  405
/mein/postfach/{thread_id}/{message_id}/oeffnen/                    in  in   405 405  405 405  405  405  405  405  405
/mein/postfach/{thread_id}/dateien/{file_id}/                       in  in   200 404  404 404  404  404  404  404  404
/mein/ideen/                                                        in  in   200 200  200 200  200  200  200  200  200
/mein/verbundene-dienste/                                           in  in   200 200  200 200  200  200  200  200  200
/mein/verbundene-dienste/{number}/trennen/                          in  in   200 404  404 404  404  404  404  404  404
/mein/vertretung/                                                   in  in   200 200  200 200  200  200  200  200  200
/mein/vertretung/geben/                                             in  in   200 200  200 200  200  200  200  200  200
/mein/vertretung/annehmen/                                          in  in   200 200  200 200  200  200  200  200  200
/mein/vertretung/annehmen/bestaetigen/                              in  in   >   >    >   >    >    >    >    >    >
/mein/vertretung/wechseln/                                          in  in   200 200  200 200  200  200  200  200  200
/mein/vertretung/selbst/                                            in  in   405 405  405 405  405  405  405  405  405
/mein/vertretung/kind/                                              in  in   200 200  200 200  200  200  200  200  200
/mein/vertretung/organisation/                                      in  in   200 200  200 200  200  200  200  200  200
/mein/vertretung/{mandate_id}/                                      in  in   200 404  404 404  404  404  404  404  404
/mein/vertretung/{mandate_id}/beenden/                              in  in   200 404  404 404  404  404  404  404  404
/mein/vertretung/{mandate_id}/einladen/                             in  in   200 404  404 404  404  404  404  404  404

/arbeitsplatz/                                                      in  in   404 404  200 200  200  404  404  200  404
/arbeitsplatz/suche/                                                in  in   404 404  200 200  200  404  404  200  404
/arbeitsplatz/uebernehmen/                                          in  in   404 404  405 405  405  404  404  405  404
/arbeitsplatz/zuweisen/                                             in  in   404 404  405 405  405  404  404  405  404
/arbeitsplatz/zahlen/                                               in  in   404 404  200 200  200  404  404  200  404
/arbeitsplatz/schalter/                                             in  in   404 404  200 200  200  404  404  200  404
/arbeitsplatz/schalter/code/                                        in  in   404 404  >   >    >    404  404  >    404
/arbeitsplatz/schalter/beenden/                                     in  in   404 404  >   >    >    404  404  >    404
/arbeitsplatz/vorgang/{reference}/                                  in  in   404 404  200 200  404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/voriger/                          in  in   404 404  >   >    404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/naechster/                        in  in   404 404  >   >    404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/datei/{file_id}/                  in  in   404 404  200 200  404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/verlauf.pdf                       in  in   404 404  200 200  404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/uebernehmen/                      in  in   404 404  405 405  405  404  404  405  404
/arbeitsplatz/vorgang/{reference}/freigeben/                        in  in   404 404  405 405  405  404  404  405  404
/arbeitsplatz/vorgang/{reference}/weitergeben/                      in  in   404 404  200 200  404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/fragen/                           in  in   404 404  200 >    404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/erinnern/                         in  in   404 404  >   >    404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/frage-zurueckziehen/              in  in   404 404  405 405  405  404  404  405  404
/arbeitsplatz/vorgang/{reference}/notiz/                            in  in   404 404  200 200  404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/entscheiden/                      in  in   404 404  200 >    404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/abschliessen/                     in  in   404 404  200 >    404  404  404  404  404
/arbeitsplatz/vorgang/{reference}/ablegen/                          in  in   404 404  405 405  405  404  404  405  404
/arbeitsplatz/vorgang/{reference}/wieder-aufnehmen/                 in  in   404 404  >   >    404  404  404  404  404
/arbeitsplatz/leistungen/                                           in  in   404 404  404 404  404  200  404  404  404
/arbeitsplatz/leistungen/{slug}/                                    in  in   404 404  404 404  404  200  404  404  404
/arbeitsplatz/leistungen/{slug}/veroeffentlichen/                   in  in   404 404  404 404  404  405  404  404  404
/arbeitsplatz/post/                                                 in  in   404 404  404 404  404  404  200  404  404
/arbeitsplatz/post/{mail_id}/noch-einmal/                           in  in   404 404  404 404  404  404  405  404  404
/arbeitsplatz/personal/                                             in  in   404 404  404 404  404  404  200  404  404
/arbeitsplatz/personal/{membership}/beenden/                        in  in   404 404  404 404  404  404  405  404  404
/arbeitsplatz/personal/{person}/{role}/beenden/                     in  in   404 404  404 404  404  404  405  404  404

/arbeitsplatz/ideen/                                                in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/pruefen/                                        in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/ideen/protokoll/                                      in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/neu/                                            in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/                                       in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/pruefen/                               in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/ideen/{number}/kontakt/                               in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/ideen/{number}/datei/{file_id}/                       in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/trennen/{merge_id}/                    in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/ideen/{number}/meldung/{report_id}/                   in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/ideen/{number}/nachrichten/erledigt/                  in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/ideen/{number}/schreiben/                             in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/einspruch/{appeal_id}/                 in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/kommentar/{comment_id}/                in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/antworten/                             in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/station/                               in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/aendern/                               in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/zusammenfuehren/                       in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/teilen/                                in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/verbergen/                             in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/ideen/{number}/zeigen/                                in  in   404 404  404 404  404  404  404  >    404

/arbeitsplatz/workshops/                                            in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/reihe/                                      in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/neu/                                        in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/                                     in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/angaben/                             in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/tische/                              in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/verlegen/                            in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/absagen/                             in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/anmeldeschluss/                      in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/startwert/                           in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/auslosen/                            in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/dokumentieren/                       in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/oeffnen/                             in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/stattgefunden/                       in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/verteilen/                           in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/ankunft/                             in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/nachrichten/                         in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/nachrichten/{thread_id}/             in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/nachrichten/{thread_id}/erledigt/    in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/workshops/{slug}/nachrichten/{thread_id}/datei/{file_id}/ in in 404 404 404 404 404 404 404 200 404
/arbeitsplatz/workshops/{slug}/namensschilder.pdf                   in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/workshops/{slug}/zurueckgeben/{number}/               in  in   404 404  404 404  404  404  404  200  404

/arbeitsplatz/lenkungskreis/                                        in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/einrichten/                             in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/lenkungskreis/mitglieder/neu/                         in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/mitglieder/{pk}/ende/                   in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/dossiers/                               in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/dossiers/neu/                           in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/dossiers/{pk}/                          in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/dossiers/{pk}/pruefung/                 in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/neu/                          in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/                       in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/aendern/               in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/anwesenheit/           in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/punkt/                 in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/anlage/                in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/niederschrift/         in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/niederschrift.pdf      in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/niederschrift/{verb}/  in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/stimmen.csv            in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/sitzungen/{slug}/schritt/{verb}/        in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/punkte/{pk}/                            in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/punkte/{pk}/aendern/                    in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/punkte/{pk}/entfernen/                  in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/lenkungskreis/punkte/{pk}/anlage/                     in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/punkte/{pk}/befangen/                   in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/punkte/{pk}/abstimmen/                  in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/punkte/{pk}/entscheiden/                in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/befangenheiten/{pk}/aufheben/           in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/lenkungskreis/anlagen/{file_id}/                      in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/abstimmungen/{pk}/stimmen/              in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/lenkungskreis/abstimmungen/{pk}/schliessen/           in  in   404 404  404 404  404  404  404  200  404

/arbeitsplatz/projekte/                                             in  in   404 404  200 200  200  404  404  200  404
/arbeitsplatz/projekte/neu/                                         in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/projekte/{slug}/                                      in  in   404 404  404 404  200  404  404  200  404
/arbeitsplatz/projekte/{slug}/bericht/                              in  in   404 404  404 404  200  404  404  200  404
/arbeitsplatz/projekte/{slug}/meilensteine/                         in  in   404 404  404 404  200  404  404  200  404
/arbeitsplatz/projekte/{slug}/meilensteine/{milestone}/erreicht/    in  in   404 404  404 404  200  404  404  200  404
/arbeitsplatz/projekte/{slug}/meilensteine/{milestone}/verschieben/ in  in   404 404  404 404  200  404  404  200  404
/arbeitsplatz/projekte/{slug}/aendern/                              in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/projekte/{slug}/beginnen/                             in  in   404 404  404 404  404  404  404  405  404
/arbeitsplatz/projekte/{slug}/umgesetzt/                            in  in   404 404  404 404  404  404  404  200  404
/arbeitsplatz/projekte/{slug}/beenden/                              in  in   404 404  404 404  404  404  404  200  404

/api/v1/                                                            404 404  404 404  404 404  404  404  404  404  404
/api/v1/openapi.json                                                200 200  200 200  200 200  200  200  200  200  200
/api/v1/search                                                      200 200  200 200  200 200  200  200  200  200  200
/api/v1/services                                                    200 200  200 200  200 200  200  200  200  200  200
/api/v1/services/{slug}                                             200 200  200 200  200 200  200  200  200  200  200
/api/v1/services/{slug}/schema                                      200 200  200 200  200 200  200  200  200  200  200
/api/v1/services/{slug}/applications                                405 405  405 405  405 405  405  405  405  405  405
/api/v1/applications/{reference}                                    401 401  401 401  401 401  401  401  401  401  401
/api/v1/ideas                                                       200 200  200 200  200 200  200  200  200  200  200
/api/v1/ideas/similar                                               422 422  422 422  422 422  422  422  422  422  422
/api/v1/ideas/{number}                                              200 200  200 200  200 200  200  200  200  200  200
/api/v1/workshops                                                   200 200  200 200  200 200  200  200  200  200  200
/api/v1/projects                                                    200 200  200 200  200 200  200  200  200  200  200
/api/v1/participation/funnel                                        200 200  200 200  200 200  200  200  200  200  200

/healthz                                                            200 200  200 200  200 200  200  200  200  200  200
/readyz                                                             200 200  200 200  200 200  200  200  200  200  200
/metrics                                                            404 404  404 404  404 404  404  404  404  404  404
/demo/                                                              200 200  200 200  200 200  200  200  200  200  200
/demo/anmelden/                                                     405 405  405 405  405 405  405  405  405  405  405
/demo/abmelden/                                                     405 405  405 405  405 405  405  405  405  405  405
/demo/postausgang/                                                  200 200  200 200  200 200  200  200  200  200  200
/demo/bundid/                                                       200 200  200 200  200 200  200  200  200  200  200
/demo/unternehmenskonto/                                            200 200  200 200  200 200  200  200  200  200  200
"""

OF_SOMEBODY = {
    "/status/{reference}/": {"guest"},
    "/mein/vorgaenge/{reference}/": {"anna"},
    "/mein/postfach/{thread_id}/": {"anna"},
    "/mein/vertretung/{mandate_id}/": {"anna"},
    "/mein/daten/einsicht/{reference}/": {"anna"},
    "/mein/daten/berichtigen/{reference}/": {"anna"},
    "/arbeitsplatz/vorgang/{reference}/": {"clara", "doris"},
    "/ideen/{number}/aendern/": {"anna"},
    "/ideen/{number}/zurueckziehen/": {"anna"},
    "/workshops/platz/{number}/zurueckgeben/": {"anna"},
    "/workshops/platz/{number}/termin.ics": {"anna"},
    "/raum/{code}/karte/{pk}/": {"lena"},
    "/raum/{code}/leitung/": {"lena"},
    "/lenkungskreis/mein/": {"emil"},
    "/arbeitsplatz/ideen/{number}/": {"lena"},
    "/arbeitsplatz/workshops/{slug}/": {"lena"},
    "/arbeitsplatz/lenkungskreis/": {"lena"},
    "/arbeitsplatz/projekte/{slug}/": {"lena", "ivo"},
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
    "mein": "vorgaenge",
    **dict.fromkeys(("workshops", "raum", "lenkungskreis", "projekte"), "beispiel"),
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
