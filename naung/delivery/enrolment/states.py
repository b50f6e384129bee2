from naung.kit.states import States

MEMBERSHIP = States(
    "REQUESTED",  # on a batch to the insurer
    {
        ("REQUESTED", "accept"): "ENROLLED",  # participant number received, cover has a first day
        ("REQUESTED", "refuse"): "REFUSED",  # with the insurer's reason; the place goes back down the road
        ("ENROLLED", "end"): "ENDED",  # died, left, programme over
    },
)
