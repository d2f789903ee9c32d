# What `cmake --install` puts where: the tools into bin, the archives, the
# runtime and the dialect plugin into lib, the headers (written and generated)
# into include, and a package file for find_package(Snow).
#
# Include it at the end of the top CMakeLists.txt. It finds the targets by
# folder, so a new library or tool needs no change here.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# All targets of a folder and the folders below it.
function(snow_collect_targets result folder)
  get_property(found DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
  get_property(below DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
  foreach(child IN LISTS below)
    snow_collect_targets(more "${child}")
    list(APPEND found ${more})
  endforeach()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

set(SNOW_INSTALLED_ARCHIVES)
set(SNOW_INSTALLED_PLUGIN)
get_property(built_folders DIRECTORY PROPERTY SUBDIRECTORIES)
foreach(folder runtime lib tools)
  if(NOT "${PROJECT_SOURCE_DIR}/${folder}" IN_LIST built_folders)
    continue()
  endif()
  snow_collect_targets(targets "${PROJECT_SOURCE_DIR}/${folder}")
  foreach(target IN LISTS targets)
    get_target_property(kind ${target} TYPE)
    get_target_property(by_hand ${target} EXCLUDE_FROM_ALL)
    if(by_hand)
      continue()
    endif()
    if(kind STREQUAL "STATIC_LIBRARY")
      install(TARGETS ${target} ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
      if(folder STREQUAL "lib")
        get_target_property(name ${target} OUTPUT_NAME)
        if(NOT name)
          set(name ${target})
        endif()
        list(APPEND SNOW_INSTALLED_ARCHIVES
          "${CMAKE_STATIC_LIBRARY_PREFIX}${name}${CMAKE_STATIC_LIBRARY_SUFFIX}")
      endif()
    elseif(kind MATCHES "EXECUTABLE|MODULE_LIBRARY|SHARED_LIBRARY")
      # The tools must find the packaged libMLIR where they were linked to it.
      set_target_properties(${target} PROPERTIES
        INSTALL_RPATH_USE_LINK_PATH ON)
      install(TARGETS ${target}
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
      if(target STREQUAL "SnowDialectPlugin")
        get_target_property(prefix ${target} PREFIX)
        if(prefix MATCHES "NOTFOUND")
          set(prefix "${CMAKE_SHARED_MODULE_PREFIX}")
        endif()
        set(SNOW_INSTALLED_PLUGIN
          "${prefix}${target}${CMAKE_SHARED_MODULE_SUFFIX}")
      endif()
    endif()
  endforeach()
endforeach()

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/snow"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  FILES_MATCHING PATTERN "*.h" PATTERN "*.def" PATTERN "*.td")

if(SNOW_BUILD_COMPILER)
  install(DIRECTORY "${PROJECT_BINARY_DIR}/include/snow"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILES_MATCHING PATTERN "*.h" PATTERN "*.inc" PATTERN "*.td"
    PATTERN "CMakeFiles" EXCLUDE)

  set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/snow")
  configure_package_config_file(
    "${PROJECT_SOURCE_DIR}/cmake/SnowConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/cmake/SnowConfig.cmake"
    INSTALL_DESTINATION "${package_dir}"
    PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_BINDIR
              CMAKE_INSTALL_LIBDIR)
  write_basic_package_version_file(
    "${PROJECT_BINARY_DIR}/cmake/SnowConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
  install(FILES "${PROJECT_BINARY_DIR}/cmake/SnowConfig.cmake"
                "${PROJECT_BINARY_DIR}/cmake/SnowConfigVersion.cmake"
    DESTINATION "${package_dir}")
endif()
