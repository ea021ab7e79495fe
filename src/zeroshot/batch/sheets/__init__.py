"""Sheets: many shots on paper: contact sheets, set-up cards for the crew, and shot lists."""
