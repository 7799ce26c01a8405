"""What can be done with news and the ways they take."""

from rathaus.foundation.notifications.actions.choosing import choose, switch_off, switch_on
from rathaus.foundation.notifications.actions.devices import allow, withdraw
from rathaus.foundation.notifications.actions.returning import bounced, forget_old, trust_again, try_again
from rathaus.foundation.notifications.actions.telling import announce, tell

__all__ = [
    "allow",
    "announce",
    "bounced",
    "choose",
    "forget_old",
    "switch_off",
    "switch_on",
    "tell",
    "trust_again",
    "try_again",
    "withdraw",
]
