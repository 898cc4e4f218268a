import numpy as np

sizes = [3, 4, 5]
