#include "extract/pdf/source_stream.h"

#include <algorithm>
#include <utility>

namespace assay::extract::pdf {

SourceStream::SourceStream(std::shared_ptr<SharedInput> input, Goffset start_at, bool is_limited, Goffset size,
                           Object&& dictionary)
    : BaseSeekInputStream(start_at, is_limited, size, std::move(dictionary)), input_(std::move(input)) {}

SourceStream::~SourceStream() { close(); }

BaseStream* SourceStream::copy() { return new SourceStream(input_, start, limited, length, dict.copy()); }

Stream* SourceStream::makeSubStream(Goffset start_at, bool is_limited, Goffset size, Object&& dictionary) {
  return new SourceStream(input_, start_at, is_limited, size, std::move(dictionary));
}

Goffset SourceStream::read(char* out, Goffset size) {
  if (input_->trouble || at_ < 0 || size <= 0 || static_cast<std::uint64_t>(at_) >= input_->size) return 0;
  const std::uint64_t left = input_->size - static_cast<std::uint64_t>(at_);
  const std::size_t want = static_cast<std::size_t>(std::min<std::uint64_t>(left, static_cast<std::uint64_t>(size)));
  const auto got = input_->source->read_at(static_cast<std::uint64_t>(at_), {out, want});
  if (!got.ok()) {
    input_->trouble = got.error();
    return 0;
  }
  at_ += static_cast<Goffset>(got.value());
  return static_cast<Goffset>(got.value());
}

}  // namespace assay::extract::pdf
