"""E-mail intake (E-Mail-Eingang): ideas that people send by mail, read from an IMAP mailbox; hostile until parsed."""
