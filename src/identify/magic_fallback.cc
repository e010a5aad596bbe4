#include "identify/magic_fallback.h"

#ifdef ASSAY_WITH_MAGIC
#include <magic.h>

#include <cerrno>
#include <memory>
#include <new>
#include <type_traits>
#endif

namespace assay::identify {

#ifdef ASSAY_WITH_MAGIC
namespace {

struct Closer {
  void operator()(magic_t handle) const { magic_close(handle); }
};
using Handle = std::unique_ptr<std::remove_pointer_t<magic_t>, Closer>;

/// What the own table decides is switched off: text, and formats inside archives.
Handle open_handle() {
  constexpr int kFlags = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_TEXT | MAGIC_NO_CHECK_ENCODING | MAGIC_NO_CHECK_TOKENS |
                         MAGIC_NO_CHECK_JSON | MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
                         MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_APPTYPE;
  Handle handle(magic_open(kFlags));
  if (handle == nullptr) throw std::bad_alloc();
  if (magic_load(handle.get(), nullptr) == 0) return handle;
  if (magic_errno(handle.get()) == ENOMEM) throw std::bad_alloc();
  return nullptr;
}

}  // namespace

std::string media_type_by_magic(std::string_view head) {
  thread_local const Handle handle = open_handle();
  if (handle == nullptr) return {};
  const char* const type = magic_buffer(handle.get(), head.data(), head.size());
  if (type == nullptr || std::string_view(type) == "application/octet-stream") return {};
  return type;
}
#else
std::string media_type_by_magic(std::string_view) { return {}; }
#endif

}  // namespace assay::identify
