"""What the doors ask: a person's story, a region's picture, the indicators."""

from naung.delivery.monitoring import indicators_claims, indicators_reach  # each adds its figures
from naung.delivery.monitoring.cover import Area, areas, villages
from naung.delivery.monitoring.disclosure import hidden, small
from naung.delivery.monitoring.identity import NothingThere, documents, numbers, opened
from naung.delivery.monitoring.indicators import indicators
from naung.delivery.monitoring.moments import AsOf, as_of, trail_head
from naung.delivery.monitoring.money import Money
from naung.delivery.monitoring.person import (
    Member,
    MonthCell,
    chapters,
    cover,
    facts,
    known_by,
    member,
    months,
    of_village,
    records,
    rules,
    stamps,
    standing,
    story,
)
from naung.delivery.monitoring.promise import Amount, Cover, promises
from naung.delivery.monitoring.published import Picture, picture
from naung.delivery.monitoring.search import Found, find, is_number, search
from naung.delivery.monitoring.stamps import Stamp
from naung.delivery.monitoring.weave import Woven
from naung.delivery.registry.queries import NoSuchPerson

__all__ = [
    "Amount",
    "Area",
    "AsOf",
    "Cover",
    "Found",
    "Member",
    "Money",
    "MonthCell",
    "NoSuchPerson",
    "NothingThere",
    "Picture",
    "Stamp",
    "Woven",
    "areas",
    "as_of",
    "chapters",
    "cover",
    "documents",
    "facts",
    "find",
    "indicators_claims",
    "indicators_reach",
    "hidden",
    "indicators",
    "is_number",
    "known_by",
    "member",
    "months",
    "numbers",
    "of_village",
    "opened",
    "picture",
    "promises",
    "records",
    "rules",
    "search",
    "small",
    "stamps",
    "standing",
    "story",
    "trail_head",
    "villages",
]
