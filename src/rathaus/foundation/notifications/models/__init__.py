"""Mails on their way, whom they are for, what was chosen, and the devices that get a hint."""

from rathaus.foundation.notifications.models.device import Device
from rathaus.foundation.notifications.models.mail import Mail, MailServer
from rathaus.foundation.notifications.models.recipient import Choice, Group, Mode, Recipient, Undelivered

__all__ = ["Choice", "Device", "Group", "Mail", "MailServer", "Mode", "Recipient", "Undelivered"]
