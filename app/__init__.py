"""The Streamlit app: a researcher's day on one study, on the flow and the store's reads only."""
