"""Search everything (Ctrl+Shift+F): sections as hits, with a live preview beside them."""
