"""The clock of cover: insured or not on a day, since when, until when, because."""
