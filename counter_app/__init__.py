"""The returns and courtesy desk: see docs/DECISIONS.md for how the house is built."""
