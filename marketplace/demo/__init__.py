"""Owns the demo market: what ``flask marketplace demo`` builds through the services, every bit of it marked DEMO.

The 102 products, their makers' names and places are of public sources; every number, date, price, paper, person and
state beside them is invented. A state that speaks against a maker stands only on made-up makers and products.
"""
