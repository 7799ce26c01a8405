/* What scripts add to pages that work without them; each part finds its own elements. */
