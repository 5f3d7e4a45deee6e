"""What can go wrong with a store on a server, said so that a person can mend it.

`place` is the address as it may be shown: without user and password. Words of the server are cut short.
"""

from __future__ import annotations

from ontology.errors import BackendUnavailable, CancuError, QueryLimit, QueryNotUnderstood, StoreDamaged, UsageError
from queries.stores.credentials import PASSWORD, USER

_TIMED_OUT = (408, 503, 504)
_NOT_THERE = (404, 405, 410, 501)
_NOT_UNDERSTOOD = (400, 406, 422)
_TOO_LARGE = (413, 414)


def unreachable(place: str, detail: str) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place}: máy chủ không trả lời ({detail}). Kiểm tra địa chỉ và máy chủ đang chạy, rồi chạy lại: "
        "những gì đã ghi vẫn còn.",
        f"{place}: the server does not answer ({detail}). Check the address and that the server runs, then run again: "
        "what was written stays.",
    )


def foreign(place: str, detail: str) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place}: câu trả lời không phải của máy chủ SPARQL ({detail}). Kiểm tra địa chỉ.",
        f"{place}: the answer is not that of a SPARQL server ({detail}). Check the address.",
    )


def redirected(place: str, target: str) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place}: máy chủ chuyển sang {target}; mật khẩu và dữ liệu không được gửi theo. Nếu tin nơi đó, "
        "đặt nó làm địa chỉ kho.",
        f"{place}: the server points to {target}; neither password nor data are sent there. If you trust it, "
        "make it the store's address.",
    )


def denied(place: str, status: int, challenge: str) -> BackendUnavailable:
    scheme = challenge.split(" ", 1)[0].lower()
    if scheme and scheme != "basic":
        return BackendUnavailable(
            f"{place}: máy chủ đòi xác thực kiểu {scheme}; chỉ gửi được kiểu basic. Đổi cấu hình máy chủ.",
            f"{place}: the server asks for {scheme} authentication; only basic can be sent. Change the server's "
            "configuration.",
        )
    return BackendUnavailable(
        f"{place}: máy chủ từ chối người dùng này ({status}): sai tên, sai mật khẩu hoặc không được quyền. "
        f"Đặt {USER} và {PASSWORD}.",
        f"{place}: the server refuses this user ({status}): wrong name, wrong password or no right. "
        f"Set {USER} and {PASSWORD}.",
    )


def not_there(place: str, target: str, status: int) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place}: máy chủ không có {target} ({status}). Kiểm tra tên bộ dữ liệu và máy chủ cho phép việc này; "
        "đường dẫn khác: ?query=…&update=…&data=…",
        f"{place}: the server has no {target} ({status}). Check the dataset's name and that the server allows this; "
        "other paths: ?query=…&update=…&data=…",
    )


def too_large(place: str, status: int) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place}: máy chủ không nhận yêu cầu lớn như vậy ({status}). Tăng giới hạn của máy chủ, rồi chạy lại.",
        f"{place}: the server does not take a request this large ({status}). Raise its limit, then run again.",
    )


def in_trouble(place: str, status: int, told: str) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place}: máy chủ báo lỗi {status}: {told}. Xem nhật ký của máy chủ, rồi chạy lại.",
        f"{place}: the server reports error {status}: {told}. Look into its log, then run again.",
    )


def not_understood(place: str, told: str) -> QueryNotUnderstood:
    return QueryNotUnderstood(
        f"{place}: máy chủ không hiểu câu truy vấn: {told}",
        f"{place}: the server does not understand the query: {told}",
    )


def over_time(place: str, seconds: float) -> QueryLimit:
    return QueryLimit(
        f"{place}: quá {seconds:g} giây nên truy vấn bị dừng. Thu hẹp câu hỏi hoặc tăng --timeout.",
        f"{place}: the query took more than {seconds:g} seconds and was stopped. Narrow it down or raise --timeout.",
    )


def stopped(place: str, told: str) -> QueryLimit:
    return QueryLimit(
        f"{place}: máy chủ dừng truy vấn ({told}). Thu hẹp câu hỏi, hoặc chờ máy chủ bớt việc rồi chạy lại.",
        f"{place}: the server stopped the query ({told}). Narrow it down, or run again when the server is less busy.",
    )


def too_much(place: str, most: int) -> QueryLimit:
    return QueryLimit(
        f"{place}: câu trả lời hơn {most >> 20} MB. Thu hẹp câu hỏi.",
        f"{place}: the answer is larger than {most >> 20} MB. Narrow it down.",
    )


def missing(place: str) -> StoreDamaged:
    return StoreDamaged(
        f"{place}: chưa có dữ liệu của Căn cứ. Nạp văn bản trước: cancu load TỆP…",
        f"{place}: holds nothing of this program yet. Load documents first: cancu load FILE…",
    )


def apart(place: str) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place}: đồ thị mặc định của máy chủ không gồm các đồ thị có tên. Bật việc đó trên máy chủ; với Fuseki: "
        "--tdb2 --set tdb2:unionDefaultGraph=true",
        f"{place}: the server's default graph does not hold its named graphs together. Turn that on at the server; "
        "with Fuseki: --tdb2 --set tdb2:unionDefaultGraph=true",
    )


def bad_address(place: str, detail_vi: str, detail_en: str) -> UsageError:
    return UsageError(
        f"{place}: {detail_vi}. Viết như sparql+http://MÁY:CỔNG/BỘ-DỮ-LIỆU hoặc …?query=…&update=…&data=….",
        f"{place}: {detail_en}. Write it like sparql+http://HOST:PORT/DATASET or …?query=…&update=…&data=….",
    )


def of_status(place: str, target: str, status: int, told: str, *, asking: bool) -> CancuError:
    """What a status other than success and 401 or 403 means; `asking` where a query was sent, no update."""
    if status in _NOT_THERE:
        return not_there(place, target, status)
    if status in _TOO_LARGE:
        return too_large(place, status)
    if asking and status in _TIMED_OUT:
        return stopped(place, f"{status}: {told}")
    if asking and status in _NOT_UNDERSTOOD:
        return not_understood(place, told or str(status))
    return in_trouble(place, status, told)
