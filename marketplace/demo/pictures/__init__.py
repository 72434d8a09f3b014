"""Illustrations of the demo catalogue: who they are for, where they lie, and the program that draws them.

The WebP masters in ``webp/`` are made by ``python -m marketplace.demo.pictures.compose`` from the rows of
``scenes.csv`` and are shipped, so that building the demo needs neither the drawing program nor its art. Each carries
the words “ảnh minh hoạ” inside the picture. What may be done with them stands in ``LICENCES.md``.
"""
