"""The standalone site: the smallest host of the marketplace."""
