"""Tables that people send: .xlsx and .csv files as cells with positions, whatever is in them, within limits."""
