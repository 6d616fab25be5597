# What of pyusb is used here.
from usb import core as core
