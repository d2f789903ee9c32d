// RUN: snow-opt %s --convert-snow-rt-to-llvm --split-input-file --verify-diagnostics

// The runtime's names are taken.
func.func private @snow_io_println(i32)
func.func @say(%s: !snow_rt.ptr) {
  // expected-error@+1 {{'snow_rt.io_println' in @say cannot be lowered to the LLVM dialect: the module has another symbol @snow_io_println}}
  snow_rt.io_println(%s)
  return
}

// -----

llvm.mlir.global internal @snow_process_context(0 : i64) : i64
func.func @spin() {
  // expected-error@+1 {{'snow_rt.yield_check' in @spin cannot be lowered to the LLVM dialect: the module has another symbol @snow_process_context}}
  snow_rt.yield_check
  return
}

// -----

llvm.mlir.global internal @snow_process_context(0 : i64) : i64
func.func @note() {
  // expected-error@+1 {{'snow_rt.set_location' in @note cannot be lowered to the LLVM dialect: the module has another symbol @snow_process_context}}
  snow_rt.set_location "a:1:1"
  return
}

// -----

llvm.mlir.global internal @snow_process_yield(0 : i64) : i64
func.func @spin() {
  // expected-error@+1 {{'snow_rt.yield_check' in @spin cannot be lowered to the LLVM dialect: the module has another symbol @snow_process_yield}}
  snow_rt.yield_check
  return
}

// -----

func.func @describe() {
  // expected-error@+1 {{'snow_rt.type_info' in @describe cannot be lowered to the LLVM dialect: no run-time description of !snow.struct<@Point>}}
  %t = snow_rt.type_info !snow.struct<@Point>
  return
}

// -----

func.func @describe() {
  // expected-error@+1 {{no run-time description of}}
  %t = snow_rt.type_info !snow.list<!snow.sum<@Shape>>
  return
}

// -----

func.func @far(%p: !snow_rt.ptr) {
  // expected-error@+1 {{'snow_rt.load' in @far cannot be lowered to the LLVM dialect: the offset does not fit 32 bits}}
  %v = snow_rt.load %p[4294967296] : i64
  return
}

// -----

func.func @far(%p: !snow_rt.ptr, %n: i64) {
  // expected-error@+1 {{'snow_rt.store' in @far cannot be lowered to the LLVM dialect: the offset does not fit 32 bits}}
  snow_rt.store %n, %p[4294967296] : i64
  return
}

// -----

func.func @far(%p: !snow_rt.ptr) {
  // expected-error@+1 {{'snow_rt.offset' in @far cannot be lowered to the LLVM dialect: the offset does not fit 32 bits}}
  %q = snow_rt.offset %p, 4294967296
  return
}

// -----

// What belongs to the level above is named, too.
func.func @above() {
  // expected-error@+1 {{'snow.yield_check' in @above cannot be lowered to the LLVM dialect: no pattern takes it}}
  snow.yield_check
  return
}

// -----

// expected-error@+1 {{'snow_rt.frame_alloc' at module level cannot be lowered to the LLVM dialect: it stands outside any function}}
%p = snow_rt.frame_alloc 8

// -----

// An operation of a dialect that is not lowered here.
func.func @nested(%c: i1) {
  // expected-error@+1 {{'scf.if' in @nested cannot be lowered to the LLVM dialect: no pattern takes it}}
  scf.if %c {
    snow_rt.yield_check
  }
  return
}
