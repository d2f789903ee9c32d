# snow_add_tool(NAME sources... [LINK libraries...])
#
# A tool goes to bin/. It exports its symbols, so that a plugin finds the
# dialects in the tool that loads it.
function(snow_add_tool name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  set_target_properties(${name} PROPERTIES
    ENABLE_EXPORTS ON
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
  target_link_libraries(${name} PRIVATE ${ARG_LINK} ${SNOW_LLVM_LIBRARIES})
endfunction()
