"""The council's own settings."""

NAME = "Uỷ ban nhân dân xã"
