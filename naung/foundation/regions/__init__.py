"""Province, regency or city, district, village: official codes and the names people type for them."""
