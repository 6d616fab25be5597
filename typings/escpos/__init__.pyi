# What of python-escpos 3.1 is used here.
