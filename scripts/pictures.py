"""Takes the pictures of the README from a running demonstration (`make demo` in another terminal). Needs the dev packages and Chromium.

.venv/bin/python scripts/pictures.py [http://127.0.0.1:8000]
"""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import psycopg
from playwright.sync_api import Page, sync_playwright

from naung.kit.home import home

NAUNG = str(Path(__file__).resolve().parents[1] / ".venv" / "bin" / "naung")
OUT = Path(__file__).resolve().parents[1] / "docs" / "pictures"


def main(site: str) -> None:
    password = json.loads((home() / "logins.json").read_text())["kota"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1240, "height": 1330})
        take(page, f"{site}/", "province.png")
        take(page, f"{site}/wilayah/53.71", "city.png")
        page.goto(f"{site}/masuk")
        page.fill("#id_login", "kota")
        page.fill("#id_password", password)
        page.click("main button[type=submit]")
        take(page, f"{site}/orang/{story_of(page, site)}", "person.png")
        claims(page, site)
        browser.close()


def claims(page: Page, site: str) -> None:
    """A claim whose money came, a treatment that goes on, and what the first one's family sees."""
    page.goto(f"{site}/perawatan")
    hurt = page.locator("main a[href^='/klaim/ntt-']").first.get_attribute("href")
    take(page, f"{site}{hurt}", "treatment.png")
    page.goto(f"{site}/klaim?keadaan=CLOSED")
    closed = page.locator("main a[href^='/klaim/ntt-']").first.get_attribute("href")
    take(page, f"{site}{closed}#putusan", "claim.png")
    number = closed.rsplit("/", 1)[1]
    born = born_on(number)
    page.context.clear_cookies()  # the family has no account
    page.goto(f"{site}/keluarga")
    page.fill("input[name=nomor]", number)
    page.fill("input[name=lahir]", f"{born:%d-%m-%Y}")
    page.click("main button")
    page.screenshot(path=OUT / "family.png")
    print(OUT / "family.png")


def born_on(number: str) -> date:
    """What only the family and the database know."""
    address = subprocess.run([NAUNG, "database"], capture_output=True, text=True, check=True).stdout.strip()
    with psycopg.connect(address) as connection:
        connection.execute("select set_config('naung.regions', '*', false)")
        row = connection.execute("select p.born_on from claims_claim c join registry_person p on p.id = c.person_id where c.number = %s", [number]).fetchone()  # fmt: skip
    return row[0]


def story_of(page: Page, site: str) -> str:
    """The person whom the demonstration names, else the first one found."""
    if len(sys.argv) > 2:
        return sys.argv[2]
    page.goto(f"{site}/orang/cari?q=maria")
    return page.locator("main a[href^='/orang/N']").first.get_attribute("href").rsplit("/", 1)[1]


def take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.screenshot(path=OUT / name)
    print(OUT / name)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
