"""What a finding rests on: who says it, who contradicts it, who was never asked, and which passages might say otherwise."""
