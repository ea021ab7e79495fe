"""One recipe per module of the station. Every file here says in RECIPES what it builds."""
