"""Website: the start page, news, the city's own pages, and what went wrong said in plain words.

Combines the catalogue with the city's content; owns no data.
"""
