"""Figures on development data, held to floors that only go up."""
