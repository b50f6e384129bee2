"""The kinds of long work that speak with a partner or read the whole house (settings.NAUNG_WORK; the contract: foundation/work/README.md)."""
