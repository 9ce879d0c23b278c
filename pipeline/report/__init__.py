"""What goes back to those who spoke and to those who decide: pages, sheets, pictures and the sheet of risks."""
