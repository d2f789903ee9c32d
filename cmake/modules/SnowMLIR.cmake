# Finds the packaged LLVM/MLIR 22 and sets up TableGen for the compiler half.
# Every target links the two shared libraries by name (MLIR, LLVM), or embeds
# both whole: naming a component library would bring a second copy of MLIR into
# the process.

find_package(MLIR 22.1 CONFIG QUIET HINTS /usr/lib/llvm-22/lib/cmake/mlir)
if(NOT MLIR_FOUND)
  message(FATAL_ERROR
    "LLVM/MLIR 22.1 was not found. On Debian 12 install it with\n"
    "  apt-get install libmlir-22-dev mlir-22-tools llvm-22-dev llvm-22-tools\n"
    "or run ./dev build, which installs what is missing.")
endif()
message(STATUS "MLIR ${LLVM_PACKAGE_VERSION} in ${MLIR_DIR}")

list(APPEND CMAKE_MODULE_PATH "${MLIR_CMAKE_DIR}" "${LLVM_CMAKE_DIR}")
set(MLIR_BINARY_DIR "${CMAKE_BINARY_DIR}")
set(LLVM_LINK_LLVM_DYLIB ON)
set(MLIR_LINK_MLIR_DYLIB ON)
include(TableGen)
include(AddLLVM)
include(AddMLIR)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

include_directories(SYSTEM ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})
add_definitions(${LLVM_DEFINITIONS})
include_directories("${PROJECT_SOURCE_DIR}/include" "${PROJECT_BINARY_DIR}/include")
if(NOT LLVM_ENABLE_RTTI)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
endif()

# Parsing MLIR's headers is most of what compiling a file of this half costs, so
# all libraries share one precompiled header. It holds upstream headers only:
# editing the project never rebuilds it. Off, a
# file that forgets an include does not compile.
option(SNOW_PRECOMPILED_HEADERS "Share a precompiled header of MLIR" ON)
if(SNOW_PRECOMPILED_HEADERS)
  add_library(SnowPrecompiledMLIR STATIC "${CMAKE_CURRENT_LIST_DIR}/Precompiled.cpp")
  target_precompile_headers(SnowPrecompiledMLIR PRIVATE
    <mlir/Conversion/LLVMCommon/TypeConverter.h>
    <mlir/Dialect/Arith/IR/Arith.h>
    <mlir/Dialect/ControlFlow/IR/ControlFlowOps.h>
    <mlir/Dialect/Func/IR/FuncOps.h>
    <mlir/Dialect/LLVMIR/LLVMDialect.h>
    <mlir/IR/BuiltinOps.h>
    <mlir/IR/PatternMatch.h>
    <mlir/Interfaces/FunctionInterfaces.h>
    <mlir/Pass/Pass.h>
    <mlir/Transforms/DialectConversion.h>)
  # Without the time in the file ccache can tell that it has not changed.
  target_compile_options(SnowPrecompiledMLIR PRIVATE
    "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endif()

# A tool can have a copy of LLVM and MLIR of its own. Finding, relocating and
# initialising the two shared libraries takes longer than compiling a small
# program; tools that load plugins need them.
option(SNOW_EMBED_LLVM "Link LLVM and MLIR into snowc, which starts faster" ON)
set(SNOW_LLVM_LIBRARIES
  "$<$<NOT:$<BOOL:$<TARGET_PROPERTY:SNOW_EMBEDS_LLVM>>>:MLIR>"
  "$<$<NOT:$<BOOL:$<TARGET_PROPERTY:SNOW_EMBEDS_LLVM>>>:LLVM>")

# snow_embed_llvm(TOOL)
function(snow_embed_llvm tool)
  if(NOT SNOW_EMBED_LLVM)
    return()
  endif()
  set(archives)
  foreach(library IN LISTS MLIR_EXPORTED_TARGETS LLVM_AVAILABLE_LIBS)
    # These hold a main function, or drag the shared libraries in.
    if(NOT TARGET ${library} OR
       library MATCHES "Test|CAPI|MlirOptMain|JitRunner")
      continue()
    endif()
    get_target_property(kind ${library} TYPE)
    get_target_property(file ${library} LOCATION)
    if(kind STREQUAL "STATIC_LIBRARY" AND EXISTS "${file}")
      list(APPEND archives "${file}")
    endif()
  endforeach()
  find_package(ZLIB QUIET)
  find_library(SNOW_ZSTD zstd)
  if(NOT archives MATCHES "libMLIRIR" OR NOT archives MATCHES "libLLVMCore" OR
     NOT ZLIB_FOUND OR NOT SNOW_ZSTD)
    message(STATUS "${tool} loads LLVM and MLIR: their archives are not here")
    return()
  endif()
  set_target_properties(${tool} PROPERTIES
    SNOW_EMBEDS_LLVM ON
    POSITION_INDEPENDENT_CODE OFF
    ENABLE_EXPORTS OFF)
  target_link_libraries(${tool} PRIVATE
    "$<LINK_GROUP:RESCAN,${archives}>" ZLIB::ZLIB ${SNOW_ZSTD}
    ${CMAKE_DL_LIBS} m)
  # At a fixed address nothing is left to relocate.
  target_link_options(${tool} PRIVATE -no-pie LINKER:--gc-sections)
  # A program run in memory looks for these in the process.
  foreach(name "snow_*" "llvm_orc_register*" "__jit_debug_*")
    target_link_options(${tool} PRIVATE "LINKER:--export-dynamic-symbol=${name}")
  endforeach()
endfunction()

# snow_add_library(NAME sources... [DEPENDS targets...] [LINK libraries...])
#
# A library of the compiler: DEPENDS names what generates headers it includes,
# LINK the libraries of the project that it uses.
function(snow_add_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
  target_link_libraries(${name} PUBLIC ${ARG_LINK} ${SNOW_LLVM_LIBRARIES})
  if(SNOW_PRECOMPILED_HEADERS)
    target_precompile_headers(${name} REUSE_FROM SnowPrecompiledMLIR)
    target_compile_options(${name} PRIVATE
      "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
  endif()
endfunction()
