"""Inbox (Postfach): threads of messages between a citizen and the city, text and files sealed under the case's key.

Opening a message is an act of its own, kept with its moment: for a notice it is the day of retrieval. Later stages
hear of a citizen's messages through ``receivers``; mails that announce a message are ``notifications``' business.
"""
