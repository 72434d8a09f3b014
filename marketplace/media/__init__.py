"""Uploaded pictures and scanned papers: what is kept, the sizes cut from it, and the provenance badge.

Owns ``mkt_media_image`` and ``mkt_media_file`` and the ``storage`` port. What an upload *means* (the photo of a
product, the scan of a decision) and who may add or see it is known to the domain that refers to it.
"""
