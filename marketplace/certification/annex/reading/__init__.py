"""From bytes to grids: .xlsx and .csv, with limits, and nothing trusted."""
