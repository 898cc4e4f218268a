"""Natural logarithms, rounded correctly: computed with 60 digits, then rounded once. JSON in, JSON out."""

import json
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60
json.dump([float(Decimal(x).ln()) for x in json.load(sys.stdin)], sys.stdout)
