"""Addresses of a claim's family: the tree, who receives, the children at school."""

from naung.web.claims import family_receivers, family_school, family_tree
from naung.web.pages import Page

CLAIM = "klaim/<slug:programme>/<slug:number>"
PAGES: list[Page] = [
    Page("scholars", "beasiswa", family_school.listed, "claims.read"),
    Page("scholar", "beasiswa/<int:number>", family_school.one, "claims.read", act="claims.heirs"),
    Page("scholar-paid", "beasiswa/<int:number>/terima", family_school.paid, "claims.pay", act="claims.pay"),
    Page("claim-family", f"{CLAIM}/keluarga", family_tree.family, "claims.read", act="claims.heirs"),
    Page(
        "claim-receivers", f"{CLAIM}/penerima", family_receivers.receivers, "claims.read", act="claims.heirs"
    ),
]
