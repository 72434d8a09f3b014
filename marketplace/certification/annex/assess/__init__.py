"""What is wrong with each row, who has to look at it, and which rows may enter the register. Pure."""
