"""cmi5 (Quartz, 1st edition) as pure functions: course structures in, findings and sentences out."""
