"""From what queries give to what templates show."""
