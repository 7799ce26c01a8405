"""What a person lets a service know, and the codes on their way to it."""

from typing import ClassVar

from allauth.idp.oidc.models import Client, Token
from django.db import models

from rathaus.foundation.accounts.models import Person


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def standing(self) -> "ConnectionQuerySet":
        """Those not taken back."""
        return self.filter(ended_at=None)

    def visible_to(self, person: Person) -> "ConnectionQuerySet":
        """Everyone her own."""
        return self.standing().filter(person=person).select_related("client")


class Connection(models.Model):
    """A person has let a service know her. Taken back, the row stays: coming again, she is the same person to it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=43, unique=True)
    """The name by which this service alone knows her: random, it tells nothing and is nowhere else."""
    asked = models.JSONField(default=list)
    """Scopes she was asked for and has answered; she is not asked again."""
    agreed = models.JSONField(default=list)
    """Those she agreed to."""
    agreed_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[ConnectionQuerySet] = ConnectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "client"], name="connection_once_per_service")]

    def tokens(self) -> models.QuerySet[Token]:
        """What the service holds to ask about her."""
        found: models.QuerySet[Token] = Token.objects.filter(user=self.person_id, client=self.client_id)
        return found


class PendingCode(models.Model):
    """A code she carries to the service, which exchanges it within a minute, once."""

    digest = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)


class Spent(models.Model):
    """A code or refresh token that a service has exchanged: shown again, it ends what the service holds."""

    digest = models.CharField(primary_key=True, max_length=64)
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField(db_index=True)
