"""What a person is told: notices in the application and by other channels.

Words it owns: notice, channel.
"""
