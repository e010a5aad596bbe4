// Our Source as Poppler's BaseStream. All streams of one document share the Source and remember the first trouble in reading it.
#pragma once
#include <poppler-config.h>

#include <Object.h>
#include <Stream.h>

#include <memory>
#include <optional>

#include "assay/source.h"

namespace assay::extract::pdf {

/// What the streams of one document have in common. The Source outlives the document.
struct SharedInput {
  Source* source = nullptr;
  std::uint64_t size = 0;
  std::optional<Trouble> trouble;
};

class SourceStream final : public BaseSeekInputStream {
 public:
  SourceStream(std::shared_ptr<SharedInput> input, Goffset start_at, bool is_limited, Goffset size, Object&& dictionary);
  ~SourceStream() override;
  BaseStream* copy() override;
  Stream* makeSubStream(Goffset start_at, bool is_limited, Goffset size, Object&& dictionary) override;

 private:
  Goffset currentPos() const override { return at_; }
  void setCurrentPos(Goffset offset) override { at_ = offset; }
  Goffset read(char* out, Goffset size) override;

  std::shared_ptr<SharedInput> input_;
  Goffset at_ = 0;
};

}  // namespace assay::extract::pdf
