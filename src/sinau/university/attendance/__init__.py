"""Proof of being in the room: a code that changes every few seconds, and when it counts.

Pure functions over plain values; the caller brings the key and the time. Words owned here:
RoomCode (what the screen shows), Receipt (that somebody scanned in time), Window (when
a scan counts).
"""
