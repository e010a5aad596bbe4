# What makes a memory bug a crash rather than a way in. tests/faults/hardening_test.sh reads it back from the programs. The switch
# is there to measure its price (bench/README.md), not to ship without.
option(ASSAY_HARDEN "Stack protector, fortified libc calls, PIE, RELRO, control flow marks" ON)
include(CheckCXXCompilerFlag)
include(CheckPIESupported)

check_pie_supported(LANGUAGES CXX)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(ASSAY_HARDEN)
  target_compile_options(assay_flags INTERFACE -fstack-protector-strong)
  foreach(flag IN ITEMS -fcf-protection=full -fstack-clash-protection)  # x86 knows both; elsewhere what there is
    string(MAKE_C_IDENTIFIER "ASSAY_HAS${flag}" known)
    check_cxx_compiler_flag(${flag} ${known})
    if(${known})
      target_compile_options(assay_flags INTERFACE ${flag})
    endif()
  endforeach()
  if(NOT ASSAY_SANITIZE)  # sanitizers check the same calls themselves, and better
    target_compile_options(assay_flags INTERFACE
      $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE> $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-D_FORTIFY_SOURCE=3>)
  endif()
  target_link_options(assay_flags INTERFACE -Wl,-z,relro,-z,now -Wl,-z,noexecstack)
endif()
