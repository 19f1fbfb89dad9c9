"""The documents themselves, restated in our own words; one file each."""
