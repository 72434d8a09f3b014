"""The import of recognitions from the annexes (phụ lục) that provinces publish with their decisions.

Owns the import batches: a file somebody uploaded, how its columns were read, what was found wrong with each row, and
who confirmed it. From bytes to findings everything is pure (``reading``, ``layout``, ``values``, ``assess``); only
``services``, ``queries``, ``models`` and ``lookup`` know the database. Nothing enters the register before an officer
other than the one who uploaded the file has confirmed the batch.
"""
