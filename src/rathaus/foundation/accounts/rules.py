"""Who may change what is known of a person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from rathaus.foundation.accounts.models import Person, ProfileFact


def may_rename(by: Person, person: Person) -> bool:
    """Everyone herself."""
    return by.pk == person.pk


def may_change_profile(by: Person, person: Person) -> bool:
    """Everyone what she said of herself."""
    return by.pk == person.pk


def may_replace(fact: ProfileFact, origin: str, level: int) -> bool:
    """What she says never replaces what somebody vouches for, and that is replaced only by what is as sure."""
    return not fact.is_confirmed or (origin != ProfileFact.Origin.SELF and level >= fact.level)


def may_close_door(by: Person, identity: SocialAccount) -> bool:
    """Everyone her own, as long as another way in is left: a door, a passkey, or a password with its address."""
    if identity.user_id != by.pk:
        return False
    if SocialAccount.objects.filter(user=by).exclude(pk=identity.pk).exists():
        return True
    if Authenticator.objects.filter(user=by, type=Authenticator.Type.WEBAUTHN).exists():
        return True
    return by.has_usable_password() and EmailAddress.objects.filter(user=by, verified=True).exists()
