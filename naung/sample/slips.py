"""What typing does to names, numbers and dates. Each function takes what is true and gives what is written."""

from datetime import date, timedelta
from random import Random

from naung.kit.clock import MONTHS_ID, MONTHS_ID_SHORT
from naung.sample.names import pools

NICKNAMES = {
    "Fransiskus": ("Frans", "Sisko"), "Yohanes": ("Anis", "Yanto", "Jon"), "Agustinus": ("Agus", "Gusti"),
    "Maria": ("Mia", "Ria"), "Petronela": ("Nela",), "Dominggus": ("Minggus", "Domi"), "Melkianus": ("Melki",),
    "Yosefina": ("Fina",), "Katarina": ("Rina",), "Antonius": ("Anton",), "Kornelis": ("Nelis",), "Yuliana": ("Yuli",),
    "Elisabet": ("Elsi",), "Margareta": ("Eta",), "Stefanus": ("Stef",), "Emanuel": ("Eman",), "Muhamad": ("Mad",),
    "Abdul Rahman": ("Rahman",), "Siti": ("Iti",), "Yakobus": ("Kobus",), "Bernadus": ("Nadus",), "Wilhelmina": ("Mina",),
}  # fmt: skip
SHORT = {
    "Yohanes": "Yoh.",
    "Muhamad": "M.",
    "Fransiskus": "F.",
    "Antonius": "Ant.",
    "Maria": "M.",
    "Yosef": "Y.",
}
_LETTERS = (("J", "Y"), ("Y", "J"), ("K", "C"), ("C", "K"), ("F", "V"), ("V", "F"), ("P", "F"))


def respell(name: str, r: Random) -> str:
    words = name.split()
    at = r.randrange(len(words))
    known = pools().variants.get(words[at])
    words[at] = r.choice(known) if known and r.random() < 0.7 else _other_letters(words[at], r)
    return " ".join(words)


def _other_letters(word: str, r: Random) -> str:
    for a, b in r.sample(_LETTERS, len(_LETTERS)):
        if word.startswith(a):
            return b + word[1:]
    if word.endswith("us"):
        return word[:-2] + "is"
    if "h" in word[1:] and r.random() < 0.5:
        return word[0] + word[1:].replace("h", "", 1)
    at = r.randrange(1, len(word)) if len(word) > 1 else 0
    return word[:at] + word[at] + word[at:]


def rearrange(name: str, r: Random) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    if len(words) > 2 and r.random() < 0.5:
        return " ".join(words[:1] + words[2:])
    short = SHORT.get(words[0]) or (words[0][0] + "." if len(words) > 2 else "")
    if not short or r.random() < 0.4:  # a lone initial before a family name would be nobody's any more
        return " ".join([words[-1], *words[:-1]])
    return " ".join([short, *words[1:]])


def nickname(name: str, r: Random) -> str:
    for given, short in NICKNAMES.items():
        if name.startswith(given + " "):
            return r.choice(short) + name[len(given) :]
    first, *rest = name.split()
    return " ".join([first[:4], *rest]) if len(first) > 6 else name  # Fabianus is Fabi to everybody


def decorate(name: str, female: bool, dead: bool, rt: int, r: Random) -> str:
    if dead:
        return ("Almh. " if female else "Alm. ") + name
    before = ("Ibu ", "Mama ", "Sdri. ") if female else ("Bpk. ", "Bapak ", "Sdr. ")
    return r.choice(before) + name if r.random() < 0.6 else f"{name} (RT {rt:02})"


def mistype(nik: str, taken: set[str], r: Random) -> str:
    """One digit wrong or two neighbours swapped, never somebody else's number."""
    while True:
        at = r.randrange(15)
        if r.random() < 0.7:
            wrong = nik[:at] + str((int(nik[at]) + r.randint(1, 9)) % 10) + nik[at + 1 :]
        else:
            wrong = nik[:at] + nik[at + 1] + nik[at] + nik[at + 2 :]
        if wrong != nik and wrong not in taken:
            return wrong


def wrong_length(nik: str, r: Random) -> str:
    at = r.randrange(1, 16)
    return nik[:at] + nik[at + 1 :] if r.random() < 0.6 else nik[:at] + nik[at - 1] + nik[at:]


def as_excel_keeps(nik: str) -> int:
    """Fifteen digits are kept, the sixteenth becomes 0."""
    return int(nik[:15] + "0")


def as_excel_shows(nik: str) -> str:
    """5,37101E+15: what is left when a damaged cell is copied as text, with the comma of Indonesian Excel."""
    return f"{int(nik) / 10**15:.5f}E+15".replace(".", ",")


def write_nik(nik: str, style: str) -> str:
    if style == "apostrophe":
        return "'" + nik
    gap = {"blanks": " ", "dots": "."}.get(style)
    return gap.join((nik[:6], nik[6:12], nik[12:])) if gap else nik


def write_date(day: date, style: str) -> str | date:
    """A real date where the clerk lets Excel have one, else text."""
    if style == "excel":
        return day
    if style == "d Bulan yyyy":
        return f"{day.day} {MONTHS_ID[day.month - 1]} {day.year}"
    pattern = {"dd-mm-yyyy": "%d-%m-%Y", "dd/mm/yyyy": "%d/%m/%Y", "yyyy-mm-dd": "%Y-%m-%d"}[style]
    return day.strftime(pattern)


def odd_date(day: date, r: Random, in_text: bool) -> str | int:
    """Two-digit year, month in letters, or the bare number that Excel keeps for a day."""
    kind = r.randrange(2 if in_text else 3)
    if kind == 0:
        return day.strftime(r.choice(("%d/%m/%y", "%d-%m-%y", "%d.%m.%y")))
    if kind == 1:
        month = r.choice((MONTHS_ID_SHORT, MONTHS_ID))[day.month - 1]
        return f"{day.day} {month} {day.year if r.random() < 0.5 else f'{day.year % 100:02}'}"
    return (day - date(1899, 12, 30)) // timedelta(days=1)


def swapped(day: date) -> date | None:
    """Day and month exchanged, where that is another day that exists."""
    return day.replace(day=day.month, month=day.day) if day.day <= 12 and day.day != day.month else None
