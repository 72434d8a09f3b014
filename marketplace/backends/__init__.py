"""What stands behind the ports. Chosen by a setting, imported only when chosen, by the extension alone."""
