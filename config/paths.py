"""Where the account pages live."""

PATHS = {
    "login": "/dang-nhap",
    "land": "/vao-cho",
    "leave": "/dang-xuat",
    "register": "/dang-ky",
    "confirm": "/xac-nhan",
    "forgot": "/quen-mat-khau",
    "reset": "/dat-lai-mat-khau",
    "change": "/doi-mat-khau",
    "verify": "/xac-minh",
    "second_factor": "/bao-mat-hai-lop",
    "sessions": "/noi-dang-nhap",
    "code": "/nhap-ma",
    "recovery": "/dung-ma-khoi-phuc",
}
