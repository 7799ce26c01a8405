"""Ideas as open data."""

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse

from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.participation.ideas.exchange.writing import written


@audience(EVERYONE)
def ideas_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All public ideas."""
    headers = {"Content-Disposition": 'attachment; filename="ideen.csv"'}
    return StreamingHttpResponse(
        written(settings.PUBLIC_ADDRESS), content_type="text/csv; charset=utf-8", headers=headers
    )
