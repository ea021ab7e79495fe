"""The checks of a shot, a file for each family; `findings` puts them together, `cuts` is of two shots."""
