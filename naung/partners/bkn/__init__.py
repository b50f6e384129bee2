"""BKN: is this NIK a civil servant's, a soldier's, a police officer's, a pensioner's, or one of the wage register."""
