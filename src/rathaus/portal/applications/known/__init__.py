"""What is known already of who applies: facts of her profile, and answers she gave before.

``sources`` says which facts answer which question, ``facts`` what follows for one person and one application,
``earlier`` what may be offered from her last applications. Nothing of it is ever filled in without being shown.
"""
