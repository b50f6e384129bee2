"""Made-up people, the clerks who list them, and the truth about both. No Django, no database."""
