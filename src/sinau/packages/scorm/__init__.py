"""SCORM 1.2 and 2004 as pure functions: manifests, and the run-time data model."""
