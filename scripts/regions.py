"""Makes the csv files of naung/foundation/regions/data from the npm package idn-area-data.

    npm pack idn-area-data@4.0.1 && tar xzf idn-area-data-4.0.1.tgz        (unpacks into ./package)
    python scripts/regions.py package [OLDER_PACKAGE]

Pin the version: a plain `npm pack idn-area-data` with Node 20 gives 3.1.2, whose spellings are older. Exactly those
older spellings are useful once: with 3.1.2 unpacked as OLDER_PACKAGE the script also writes old_spellings.csv, the
names of NTT that lists made before the correction still carry.
"""

import csv
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "naung/foundation/regions/data"
PROVINCE = "53"
LEVELS = ("provinces", "regencies", "districts", "villages")


def read(package: Path, level: str) -> dict[str, str]:
    with (package / f"data/{level}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def write(name: str, header: list[str], rows: list[list[str]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def of_the_province(package: Path) -> dict[str, str]:
    names = {code: name for level in LEVELS for code, name in read(package, level).items()}
    return {code: name for code, name in sorted(names.items()) if code.split(".")[0] == PROVINCE}


def main(package: Path, older: Path | None) -> None:
    now = of_the_province(package)
    write("ntt.csv", ["code", "name"], [[code, name] for code, name in now.items()])
    districts = sorted(code.replace(".", "") for code in read(package, "districts"))
    write("nik_regions.csv", ["code"], [[code] for code in districts])
    if older:
        before = of_the_province(older)
        changed = [
            [code, before[code]] for code in now if code in before and differs(before[code], now[code])
        ]
        write("old_spellings.csv", ["code", "name"], changed)


def differs(before: str, now: str) -> bool:
    """Capitals, blanks and apostrophes do not make another spelling: matching looks through them anyway."""
    return [c for c in before.lower() if c.isalpha()] != [c for c in now.lower() if c.isalpha()]


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else None)
