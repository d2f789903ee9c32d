# Writes the Snow sources DIR/*.snow to OUTPUT as an initialiser list of pairs
# {module name, text}. Run as a script: cmake -DDIR=... -DOUTPUT=... -P this.
file(GLOB sources ${DIR}/*.snow)
list(SORT sources)
set(text "")
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  file(READ ${source} code)
  string(APPEND text "{\"${name}\", R\"snow(${code})snow\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "@text@" @ONLY)
