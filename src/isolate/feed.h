// Passes a document that can only be read once on to a worker, as far as there is room, without ever waiting for it.
// Threads: one.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "assay/source.h"
#include "isolate/channel.h"

namespace assay::isolate {

class Feed {
 public:
  /// `source` outlives this.
  Feed(Descriptor socket, Source& source);
  /// Where to wait for room; -1: everything was passed on.
  int descriptor() const { return socket_.get(); }
  /// There is room, or was: reads and sends once. At the end of the document it closes the socket and says how it ended.
  std::optional<Trouble> go_on();
  std::uint64_t sent() const { return sent_; }

 private:
  std::optional<Trouble> end(Trouble how);

  Descriptor socket_;
  Source& source_;
  std::unique_ptr<char[]> block_;
  std::size_t begin_ = 0, end_ = 0;  // what of the block waits
  std::uint64_t sent_ = 0;
};

}  // namespace assay::isolate
