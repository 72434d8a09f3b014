"""What is done about products, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "catalog.products.joined": Message("Chuyển sản phẩm khi gộp chủ thể"),
    "catalog.image.added": Message("Thêm ảnh sản phẩm"),
    "catalog.image.removed": Message("Bỏ ảnh sản phẩm"),
    "catalog.image.reordered": Message("Xếp lại ảnh sản phẩm"),
    "catalog.image.replaced": Message("Thay ảnh sản phẩm"),
    "catalog.import.applied": Message("Áp dụng bảng sản phẩm"),
    "catalog.import.uploaded": Message("Tải bảng sản phẩm lên"),
    "catalog.pack.added": Message("Thêm quy cách"),
    "catalog.pack.edited": Message("Sửa quy cách"),
    "catalog.pack.resumed": Message("Bán lại quy cách"),
    "catalog.pack.stopped": Message("Ngừng bán quy cách"),
    "catalog.paper.added": Message("Thêm giấy của sản phẩm"),
    "catalog.paper.replaced": Message("Thay giấy của sản phẩm"),
    "catalog.paper.verified": Message("Đối chiếu giấy của sản phẩm"),
    "catalog.paper.withdrawn": Message("Bỏ giấy của sản phẩm"),
    "catalog.price.changed": Message("Đổi giá"),
    "catalog.product.approved": Message("Duyệt cho bán sản phẩm"),
    "catalog.product.drafted": Message("Tạo bản nháp sản phẩm"),
    "catalog.product.edited": Message("Sửa sản phẩm"),
    "catalog.product.hidden": Message("Ẩn sản phẩm"),
    "catalog.product.recognition_attached": Message("Gắn sản phẩm vào bản ghi công nhận"),
    "catalog.product.rejected": Message("Trả lại bản nháp sản phẩm"),
    "catalog.product.retired": Message("Thôi bán sản phẩm"),
    "catalog.product.submitted": Message("Trình duyệt sản phẩm mới"),
    "catalog.product.taken_back": Message("Rút lại sản phẩm đã trình"),
    "catalog.product.unhidden": Message("Hiện lại sản phẩm"),
    "catalog.products.exported": Message("Xuất danh sách sản phẩm"),
    "catalog.revision.approved": Message("Duyệt bản sửa sản phẩm"),
    "catalog.revision.rejected": Message("Trả lại bản sửa sản phẩm"),
    "catalog.revision.submitted": Message("Trình duyệt bản sửa sản phẩm"),
    "catalog.revision.withdrawn": Message("Rút bản sửa sản phẩm"),
}
