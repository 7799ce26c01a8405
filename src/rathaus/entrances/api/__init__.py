"""API (Schnittstelle): the same doors for programs, described at ``/api/v1/openapi.json``.

Finds services, says what their applications ask, takes applications, tells their public status. Uses no cookies.
"""
