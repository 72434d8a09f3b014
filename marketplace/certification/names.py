"""A key by which two spellings of one name are the same, and two different names are not.

Unlike searching, which ignores every mark, comparing a certificate with an offer keeps them: "Cam bù" is not "Cam bú".
What is levelled is only how the same words can be typed: letter case, Unicode form, where the tone mark stands ("hoà",
"hòa"), spaces and punctuation.
"""

from functools import lru_cache

from marketplace.kernel.text import marked_key


@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """``text`` as words in lower case with their marks: "Cam Hoà" and "cam  HÒA" have one key."""
    return marked_key(text)
