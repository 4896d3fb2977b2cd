"""The signed summary of a closing, as it is printed."""
