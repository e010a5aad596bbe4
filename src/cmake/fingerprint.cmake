# cmake -DOUTPUT=FILE -DROOM=NAME "-DSOURCES=A;B" -P fingerprint.cmake: a header with a digest of the sources.
set(all "")
foreach(source IN LISTS SOURCES)
  file(SHA256 "${source}" digest)
  string(APPEND all "${digest}\n")
endforeach()
string(SHA256 digest "${all}")
file(WRITE "${OUTPUT}" "// Made by src/cmake/fingerprint.cmake.
#pragma once

namespace assay::${ROOM} {

/// Of the sources that decide what a cache holds: an entry of other sources is none of ours.
inline constexpr char kFingerprint[] = \"${digest}\";

}  // namespace assay::${ROOM}
")
