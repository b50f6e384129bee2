"""ISO 20022 files: payment orders (pain.001), the bank's word on them (pain.002), and a reader that no hostile file gets past."""
