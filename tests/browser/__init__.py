"""The way of real work in real Chromium, on a telephone and on a desk."""
