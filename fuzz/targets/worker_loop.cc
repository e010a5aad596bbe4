// A worker whose host is a stranger: any bytes on its socket, with a document along.
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cstring>

#include "base/io.h"
#include "extract/extractor.h"
#include "isolate/worker_loop.h"
#include "support/input.h"
#include "support/target.h"
#include "support/temp_file.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {

/// Delivers a bit of everything, whatever the document is.
Result<Done, Trouble> read_some(Source& source, const extract::PartInfo& part, extract::Sink& sink) {
  const auto bytes = base::read_all(source, 4096);
  if (!bytes.ok()) return bytes.error();
  sink.text("text", extract::Anchor{.field = part.charset});
  base::MemorySource child(bytes.value());
  if (!sink.child(extract::ChildInfo{.name = part.name, .media_type = part.media_type}, child)) return Done{};
  sink.gap(GapClass::kContent, Reason::kTruncated, {}, nullptr, "detail");
  return Done{};
}

/// As Channel::send_with_descriptor does, but for any bytes.
void send_with(int socket, std::string_view bytes, int descriptor) {
  iovec piece{const_cast<char*>(bytes.data()), bytes.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  require(sendmsg(socket, &message, MSG_NOSIGNAL) >= 0, "bytes can be sent");
}

}  // namespace

void fuzz_worker_loop(std::string_view bytes) {
  static const extract::Extractor extractor{"any", {"text"}, extract::Access::kForward, read_some};
  int pair[2];
  require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0, "there are sockets");
  // First byte: how many bytes carry a descriptor along. The socket's buffer is larger than any input.
  Input input(bytes);
  const std::size_t with = std::min<std::size_t>(input.below(64), input.rest().size());
  isolate::Descriptor host(pair[0]);
  const TempFile document("a document\n");
  if (with != 0) send_with(host.get(), input.rest().substr(0, with), document.descriptor());
  if (with < input.rest().size())
    require(send(host.get(), input.rest().data() + with, input.rest().size() - with, MSG_NOSIGNAL) >= 0, "bytes can be sent");
  shutdown(host.get(), SHUT_WR);
  const isolate::WorkerRow row{&extractor, {}};
  isolate::serve(isolate::Descriptor(pair[1]), {&row, 1});
}

}  // namespace assay::fuzz
