"""What the law says no to, in two languages: the code is for programs, the sentences are for people."""

from naung.kit.refusal import Refusal


class LawRefusal(Refusal):
    """Base of the refusals here; `str()` is the Indonesian sentence, `english` the other one."""

    code = "refused"

    def __init__(self, indonesian: str, english: str, code: str = "") -> None:
        super().__init__(indonesian)
        self.indonesian, self.english = indonesian, english
        self.code = code or self.code


class NotProvided(LawRefusal):
    """No figure was in force on that day, or none is known: the screen says what is missing."""

    code = "not_provided"


class BadCase(LawRefusal):
    """A fact of the case is missing, of the wrong type, or impossible."""

    code = "invalid_value"


class NotCovered(LawRefusal):
    """The event lies outside every month contributed for, the months of grace included."""

    code = "not_covered"


class ManualReview(LawRefusal):
    """The law as known gives neither yes nor no; a person must ask the insurer."""

    code = "manual_review"
