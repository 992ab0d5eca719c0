"""The Tracks screen."""
