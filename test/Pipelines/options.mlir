// RUN: snow-opt %s --snow-to-rt=optimize=false | FileCheck %s --check-prefix=PLAIN
// RUN: snow-opt %s --snow-to-rt | FileCheck %s --check-prefix=OPT
// RUN: snow-opt %s --snow-to-llvm=debug-info=false --mlir-print-debuginfo \
// RUN:   | FileCheck %s --check-prefix=NODEBUG
// RUN: snow-opt %s --snow-to-llvm=debug-info=true --mlir-print-debuginfo \
// RUN:   | FileCheck %s --check-prefix=DEBUG
// RUN: snow-opt %s --snow-to-rt="strategy=fiber ownership=program-lifetime" \
// RUN:   | FileCheck %s --check-prefix=OPT
// RUN: not snow-opt %s --snow-to-rt=strategy=stackless 2>&1 \
// RUN:   | FileCheck %s --check-prefix=STRATEGY
// RUN: not snow-opt %s --snow-to-llvm=ownership=traced 2>&1 \
// RUN:   | FileCheck %s --check-prefix=OWNERSHIP
// RUN: not snow-opt %s --snow-to-rt=speed=high 2>&1 \
// RUN:   | FileCheck %s --check-prefix=UNKNOWN

// Without optimisation equal literals are not shared.
// PLAIN-LABEL: func.func @greet
// PLAIN-COUNT-2: snow_rt.string "a"
// PLAIN:         return
// OPT-LABEL:   func.func @greet
// OPT:           %[[A:.*]] = snow_rt.string "a"
// OPT-NOT:       snow_rt.string "a"
// OPT:           snow_rt.string_concat_all
// OPT:           return
// NODEBUG-NOT: #llvm.di_subprogram
// NODEBUG:     llvm.func @greet
// DEBUG:       #llvm.di_subprogram<{{.*}}name = "greet"
// STRATEGY:    error: unknown waiting strategy 'stackless'; there are 'split' and 'fiber'
// OWNERSHIP:   error: unknown ownership strategy 'traced'; there are 'counted' and 'program-lifetime'
// UNKNOWN:     no such option speed
func.func @greet(%s: !snow.string) {
  %a = snow.string.constant "a"
  %b = snow.string.constant "a"
  %as = snow.string.concat %a, %s
  %asb = snow.string.concat %as, %b
  snow.println %asb
  return
}
