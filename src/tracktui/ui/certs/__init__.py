"""The Certs screen."""
