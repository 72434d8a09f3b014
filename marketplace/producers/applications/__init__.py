"""Applications (hồ sơ đăng ký bán): how somebody becomes a producer.

Owns what an applicant has typed and uploaded, what is still missing by the rules of the day, and the way of an
application through the hands of two officers. An approved one has become a verified producer; it stays as evidence.
"""
