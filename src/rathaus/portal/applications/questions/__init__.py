"""The question types, one file each: what is asked, how it is read, checked, shown and described to programs.

A new type is a new file here, its widget under ``templates/applications/questions/``, and a line below.
"""

from rathaus.portal.applications.questions import (
    address,
    birth_date,
    calculated,
    consent,
    date,
    email,
    file,
    files,
    group,
    iban,
    info,
    licence_plate,
    long_text,
    money,
    number,
    one_of,
    person_name,
    phone,
    registration_number,
    search_select,
    several_of,
    text,
    yes_no,
)
from rathaus.portal.applications.questions.question import TYPES, Context, Fault, Question

__all__ = [
    "TYPES", "Context", "Fault", "Question",
    "address", "birth_date", "calculated", "consent", "date", "email", "file", "files", "group", "iban", "info",
    "licence_plate", "long_text", "money", "number", "one_of", "person_name", "phone", "registration_number",
    "search_select", "several_of", "text", "yes_no",
]  # fmt: skip
