"""How large a file may be. An annex of a province has tens or hundreds of rows; these limits are above that."""

MAX_BYTES = 5 * 1024 * 1024
"""Bytes of the uploaded file."""

MAX_ROWS = 1_000
"""The last row that may hold anything. The longest annexes of decisions have a few hundred products."""

MAX_COLUMNS = 100
"""The last column that may hold anything (column CV)."""

MAX_ROW_TEXT = 100_000
"""Characters of one row of a .csv file, delimiters included: the longest rows of annexes have about two thousand."""

MAX_CELLS = 100_000
"""Cells written down in one sheet, empty but formatted ones included."""

MAX_MERGED_CELLS = 200_000
"""Cells covered by merged ranges in one sheet."""

MAX_PARTS = 2_000
"""Files inside the .xlsx container."""

MAX_UNPACKED_BYTES = 48 * 1024 * 1024
"""All files of the container together, unpacked, as its own directory states it; ``container`` unpacks none further
than stated."""

MAX_TEXT = 4_000
"""Characters of one cell."""
