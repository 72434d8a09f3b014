"""``flask marketplace …``: what an operator does from a shell. Each command calls one verb and prints what happened."""
