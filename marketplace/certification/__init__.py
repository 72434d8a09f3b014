"""The state's register of recognised products, and the gate that says what may be sold.

Owns regimes, product sets, recognitions (decision, star, dates, scores), suspensions and revocations, and the one
pure function :func:`marketplace.certification.gate.evaluate`. A recognition exists whether or not anything is sold
here.
"""
