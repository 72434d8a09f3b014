"""Owns what people are told by mail: the port it leaves by, the texts, and the log of what was sent."""
