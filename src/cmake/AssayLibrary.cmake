# What is installed: libassay from the objects of the rooms below it, libassay-batch, libassay-queue, the programs, the packs, and the files by
# which others find them. Included by src/CMakeLists.txt once every room is known.
option(ASSAY_INSTALL "Define what cmake --install does" ${PROJECT_IS_TOP_LEVEL})
set(ASSAY_LIBRARY_ROOMS base rulepack identify extract normalize detect classify isolate engine api report capi)

# assay_shared_library(NAME SCRIPT ROOM...): lib NAME from whole rooms; the version script keeps their insides inside.
function(assay_shared_library name script)
  set(objects)
  foreach(room IN LISTS ARGN)
    if(TARGET assay_${room})
      list(APPEND objects "$<TARGET_OBJECTS:assay_${room}>")
    endif()
  endforeach()
  string(REPLACE "-" "_" target "${name}_shared")
  string(REPLACE "assay-" "" short "${name}")
  add_library(${target} SHARED ${objects})
  add_library(assay::${short} ALIAS ${target})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} EXPORT_NAME ${short} LINKER_LANGUAGE CXX
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR} INSTALL_RPATH "$ORIGIN" LINK_DEPENDS "${script}")
  target_link_options(${target} PRIVATE "-Wl,--version-script=${script}" -Wl,--gc-sections
    "$<TARGET_PROPERTY:assay_flags,INTERFACE_LINK_OPTIONS>")
  if(NOT ASSAY_SANITIZE)
    target_link_options(${target} PRIVATE -Wl,-z,defs)
  endif()
  target_compile_features(${target} INTERFACE cxx_std_20)
  target_include_directories(${target} INTERFACE
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>" "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
endfunction()

set(exports "${CMAKE_CURRENT_LIST_DIR}/exports.map")
assay_shared_library(assay "${exports}" ${ASSAY_LIBRARY_ROOMS})
foreach(room IN LISTS ASSAY_LIBRARY_ROOMS)  # for the packages that they link; their archives add nothing to the objects above
  if(TARGET assay_${room})
    target_link_libraries(assay_shared PRIVATE assay_${room})
  endif()
endforeach()
set(libraries assay_shared)
foreach(room IN ITEMS batch queue)  # libraries of their own over the public headers
  if(NOT TARGET assay_${room})
    continue()
  endif()
  assay_shared_library(assay-${room} "${exports}" ${room})
  target_link_libraries(assay_${room}_shared PUBLIC assay_shared PRIVATE Threads::Threads)
  get_target_property(packages assay_${room} ASSAY_PACKAGES)
  foreach(package IN LISTS packages)
    target_link_libraries(assay_${room}_shared PRIVATE PkgConfig::${package})
  endforeach()
  list(APPEND libraries assay_${room}_shared)
endforeach()

if(NOT ASSAY_INSTALL)
  return()
endif()
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/assay")
install(TARGETS ${libraries} EXPORT assayTargets LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(EXPORT assayTargets NAMESPACE assay:: DESTINATION "${package_dir}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/assay" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.h")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/rules" DESTINATION "${CMAKE_INSTALL_DATADIR}/assay"
  FILES_MATCHING PATTERN "*.yaml" PATTERN "*.schema.json")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs/" DESTINATION "${CMAKE_INSTALL_DATADIR}/assay/schema"
  FILES_MATCHING PATTERN "*.schema.json")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/NOTICE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/assayConfig.cmake.in" "${CMAKE_CURRENT_BINARY_DIR}/assayConfig.cmake"
  INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/assayConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/assayConfig.cmake" "${CMAKE_CURRENT_BINARY_DIR}/assayConfigVersion.cmake"
  DESTINATION "${package_dir}")
file(RELATIVE_PATH ASSAY_PC_PREFIX "/x/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/x")
configure_file("${CMAKE_CURRENT_LIST_DIR}/assay.pc.in" "${CMAKE_CURRENT_BINARY_DIR}/assay.pc" @ONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/assay.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
