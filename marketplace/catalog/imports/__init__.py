"""Products as a table: one row a pack, taken out and brought in in the same columns.

A file is read without changing anything, every row is told what would become of it, and it is applied as a whole or not
at all. Stock has no column: it is kept by lots and counted in the table of prices.
"""
