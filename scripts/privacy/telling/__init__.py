"""Of whom a text says something: facts that hurt when told, and the grammar that tells a named person from others.

``told_of`` reads a text for one person and yields what is said of that person or of their family. What is said of
others who stay unnamed (一位老人, 邻居, 王某) is not theirs, nor is what is only spoken of (癌症防治, 残疾人联合会).
"""

from scripts.privacy.telling.about import About
from scripts.privacy.telling.holder import told_of

__all__ = ["About", "told_of"]
