"""What is done with the log and the jobs themselves, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "kernel.audit.exported": Message("Xuất nhật ký"),
    "kernel.job.retried": Message("Làm lại việc nền"),
    "kernel.jobs.retried": Message("Làm lại các việc nền hỏng"),
    "kernel.jobs.exported": Message("Xuất danh sách việc nền"),
}
