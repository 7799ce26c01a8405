"""The simulator of BundID and of Mein Unternehmenskonto: who stands behind these doors where no real one is configured.

It looks at a question as strictly as the real one, signs and encrypts its answers, and makes wrong ones on request.
"""
