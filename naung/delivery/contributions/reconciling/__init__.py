"""What the bank and the insurer say, laid beside what we say: by month, by region, by person."""
