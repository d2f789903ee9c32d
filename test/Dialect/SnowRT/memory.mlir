// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip
// RUN: snow-opt %s --canonicalize | FileCheck %s --check-prefix=FOLD

// CHECK-LABEL: func.func @frame
func.func @frame(%n: i64) -> i64 {
  // CHECK: %[[P:.*]] = snow_rt.frame_alloc 24
  %p = snow_rt.frame_alloc 24
  // CHECK: snow_rt.store %{{.*}}, %[[P]][8] : i64
  snow_rt.store %n, %p[8] : i64
  // CHECK: snow_rt.load %[[P]][16] : i64
  %r = snow_rt.load %p[16] : i64
  return %r : i64
}

// Of every scalar type, at any offset.
// CHECK-LABEL: func.func @scalars
func.func @scalars(%p: !snow_rt.ptr) {
  // CHECK: snow_rt.load %{{.*}}[0] : i1
  %0 = snow_rt.load %p[0] : i1
  // CHECK: snow_rt.load %{{.*}}[1] : i8
  %1 = snow_rt.load %p[1] : i8
  // CHECK: snow_rt.load %{{.*}}[3] : i16
  %2 = snow_rt.load %p[3] : i16
  // CHECK: snow_rt.load %{{.*}}[-4] : i32
  %3 = snow_rt.load %p[-4] : i32
  // CHECK: snow_rt.load %{{.*}}[8] : f64
  %4 = snow_rt.load %p[8] : f64
  // CHECK: snow_rt.load %{{.*}}[16] : !snow_rt.ptr
  %5 = snow_rt.load %p[16] : !snow_rt.ptr
  // CHECK: snow_rt.store %{{.*}}, %{{.*}}[0] : i8
  snow_rt.store %1, %p[0] : i8
  // CHECK: snow_rt.store %{{.*}}, %{{.*}}[24] : !snow_rt.ptr
  snow_rt.store %5, %p[24] : !snow_rt.ptr
  return
}

// CHECK-LABEL: func.func @offset
func.func @offset(%p: !snow_rt.ptr) -> !snow_rt.ptr {
  // CHECK: snow_rt.offset %{{.*}}, 32
  %q = snow_rt.offset %p, 32
  return %q : !snow_rt.ptr
}

// CHECK-LABEL: func.func @words
// FOLD-LABEL:  func.func @words
// FOLD-SAME:     %[[P:.*]]: !snow_rt.ptr, %[[W:.*]]: i64
func.func @words(%p: !snow_rt.ptr, %w: i64) -> (!snow_rt.ptr, i64) {
  // FOLD-NEXT: return %[[P]], %[[W]]
  // CHECK: %[[W:.*]] = snow_rt.ptr_to_word %{{.*}}
  %0 = snow_rt.ptr_to_word %p
  // CHECK: snow_rt.word_to_ptr %[[W]]
  %1 = snow_rt.word_to_ptr %0
  %2 = snow_rt.word_to_ptr %w
  %3 = snow_rt.ptr_to_word %2
  return %1, %3 : !snow_rt.ptr, i64
}
