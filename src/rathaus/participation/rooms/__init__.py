"""Rooms (Räume): what happens live in a workshop: phases, boards with cards and dots, profiles, the big screen.

Everyone sees a change within a second; a card once acknowledged is stored. A card chosen becomes an idea.
"""
