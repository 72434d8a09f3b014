"""Producers that are in the register twice: found by tax number and by name, told apart or joined by two officers.

Owns which names are alike, the pairs that were found, and what became of each. A joined producer stays, closed, as the
name under which its past happened; ``models.Joined`` says into which one it went.
"""
