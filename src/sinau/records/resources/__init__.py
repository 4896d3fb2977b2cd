"""What stands at `/xapi/`: one module for each resource of the specification."""
