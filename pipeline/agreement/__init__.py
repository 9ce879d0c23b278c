"""How far coders agree, in figures that are what they are called, and how a disagreement is settled without losing a reading."""
