"""Where an officer may do something: the regions of those posts whose role allows the verb, not of all their posts."""

from django.http import HttpRequest

from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY
from naung.kit import clock


def reach(request: HttpRequest, verb: str) -> list[str]:
    """Codes, each with all below it; a verb that nobody was given reaches nowhere."""
    posts = staff.posts(request.user.pk, on=clock.today())
    return sorted({post.region_id for post in posts if post.role in MAY.get(verb, ())})
