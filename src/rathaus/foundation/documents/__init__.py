"""Documents (Dokumente): what people send in and what the town hall writes.

Uploads are judged by their content and freed of what they hide; files rest sealed on disk or in a bucket, durable
before the row that promises them. Letters are typst, their data never read as source: one PDF that is accessible
(PDF/UA-1) and archivable (PDF/A-3a), with the answers embedded. What came from outside is withheld until it was scanned
for malware; who may see a file is decided by whoever hands it out.
"""
