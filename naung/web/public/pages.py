"""What anybody may see: counts, never a person."""

from naung.web.pages import PUBLIC, Page
from naung.web.public import data, notices, places

PAGES = [
    Page("public", "", places.province, PUBLIC),
    Page("region", "wilayah/<str:code>", places.region, PUBLIC),
    Page("about-data", "data", data.about, PUBLIC),
    Page("open-data", "data/wilayah.csv", data.regions_csv, PUBLIC),
    Page("health", "sehat", data.health, PUBLIC),
    Page("bank-notice", "snap/v1.0/transfer/notify", notices.bank, PUBLIC, act=PUBLIC),  # signed by the bank
]
