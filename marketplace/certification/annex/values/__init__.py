"""What one cell says: stars, dates, decisions, scores, packs, addresses, tax codes. All pure."""
