// RUN: snow-opt %s --convert-snow-rt-to-llvm | FileCheck %s

// An object of one process is counted in place.
// CHECK-LABEL: llvm.func @count
// CHECK:         llvm.call @__retain(%[[P:.*]]) : (!llvm.ptr) -> ()
// CHECK:         llvm.call @__release(%[[P]], %{{.*}}) : (!llvm.ptr, !llvm.ptr) -> ()
// CHECK:       llvm.func private @__retain(%[[O:.*]]: !llvm.ptr) attributes {always_inline
// CHECK:         %[[A:.*]] = llvm.getelementptr inbounds %[[O]][-16]
// CHECK:         %[[C:.*]] = llvm.load %[[A]] atomic monotonic
// CHECK:         %[[IS:.*]] = llvm.icmp "sgt" %[[C]]
// CHECK:         llvm.cond_br %[[IS]]
// CHECK:         llvm.store
// CHECK:         llvm.call @snow_retain(%[[O]])
// CHECK:       llvm.func private @__release
// CHECK:         llvm.call @snow_release
func.func @count(%p: !snow_rt.ptr) {
  %t = snow_rt.type_info !snow.string
  snow_rt.retain(%p)
  snow_rt.release(%p, %t)
  return
}
