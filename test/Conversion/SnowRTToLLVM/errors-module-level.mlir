// What is left at module level is named by its symbol, with the reason.
// RUN: not snow-opt %s --convert-snow-rt-to-llvm --split-input-file 2>&1 \
// RUN:   | FileCheck %s

// CHECK: error: 'func.func' {{.*}}@says{{.*}} cannot be lowered to the LLVM dialect: {{.*}}!snow.string
func.func @says(%s: !snow.string) {
  return
}

// -----

// CHECK: error: 'snow.actor' {{.*}}@counter{{.*}} cannot be lowered to the LLVM dialect:
snow.actor @counter() receives i64 {
  snow.return
}
