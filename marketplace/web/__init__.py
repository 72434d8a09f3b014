"""What storefront and admin share: the root blueprint, who may call a view, the request's actor, answers to errors."""
