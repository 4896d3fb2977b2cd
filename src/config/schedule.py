"""Everything that runs by itself, in words. Each entry is a cron line and a job of an app."""
