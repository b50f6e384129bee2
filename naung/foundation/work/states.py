from naung.kit.states import States

JOB = States(
    "WAITING",
    {
        ("WAITING", "take"): "RUNNING",  # a worker began
        ("RUNNING", "put_back"): "WAITING",  # the worker was told to end; the next one goes on
        ("RUNNING", "finish"): "DONE",
        ("RUNNING", "fail"): "FAILED",
        ("WAITING", "fail"): "FAILED",  # every worker that took it died
        ("WAITING", "cancel"): "CANCELLED",
        ("RUNNING", "cancel"): "CANCELLED",  # between two chunks
    },
)
UNDER_WAY = ("WAITING", "RUNNING")
