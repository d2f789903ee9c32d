// RUN: snow-opt %s --convert-snow-rt-to-llvm | FileCheck %s

// A list that has one holder, its own words and room grows by two stores.
// CHECK-LABEL: llvm.func @append
// CHECK-COUNT-2: llvm.call @__list_append(%{{.*}}, %{{.*}}, %{{.*}}) : (!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
// CHECK:       llvm.func private @__list_append(%[[T:.*]]: !llvm.ptr, %[[L:.*]]: !llvm.ptr, %[[W:.*]]: i64) -> !llvm.ptr attributes {always_inline
// CHECK:         llvm.getelementptr inbounds %[[L]][-16]
// CHECK:         %[[COUNT:.*]] = llvm.load %{{.*}} atomic monotonic
// CHECK:         %[[UNIQUE:.*]] = llvm.icmp "eq" %[[COUNT]]
// CHECK:         llvm.cond_br %[[UNIQUE]] {{.*}}^[[LOOK:bb[0-9]+]], ^[[CALL:bb[0-9]+]]
// CHECK:       ^[[LOOK]]:
// CHECK:         %[[WHOLE:.*]] = llvm.icmp "eq"
// CHECK:         %[[ROOM:.*]] = llvm.icmp "ult" %[[PLACE:.*]], %{{.*}}
// CHECK:         %[[FITS:.*]] = llvm.and %[[WHOLE]], %[[ROOM]]
// CHECK:         llvm.cond_br %[[FITS]] {{.*}}^[[STORE:bb[0-9]+]], ^[[CALL]]
// CHECK:       ^[[STORE]]:
// CHECK-NEXT:    llvm.store %[[W]], %[[PLACE]]
// CHECK:         llvm.add
// CHECK:         llvm.store
// CHECK-NEXT:    llvm.return %[[L]]
// CHECK:       ^[[CALL]]:
// CHECK-NEXT:    %[[R:.*]] = llvm.call @snow_list_append(%[[T]], %[[L]], %[[W]])
// CHECK-NEXT:    llvm.return %[[R]]
// CHECK-NOT:   @__list_append
func.func @append(%l: !snow_rt.ptr, %w: i64) -> !snow_rt.ptr {
  %t = snow_rt.type_info i64
  %m = snow_rt.list_append(%t, %l, %w)
  %n = snow_rt.list_append(%t, %m, %w)
  return %n : !snow_rt.ptr
}
