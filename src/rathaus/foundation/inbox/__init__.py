"""Inbox (Postfach): threads of messages between a citizen and the city, text and files sealed under the case's key."""
