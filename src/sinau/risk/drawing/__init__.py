"""Pictures of risks as plain SVG: plain records in, SVG out.

No colour without a word or a number beside it, no script, no style attribute. Every picture is drawn for
360 units of width, so that its letters can be read on a phone; the words of a page are given by the caller.

- `journey`  the way of one risk over the matrix
- `cells`    the matrix as probabilities, of one risk or of many
- `curve`    the chance of losing more than each size, with its band and the tolerance
- `fan`      what is believed of a rate over the years, and the incidents that taught it
- `bowtie`   threats, the event, what follows, and the controls between them
- `web`      causes, services and agencies, and how much of the worst years runs along each line
- `dots`     a matrix of shares as circles
- `spans`    ranges of people or risks on one scale, with a target
- `icons`    a hundred years of which some are struck
"""

from sinau.risk.drawing.journey import Mark, journey

__all__ = ["Mark", "journey"]
