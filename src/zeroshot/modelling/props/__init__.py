"""Recipes of the things that float about or stand in a module. Every file says in RECIPES what it builds."""
