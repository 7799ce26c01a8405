"""The person, and what is known of her."""

from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.vault.models import Key
from rathaus.lib.dates import written


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; e-mail addresses are kept in lower case."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email.lower() if email else None, **fields)
        person.set_password(password)
        person.save()
        return person

    def proven_by(self, email: str) -> "Person | None":
        """Whoever has shown that she reads the mail of this address; who only typed it at sign-up is not her."""
        address = email.lower()
        proven = self.filter(emailaddress__email=address, emailaddress__verified=True)
        return proven.filter(email=address, is_active=True).first()


class TrustLevel(models.IntegerChoices):
    """How surely we know who somebody is (Vertrauensniveau: regulation (EU) 910/2014, article 8; TR-03107)."""

    NONE = 0, _("ohne Anmeldung")
    BASIC = 1, _("Basis")
    SUBSTANTIAL = 2, _("Substanziell")
    HIGH = 3, _("Hoch")


class Person(AbstractBaseUser):
    """Somebody with matters of her own: a citizen, a child, an organisation; a member of staff, too.

    What she may do beyond her own matters comes from records elsewhere. A child or an organisation has no way to sign
    in: others act for her.
    """

    class Kind(models.TextChoices):
        NATURAL = "natural", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    email = models.EmailField(_("E-Mail-Adresse"), unique=True, null=True, blank=True)
    """None for somebody who came by another door and gave none; never the empty string."""
    name = models.CharField(_("Name"), max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.NATURAL)
    language = models.CharField(_("Sprache"), max_length=5, choices=settings.LANGUAGES, default="de")
    """In which we write to her."""
    key = models.OneToOneField(Key, null=True, on_delete=models.PROTECT, related_name="+")
    """Seals what is known of her; made with the first fact."""
    is_active = models.BooleanField(default=True)
    is_editor = models.BooleanField(default=False)
    is_administrator = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email or ""

    @property
    def initials(self) -> str:
        """``CW`` for Clara Weiß."""
        words = str(self).split("@")[0].split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class ProfileFact(models.Model):
    """One thing known of a person, where it comes from and since when; a confirmed one she can't change herself."""

    class Name(models.TextChoices):
        FAMILY_NAME = "family_name", _("Nachname")
        GIVEN_NAME = "given_name", _("Vorname")
        BIRTH_NAME = "birth_name", _("Geburtsname")
        BIRTH_DATE = "birth_date", _("Geburtsdatum")
        BIRTH_PLACE = "birth_place", _("Geburtsort")
        STREET = "street", _("Straße und Hausnummer")
        POSTCODE = "postcode", _("Postleitzahl")
        TOWN = "town", _("Ort")
        COUNTRY = "country", _("Land")
        PHONE = "phone", _("Telefon")
        ORGANISATION = "organisation", _("Name der Organisation")
        LEGAL_FORM = "legal_form", _("Rechtsform")
        REGISTER_NUMBER = "register_number", _("Registernummer")

    class Origin(models.TextChoices):
        SELF = "self", _("von Ihnen")
        BUNDID = "bundid", _("BundID")
        EID = "eid", _("Online-Ausweis")
        COMPANY = "company", _("Mein Unternehmenskonto")
        OIDC = "oidc", _("anderer Anmeldedienst")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=20, choices=Name)
    sealed_value = models.BinaryField()
    origin = models.CharField(max_length=10, choices=Origin)
    level = models.PositiveSmallIntegerField(choices=TrustLevel, default=TrustLevel.NONE)
    """How surely the origin knew it."""
    learned_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="profile_fact_once_per_person")]

    @property
    def value(self) -> str:
        """Plain text; dates as ``YYYY-MM-DD``."""
        assert self.person.key is not None
        return self.person.key.open(self.sealed_value, fact_label(self.person, self.name)).decode()

    @property
    def is_confirmed(self) -> bool:
        """Somebody else vouches for it."""
        return self.origin != self.Origin.SELF

    @property
    def words(self) -> str:
        """The value as one writes it."""
        return in_words(self.name, self.value)


class Attempt(models.Model):
    """A count or a mark of how often somebody tried, until it counts no more; its name tells nothing of a person."""

    name = models.CharField(max_length=300, primary_key=True)
    value = models.JSONField()
    until = models.DateTimeField(db_index=True)
    mark = models.UUIDField(default=uuid4)
    """Whose of several rows that were to be made at once was made."""


def in_words(name: str, text: str) -> str:
    """A fact's ``text`` as one writes it: days written out as far as they are known, and the country."""
    if name == ProfileFact.Name.COUNTRY and text in ("D", "DE"):
        return str(_("Deutschland"))
    try:
        return written(date.fromisoformat(text)) if name == ProfileFact.Name.BIRTH_DATE else text
    except ValueError:
        return text


def fact_label(person: Person, name: str) -> str:
    """The label under which a fact is sealed."""
    return f"fact:{person.pk}:{name}"
