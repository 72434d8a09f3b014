"""Files of products to bring in."""
