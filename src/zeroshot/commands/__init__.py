"""One file for each command of `zeroshot`: it reads the arguments, calls the rooms below, and prints."""
