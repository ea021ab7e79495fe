"""Find shots: make camera set-ups by the thousand from what is asked, judge them all, keep the best dozen."""
