"""Making the shipped gazetteer from open facts."""
