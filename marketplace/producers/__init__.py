"""Producers: OCOP subjects (chủ thể) with their identity, address, papers and standing.

Owns who a seller is and which papers it holds. Whether a product may be sold is not decided here but by the gate of
``certification``, which is told the facts that ``queries`` gathers.
"""
