"""Bank statements in the languages that banks write: camt.053, MT940, and Bank NTT's own table. Recognised by content, never by name."""

from naung.partners.statements.recognise import read as read
