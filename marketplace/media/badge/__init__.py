"""The provenance badge: what the register says of a product just now, drawn for other sites, papers and posters.

``view.BadgeView`` in, ``svg.draw`` or ``png.draw`` out. Both draw the same plan from the same outlines, so they look
alike everywhere, with no font on the reader's machine. It is a house-number plate with drawn stars, and shares nothing
with the protected OCOP mark: no round emblem, no green and orange letters, no leaf.
"""
