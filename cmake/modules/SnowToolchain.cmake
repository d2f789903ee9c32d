# Compiler-independent settings for every target of the project: ccache, the
# linker, warnings and sanitizers.

find_program(SNOW_CCACHE ccache)
if(SNOW_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # It leaves precompiled headers alone unless it may trust what they define.
  set(SNOW_LAUNCHER "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros "${SNOW_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER "${SNOW_LAUNCHER}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${SNOW_LAUNCHER}")
endif()

# lld links the tools several times faster than bfd.
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  add_link_options(-fuse-ld=lld)
endif()

add_compile_options(-Wall -Wextra -Wno-unused-parameter
                    -fno-omit-frame-pointer)
add_compile_definitions(_GLIBCXX_ASSERTIONS)

if(SNOW_SANITIZER STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
elseif(SNOW_SANITIZER STREQUAL "thread")
  add_compile_options(-fsanitize=thread)
  add_link_options(-fsanitize=thread)
elseif(NOT SNOW_SANITIZER STREQUAL "")
  message(FATAL_ERROR "SNOW_SANITIZER is '${SNOW_SANITIZER}'; use address or thread")
endif()

find_package(Threads REQUIRED)
