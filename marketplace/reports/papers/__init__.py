"""Owns what an officer decides as a paper for the file: the electronic record in the layout of an office's paper. Each
says that it is a print of a record, with its code; none is the signed decision itself. Vietnamese whatever the reader
of the screen speaks: ask for one within ``speaking("vi")``.
"""
