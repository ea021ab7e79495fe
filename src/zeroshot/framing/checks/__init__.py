"""The checks of a shot, one file for each family; `zeroshot.framing.findings` puts them together."""
