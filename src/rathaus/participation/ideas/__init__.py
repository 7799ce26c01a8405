"""Ideas (Ideen): a public record with a number, from anyone, and the stations of its way.

Owns who supports, comments and follows, moderation, merging, and the promise of a first answer. Later stages (workshop,
committee, project) push what they did down as stations; every idea can say at any time where it stands, and why.
"""
