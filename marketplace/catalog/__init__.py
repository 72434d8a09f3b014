"""The catalogue: products, their packs and prices, the moderation of what is said about them, and the listing.

What is on sale is never stored as truth: the gate of ``certification`` says so at the instant it is asked. The listing
is a hint with the instants between which it holds, kept by the same transactions that change what it is made of.
"""
