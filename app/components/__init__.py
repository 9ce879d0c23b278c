"""What screens are drawn with: they get models or plain values, and know neither the pipeline nor the session."""
