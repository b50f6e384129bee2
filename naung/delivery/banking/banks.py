"""Banks that an account may be at, by clearing code. The codes are general knowledge and are to be checked with the branch."""

BANKS = {
    "130": "Bank NTT", "002": "BRI", "008": "Bank Mandiri", "009": "BNI", "014": "BCA", "022": "CIMB Niaga", "200": "BTN", "451": "BSI",
}  # fmt: skip
OURS = "130"
SHORTEST, LONGEST = 10, 16  # digits of an account number; the bank's own length is not published
