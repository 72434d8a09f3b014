"""Where things stand on a sheet: title, header, sub-headings, rows, footer, and which column holds what."""
