"""SAML: signing in with BundID and Mein Unternehmenskonto (the service provider's side).

An answer counts only if it is signed by the door's own key, asked for by this browser, meant for us and new; everything
else is refused in plain words and leaves neither session nor account. Signatures are python3-saml's and xmlsec's work,
whose account it becomes is ``accounts``' business.
"""
