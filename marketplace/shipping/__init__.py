"""Owns how goods travel: zones, rates, storage classes, and what it costs and takes to send a parcel."""
