"""From what the domains' queries return to what the templates are given. Words and formats live here."""
