"""How notes belong together by their titles: series, continued topics, versions of one post."""
