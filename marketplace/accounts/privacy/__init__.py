"""What people may ask about their own data: a copy, erasure, restriction; and what we owe them and the authorities."""
