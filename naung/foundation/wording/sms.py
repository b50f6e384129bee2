"""How many SMS a text takes (3GPP TS 23.038 and 23.040): seven bits a sign for plain letters, sixteen when one sign is not among them."""

PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = frozenset("\f^{}\\[~]|€")  # reached by an escape: two places each
ONE, EACH_OF_MANY = 160, 153
ONE_WIDE, EACH_WIDE = 70, 67


def plain(text: str) -> bool:
    """Can every sign be sent in seven bits?"""
    return all(sign in PLAIN or sign in DOUBLE for sign in text)


def length(text: str) -> int:
    """Places the text takes: septets when it is plain, else UTF-16 units (an emoji is two)."""
    if plain(text):
        return sum(2 if sign in DOUBLE else 1 for sign in text)
    return len(text.encode("utf-16-be")) // 2


def room(text: str) -> int:
    """Places that one SMS has for a text like this."""
    return ONE if plain(text) else ONE_WIDE


def parts(text: str) -> int:
    """How many SMS are paid for; an empty text is none.

    A sign of two places is never cut in half between parts, so a long text full of them may take one more than this says."""
    size, many = length(text), EACH_OF_MANY if plain(text) else EACH_WIDE
    return 0 if not size else 1 if size <= room(text) else -(-size // many)
