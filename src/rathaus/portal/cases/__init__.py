"""Cases (Vorgänge): from the received application to the decision notice.

Owns who works on what and by when, questions to the citizen, decisions and notices. Every view by staff is recorded.
"""
