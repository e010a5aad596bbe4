#include "isolate/feed.h"

#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace assay::isolate {

Feed::Feed(Descriptor socket, Source& source)
    : socket_(std::move(socket)), source_(source), block_(std::make_unique<char[]>(kChunkBytes)) {}

std::optional<Trouble> Feed::end(Trouble how) {
  socket_ = Descriptor();
  return how;
}

std::optional<Trouble> Feed::go_on() {
  if (begin_ == end_) {
    const auto got = source_.read({block_.get(), kChunkBytes});
    if (!got.ok()) return end(got.error());
    if (got.value() == 0) return end({Reason::kNone, ""});
    begin_ = 0;
    end_ = got.value();
  }
  const ssize_t sent = ::send(socket_.get(), block_.get() + begin_, end_ - begin_, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && errno != EAGAIN && errno != EINTR) return end({Reason::kNone, ""});  // it does not want the rest
  if (sent > 0) {
    begin_ += static_cast<std::size_t>(sent);
    sent_ += static_cast<std::size_t>(sent);
  }
  return std::nullopt;
}

}  // namespace assay::isolate
