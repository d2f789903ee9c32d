// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// CHECK-LABEL: func.func @unit
func.func @unit() -> !snow.unit {
  // CHECK: snow.unit
  %u = snow.unit
  return %u : !snow.unit
}

// CHECK-LABEL: func.func @divide
// CHECK-SAME:    %[[A:.*]]: i64, %[[B:.*]]: i64
func.func @divide(%a: i64, %b: i64) {
  // CHECK: snow.int.div %[[A]], %[[B]]
  %q = snow.int.div %a, %b
  // CHECK: snow.int.rem %[[A]], %[[B]]
  %r = snow.int.rem %a, %b
  return
}

// CHECK-LABEL: func.func @compare
func.func @compare(%a: !snow.string, %t: tuple<i64, f64>) {
  // CHECK: snow.eq %{{.*}}, %{{.*}} : !snow.string
  %0 = snow.eq %a, %a : !snow.string
  // CHECK: snow.compare %{{.*}}, %{{.*}} : tuple<i64, f64>
  %1 = snow.compare %t, %t : tuple<i64, f64>
  return
}

// CHECK-LABEL: func.func @to_string
func.func @to_string(%n: i64, %l: !snow.list<i64>) {
  // CHECK: snow.to_string %{{.*}} : i64
  %0 = snow.to_string %n : i64
  // CHECK: snow.to_string %{{.*}} : !snow.list<i64>
  %1 = snow.to_string %l : !snow.list<i64>
  return
}

// CHECK-LABEL: func.func @ownership
func.func @ownership(%s: !snow.string) {
  // CHECK: snow.retain %{{.*}} : !snow.string
  snow.retain %s : !snow.string
  // CHECK: snow.release %{{.*}} : !snow.string
  snow.release %s : !snow.string
  return
}

// CHECK-LABEL: func.func @strings
func.func @strings(%s: !snow.string) {
  // CHECK: %[[C:.*]] = snow.string.constant "tab\09and \22quote\22"
  %c = snow.string.constant "tab\09and \"quote\""
  // CHECK: snow.string.concat %[[C]], %{{.*}}, %[[C]]
  %t = snow.string.concat %c, %s, %c
  // CHECK: %[[OK:.*]], %[[N:.*]] = snow.string.read %{{.*}} : i64
  %ok, %n = snow.string.read %s : i64
  // CHECK: snow.string.read %{{.*}} : f64
  %is, %x = snow.string.read %s : f64
  // CHECK: snow.string.concat %[[C]], %[[N]] : !snow.string, i64
  %cn = snow.string.concat %c, %n : !snow.string, i64
  // CHECK: snow.string.concat{{ *$}}
  %e = snow.string.concat
  // CHECK: snow.print %{{.*}}
  snow.print %t
  // CHECK: snow.println %{{.*}}
  snow.println %e
  return
}

// CHECK-LABEL: func.func @tuples
func.func @tuples(%a: i64, %b: !snow.string) -> !snow.string {
  // CHECK: %[[T:.*]] = snow.tuple.make %{{.*}}, %{{.*}} : tuple<i64, !snow.string>
  %t = snow.tuple.make %a, %b : tuple<i64, !snow.string>
  // CHECK: snow.tuple.get %[[T]][1] : tuple<i64, !snow.string>
  %s = snow.tuple.get %t[1] : tuple<i64, !snow.string>
  // CHECK: snow.tuple.make{{ *}}: tuple<>
  %e = snow.tuple.make : tuple<>
  return %s : !snow.string
}

// CHECK-LABEL: func.func @lists
func.func @lists(%a: i64, %i: i64) -> i64 {
  // CHECK: snow.list.make{{ *}}: !snow.list<!snow.string>
  %e = snow.list.make : !snow.list<!snow.string>
  // CHECK: %[[L:.*]] = snow.list.make %{{.*}}, %{{.*}} : !snow.list<i64>
  %l = snow.list.make %a, %a : !snow.list<i64>
  // CHECK: %[[M:.*]] = snow.list.append %[[L]], %{{.*}} : !snow.list<i64>, i64
  %m = snow.list.append %l, %a : !snow.list<i64>, i64
  // CHECK: snow.list.length %[[M]] : !snow.list<i64>
  %n = snow.list.length %m : !snow.list<i64>
  // CHECK: snow.list.get %[[M]][%{{.*}}] : !snow.list<i64>
  %r = snow.list.get %m[%i] : !snow.list<i64>
  return %r : i64
}

// CHECK-LABEL: func.func @results
func.func @results(%r: !snow.result<i64, !snow.string>) -> (i64, !snow.string) {
  // CHECK: snow.result.is_ok %{{.*}} : !snow.result<i64, !snow.string>
  %ok = snow.result.is_ok %r : !snow.result<i64, !snow.string>
  // CHECK: %[[N:.*]] = snow.result.get %{{.*}} : !snow.result<i64, !snow.string>
  %n = snow.result.get %r : !snow.result<i64, !snow.string>
  // CHECK: %[[WHY:.*]] = snow.result.get err %{{.*}} : !snow.result<i64, !snow.string>
  %why = snow.result.get err %r : !snow.result<i64, !snow.string>
  // CHECK: return %[[N]], %[[WHY]] : i64, !snow.string
  return %n, %why : i64, !snow.string
}

func.func private @__closure_0(i64, !snow.string) -> i1
func.func private @__closure_1()

// CHECK-LABEL: func.func @closures
func.func @closures(%n: i64, %s: !snow.string) -> i1 {
  // CHECK: snow.closure @__closure_1() : () -> !snow.fn<() -> ()>
  %e = snow.closure @__closure_1() : () -> !snow.fn<() -> ()>
  // CHECK: %[[F:.*]] = snow.closure @__closure_0(%{{.*}}) : (i64) -> !snow.fn<(!snow.string) -> i1>
  %f = snow.closure @__closure_0(%n) : (i64) -> !snow.fn<(!snow.string) -> i1>
  // CHECK: snow.closure.call %{{.*}}() : !snow.fn<() -> ()>
  snow.closure.call %e() : !snow.fn<() -> ()>
  // CHECK: snow.closure.call %[[F]](%{{.*}}) : !snow.fn<(!snow.string) -> i1>
  %r = snow.closure.call %f(%s) : !snow.fn<(!snow.string) -> i1>
  return %r : i1
}

// CHECK-LABEL: func.func @show_and_hash
func.func @show_and_hash(%s: !snow.string) {
  // CHECK: snow.inspect %{{.*}} : !snow.string
  %t = snow.inspect %s : !snow.string
  // CHECK: snow.hash %{{.*}} : !snow.string
  %h = snow.hash %s : !snow.string
  return
}

// CHECK-LABEL: func.func @unchecked
func.func @unchecked(%l: !snow.list<f64>, %i: i64) -> f64 {
  // CHECK: snow.list.get unchecked %{{.*}}[%{{.*}}] : !snow.list<f64>
  %x = snow.list.get unchecked %l[%i] : !snow.list<f64>
  return %x : f64
}

// CHECK-LABEL: func.func @range
func.func @range(%a: i64, %b: i64) -> i64 {
  // CHECK: %[[R:.*]] = snow.range.make %{{.*}}, %{{.*}}
  %r = snow.range.make %a, %b
  // CHECK: snow.range.start %[[R]]
  %s = snow.range.start %r
  // CHECK: snow.range.stop %[[R]]
  %t = snow.range.stop %r
  return %t : i64
}

// CHECK-LABEL: func.func @reinterpret
func.func @reinterpret(%l: !snow.list<!snow.pid<i64>>) {
  // CHECK: snow.reinterpret %{{.*}} : !snow.list<!snow.pid<i64>> to !snow.list<!snow.pid<!snow.any>>
  %m = snow.reinterpret %l : !snow.list<!snow.pid<i64>> to !snow.list<!snow.pid<!snow.any>>
  return
}

// CHECK-LABEL: func.func @reinterpret_empty
func.func @reinterpret_empty(%l: !snow.list<!snow.unit>) {
  // CHECK: snow.reinterpret %{{.*}} : !snow.list<!snow.unit> to !snow.list<i64>
  %m = snow.reinterpret %l : !snow.list<!snow.unit> to !snow.list<i64>
  return
}
