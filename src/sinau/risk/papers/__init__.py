"""Papers of risk: notices of incidents, and forms 1.0 to 5.0 of a register as page, PDF and Excel."""
