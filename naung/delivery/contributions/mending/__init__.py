"""What went wrong with the money, mended by two people: an order again, another payment code, months paid for nothing."""
