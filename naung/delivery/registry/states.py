from naung.kit.states import States

PERSON = States("KNOWN", {("KNOWN", "merge"): "MERGED"})  # a duplicate found late points to the one who stays
