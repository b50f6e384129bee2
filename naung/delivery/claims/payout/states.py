from naung.kit.states import States

# Money that should have come and did not: open until another person settles it with a reason.
GAP = States("OPEN", {("OPEN", "settle"): "SETTLED"})
