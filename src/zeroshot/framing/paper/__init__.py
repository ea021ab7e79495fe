"""What a crew takes to the set on paper: plans with their cuts, and how a shot is put up."""
