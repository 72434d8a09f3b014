"""Inspection (hậu kiểm) of recognised products and what follows from it: proposals to revoke, misuse, appeals.

Owns the minutes of inspections with their evidence, the case that a failed one begins until the right authority has
decided, products that carry the mark without a recognition, complaints of producers against being stopped or revoked,
and the report on recognitions that look too good (26/2026/QĐ-TTg arts. 8–10). Whether a product can be sold is not
decided here but by the gate: a case stops, lifts and revokes through the register's own verbs.
"""
