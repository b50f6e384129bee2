from naung.kit.states import States

ACCOUNT = States(
    "REQUESTED",  # on a batch to the bank
    {
        ("REQUESTED", "open"): "OPENED",  # there, and blocked for withdrawal until the holder comes in person
        (
            "REQUESTED",
            "differ",
        ): "DIFFERS",  # there, under a name spelled otherwise: a person compares with the KTP
        (
            "REQUESTED",
            "refuse",
        ): "REFUSED",  # with the bank's reason, or ours where the name is somebody else's
        ("REFUSED", "ask"): "REQUESTED",  # the person's data were put right: on another batch
        (
            "REFUSED",
            "mend",
        ): "AGAIN",  # an officer says that the bank can be asked again: goes with the next file
        ("AGAIN", "ask"): "REQUESTED",
        ("DIFFERS", "confirm"): "OPENED",
        ("DIFFERS", "close"): "CLOSED",
        ("OPENED", "activate"): "ACTIVE",  # the holder came with the original KTP and took card and passbook
        (
            "OPENED",
            "rest",
        ): "INACTIVE",  # the bank's word, after the days without a movement that rules.yaml names
        ("OPENED", "sleep"): "DORMANT",
        ("OPENED", "close"): "CLOSED",
        ("ACTIVE", "rest"): "INACTIVE",
        ("ACTIVE", "sleep"): "DORMANT",
        ("ACTIVE", "close"): "CLOSED",
        ("INACTIVE", "activate"): "ACTIVE",
        ("INACTIVE", "stir"): "OPENED",  # looked at, and still blocked: its holder has not come yet
        ("INACTIVE", "sleep"): "DORMANT",
        ("INACTIVE", "close"): "CLOSED",
        ("DORMANT", "activate"): "ACTIVE",
        ("DORMANT", "stir"): "OPENED",
        ("DORMANT", "close"): "CLOSED",
    },
)
# Where there is a number. What was only asked for, or refused, has none.
NUMBERED = ("ACTIVE", "CLOSED", "DIFFERS", "DORMANT", "INACTIVE", "OPENED")

CHANGE = States(
    "REQUESTED",  # by one person; nothing is used yet
    {
        (
            "REQUESTED",
            "confirm",
        ): "CONFIRMED",  # by another, after the call to the old contact; used when the wait is over
        ("REQUESTED", "refuse"): "REFUSED",
        ("REQUESTED", "withdraw"): "WITHDRAWN",
        ("CONFIRMED", "stop"): "STOPPED",  # only before the wait is over
    },
)
