"""How Sinau looks and behaves: the base page, components, tokens and CSS layers, icons, charts drawn on the server, and the gallery.

Words it owns: component, token, theme, chart.
"""
