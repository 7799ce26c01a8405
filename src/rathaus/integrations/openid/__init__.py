"""OpenID (weitere Anmeldedienste): any OpenID Connect provider the operator names is a door into the account.

What a provider says is believed only when its signature, issuer, audience, time and nonce are right. A provider that is
away or answers nonsense costs her nothing but a page that says so.
"""
