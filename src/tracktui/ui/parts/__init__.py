"""What screens and windows are made of."""
