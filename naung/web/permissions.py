"""Who may open which page. A page that is missing here is refused to everybody, so forgetting one closes it.

A value is PUBLIC (anybody, counts only), SIGNED_IN (any active officer) or a verb of staff.roles.MAY (an officer one of
whose posts allows it; the page asks again for the region of what it shows).
"""

PUBLIC, SIGNED_IN = "public", "signed in"

WHO: dict[str, str] = {
    "public": PUBLIC,
    "region": PUBLIC,
    "open-data": PUBLIC,
    "about-data": PUBLIC,
    "cost": PUBLIC,
    "calculator": PUBLIC,  # the law is for everybody
    "health": PUBLIC,
    "language": PUBLIC,  # keeps a cookie with two letters, nothing else
    "sign-in": PUBLIC,
    "sign-out": PUBLIC,  # signing out twice is no crime
    "home": SIGNED_IN,
    "find": "people.read",
    "person": "people.read",
}
