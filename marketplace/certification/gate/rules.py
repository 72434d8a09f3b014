"""The sixteen rules by code, with what each asks. What they find is in the ``*_rules`` modules beside."""

from typing import Final

from marketplace.certification.gate.verdict import Rule, Severity
from marketplace.kernel.i18n import Message

G01: Final = Rule("G01", Message("Có giấy chứng nhận đầy đủ"))
G02: Final = Rule("G02", Message("Hạng sao từ 3 đến 5"))
G03: Final = Rule("G03", Message("Đúng cơ quan có quyền công nhận"))
G04: Final = Rule("G04", Message("Còn trong 36 tháng"))
G05: Final = Rule("G05", Message("Không bị đình chỉ, không bị thu hồi"))
G06: Final = Rule("G06", Message("Hàng bán đúng sản phẩm và quy cách trong giấy"))
G07: Final = Rule("G07", Message("Số điểm khớp hạng sao"))
G08: Final = Rule("G08", Message("Đủ điểm tối thiểu của từng tiêu chí"), Severity.WARN)
G09: Final = Rule("G09", Message("Mã số sản phẩm đúng mẫu"), Severity.WARN)
G10: Final = Rule("G10", Message("An toàn thực phẩm còn hạn"))
G11: Final = Rule("G11", Message("Chủ thể có đăng ký kinh doanh và mã số thuế"))
G12: Final = Rule("G12", Message("Có phiếu kiểm nghiệm hoặc bản công bố chất lượng"))
G13: Final = Rule("G13", Message("Đủ thông tin bắt buộc khi bán qua mạng"))
G14: Final = Rule("G14", Message("Điều kiện riêng của rượu, thuốc, mỹ phẩm, động vật sống, chỉ dẫn địa lý"))
G15: Final = Rule("G15", Message("Bằng chứng đủ tin cậy, đã có người thứ hai duyệt"))
G16: Final = Rule("G16", Message("Chỉ gắn sao và quảng bá khi được bán"), Severity.CONSEQUENCE)

RULES: Final = (G01, G02, G03, G04, G05, G06, G07, G08, G09, G10, G11, G12, G13, G14, G15, G16)
