raise RuntimeError("these are the council's migrations, not the market's")
