"""Notifications (Benachrichtigungen): mails that say something is in the inbox, and never what.

A mail is written in the transaction it belongs to and sent by a task, with retries, under one stable Message-ID.
"""
