"""What can go wrong between us and a Neo4j, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ssl import SSLError

from neo4j import exceptions as driver

from ontology.errors import (
    BackendUnavailable,
    CancuError,
    QueryLimit,
    QueryNotUnderstood,
    StoreDamaged,
    UsageError,
)
from queries.stores.bolt.address import Place
from queries.stores.credentials import PASSWORD, USER
from queries.stores.failures import only_reads, words

_ENCRYPTION = ("BoltSecurityError", "SSLError", "SSLCertVerificationError")
_NOT_BOLT = ("looks like HTTP", "incomplete handshake", "does not support communication with this driver")
_OVER_TIME = ("TransactionTimedOut", "LockClientStopped", "TransactionTerminated", "Transaction.Terminated")
_OVER_MEMORY = ("OutOfMemory", "OutOfMemoryError", "StackOverFlow")
_READ_ONLY = ("NotALeader", "ReadOnly")


def of_server(place: Place, error: BaseException) -> CancuError:
    """What an exception of the driver means for whoever asked."""
    if isinstance(error, CancuError):
        return error
    if isinstance(error, driver.Neo4jError):
        return _said_by_server(place, error)
    chain = list(_chain(error))
    if any(type(each).__name__ in _ENCRYPTION or isinstance(each, SSLError) for each in chain):
        return _encryption(place)
    if any(sign in str(each) for each in chain for sign in _NOT_BOLT):
        return _not_neo4j(place)
    if any(isinstance(each, driver.WriteServiceUnavailable) for each in chain):
        return _read_only(place)
    if any(isinstance(each, (TimeoutError, driver.ConnectionAcquisitionTimeoutError)) for each in chain):
        return _slow(place)
    if isinstance(error, driver.ConfigurationError):
        return UsageError(f"{place.shown}: {error}", f"{place.shown}: {error}")
    return gone(place)


def _said_by_server(place: Place, error: driver.Neo4jError) -> CancuError:
    code = error.code or ""
    for signs, meaning in _BY_CODE:
        if any(sign in code for sign in signs):
            return meaning(place)
    told = words((error.message or "").encode(), place.password)
    if isinstance(error, driver.ClientError) and ".Statement." in code:
        return QueryNotUnderstood(f"Không hiểu câu truy vấn: {told}", f"The query is not understood: {told}")
    return _refused(place, f"{code}: {told}")


def is_over_time(error: driver.Neo4jError) -> bool:
    """Whether the server stopped a transaction because its time was over."""
    return any(sign in (error.code or "") for sign in _OVER_TIME)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and those behind it; the driver groups what several members of a cluster answered."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for each in error.exceptions:
                yield from _chain(each)
        error = error.__cause__


def gone(place: Place) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place.shown}: không kết nối được hoặc kết nối bị ngắt. Kiểm tra địa chỉ và máy chủ Neo4j, rồi chạy lại.",
        f"{place.shown}: cannot be reached, or the connection broke. Check the address and the server, then run again.",
    )


def _slow(place: Place) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place.shown}: máy chủ không trả lời kịp. Kiểm tra máy chủ Neo4j và đường mạng, rồi chạy lại.",
        f"{place.shown}: the server does not answer in time. Check the Neo4j server and the network, then run again.",
    )


def _wrong_password(place: Place) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place.shown}: sai tên người dùng hoặc mật khẩu. Đặt {USER} và {PASSWORD}.",
        f"{place.shown}: wrong user or password. Set {USER} and {PASSWORD}.",
    )


def _forbidden(place: Place) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place.shown}: người dùng này không đủ quyền. Dùng người dùng khác hoặc xin cấp quyền.",
        f"{place.shown}: this user lacks the rights. Take another user, or have the rights granted.",
    )


def _no_database(place: Place) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place.shown}: máy chủ không có cơ sở dữ liệu này. Sửa tên sau địa chỉ, hoặc bỏ đi để dùng mặc định.",
        f"{place.shown}: the server has no such database. Mend the name after the address, or leave it out.",
    )


def _encryption(place: Place) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place.shown}: hai bên không thống nhất về mã hóa. Máy chủ có TLS thì dùng +s (hoặc +ssc), không thì bỏ đi.",
        f"{place.shown}: the two sides do not agree on encryption. Use +s (or +ssc) for a server with TLS, else not.",
    )


def _not_neo4j(place: Place) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place.shown}: ở cổng này không phải Neo4j (Bolt), hoặc máy chủ đòi mã hóa. Cổng thường là 7687; thử +s.",
        f"{place.shown}: this port does not speak Bolt, or wants encryption. The port usually is 7687; try +s.",
    )


def _read_only(place: Place) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place.shown}: máy này chỉ cho đọc. Với cụm máy chủ hãy dùng neo4j:// để đến máy ghi được.",
        f"{place.shown}: this member only reads. For a cluster use neo4j://, which finds the one that writes.",
    )


def _over_memory(_: Place) -> QueryLimit:
    return QueryLimit(
        "Truy vấn cần quá nhiều bộ nhớ của máy chủ. Thu hẹp câu hỏi.",
        "The query needs more memory than the server has. Narrow it down.",
    )


def _over_time(_: Place) -> QueryLimit:
    return QueryLimit(
        "Truy vấn quá thời hạn nên máy chủ đã dừng. Thu hẹp câu hỏi.",
        "The query ran out of time and the server stopped it. Narrow it down.",
    )


def _refused(place: Place, detail: str) -> BackendUnavailable:
    return BackendUnavailable(
        f"{place.shown}: máy chủ không làm được ({detail}). Chạy lại; nếu vẫn vậy, xem nhật ký của Neo4j.",
        f"{place.shown}: the server could not do it ({detail}). Run again; if it stays so, see the log of Neo4j.",
    )


def foreign(place: Place) -> StoreDamaged:
    return StoreDamaged(
        f"{place.shown}: đã có dữ liệu khác, không phải kho của Căn cứ. Chọn cơ sở dữ liệu khác.",
        f"{place.shown}: holds something else, not a store of this program. Name another database.",
    )


def incompatible(place: Place, schema: object) -> StoreDamaged:
    return StoreDamaged(
        f"{place.shown}: kho của phiên bản khác (schema {schema}). Xóa dữ liệu trong đó rồi nạp lại.",
        f"{place.shown}: a store of another version (schema {schema}). Empty the database, then load again.",
    )


_BY_CODE: tuple[tuple[tuple[str, ...], Callable[[Place], CancuError]], ...] = (
    (("Security.Forbidden",), _forbidden),
    (("Neo.ClientError.Security.",), _wrong_password),
    (("DatabaseNotFound",), _no_database),
    (_OVER_TIME, _over_time),
    (_OVER_MEMORY, _over_memory),
    (("Statement.AccessMode",), lambda _: only_reads()),
    (_READ_ONLY, _read_only),
)
