"""evaluating."""
