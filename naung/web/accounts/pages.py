"""Members' accounts: all of them, one with its history, another in its place, and which are about to rest."""

from naung.web.accounts import asking, change, every, one, refused, resting
from naung.web.pages import Page

PAGES = [
    Page("accounts", "rekening/daftar", every.listed, "banking.look"),
    Page("accounts-file", "rekening/daftar.csv", every.export, "banking.look", act="banking.look"),
    Page("account", "rekening/orang/<int:number>", one.one, "banking.look", act="banking.name"),
    Page(
        "account-change",
        "rekening/orang/<int:number>/ganti",
        asking.asking,
        "banking.change",
        act="banking.change",
    ),
    Page("changes", "rekening/ganti", change.listed, "banking.look", act="banking.look"),
    Page("change", "rekening/ganti/<int:number>", change.one, "banking.look", act="banking.look"),
    Page("refused-accounts", "rekening/ditolak", refused.listed, "banking.look", act="banking.send"),
    Page("resting", "rekening/tidur", resting.listed, "banking.look", act="banking.send"),
]
