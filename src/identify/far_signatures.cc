#include <array>

#include "identify/identify.h"

namespace assay::identify {
namespace {
// ECMA-119, section 8.1: volume descriptors begin at sector 16; the standard identifier is their second to sixth byte.
constexpr std::array kFar{FarSignature{16 * 2048 + 1, "CD001", "iso", "application/x-iso9660-image"}};
}  // namespace

std::span<const FarSignature> far_signatures() { return kFar; }

}  // namespace assay::identify
