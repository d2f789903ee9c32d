// RUN: snow-opt %s --snow-unbox-values | FileCheck %s

snow.struct_type @Point named "Point" (x: f64, y: f64)
snow.struct_type @Line named "Line" (from: !snow.struct<@Point>, to: !snow.struct<@Point>)

// What a loop makes in each turn and takes apart in the next is no object.
// CHECK-LABEL: func.func @sum
// CHECK-SAME:    (%[[P:.*]]: tuple<i64, i64>, %[[N:.*]]: i64) -> i64
// CHECK-NEXT:    %[[I0:.*]] = snow.tuple.get %[[P]][0]
// CHECK-NEXT:    %[[S0:.*]] = snow.tuple.get %[[P]][1]
// CHECK-NEXT:    cf.br ^[[LOOP:bb[0-9]+]](%[[I0]], %[[S0]] : i64, i64)
// CHECK-NEXT:  ^[[LOOP]](%[[I:.*]]: i64, %[[S:.*]]: i64):
// CHECK-NEXT:    %[[T:.*]] = arith.addi %[[S]], %[[I]]
// CHECK-NEXT:    %[[J:.*]] = arith.addi %[[I]], %[[N]]
// CHECK-NOT:     snow.tuple.make
// CHECK:         cf.cond_br %{{.*}}, ^[[EXIT:bb[0-9]+]], ^[[LOOP]](%[[J]], %[[T]] : i64, i64)
// CHECK-NEXT:  ^[[EXIT]]:
// CHECK-NEXT:    return %[[T]]
func.func @sum(%p: tuple<i64, i64>, %n: i64) -> i64 {
  cf.br ^loop(%p : tuple<i64, i64>)
^loop(%q: tuple<i64, i64>):
  %i = snow.tuple.get %q[0] : tuple<i64, i64>
  %s = snow.tuple.get %q[1] : tuple<i64, i64>
  %t = arith.addi %s, %i : i64
  %j = arith.addi %i, %n : i64
  %r = snow.tuple.make %j, %t : tuple<i64, i64>
  %done = arith.cmpi sge, %j, %n : i64
  cf.cond_br %done, ^exit, ^loop(%r : tuple<i64, i64>)
^exit:
  return %t : i64
}

// Behind the loop the whole is made, once; parts of parts go on in the same
// way, through all the blocks of the loop.
// CHECK-LABEL: func.func @move
// CHECK-COUNT-2: snow.struct.get %arg0
// CHECK-COUNT-4: snow.struct.get
// CHECK:       ^bb1(%[[N:.*]]: i64, %[[A:.*]]: f64, %[[B:.*]]: f64, %[[C:.*]]: f64, %[[D:.*]]: f64):
// CHECK:         cf.cond_br %{{.*}}, ^bb2, ^bb3
// CHECK:       ^bb2:
// CHECK-NEXT:    %[[FROM:.*]] = snow.struct.make %[[A]], %[[B]]
// CHECK-NEXT:    %[[TO:.*]] = snow.struct.make %[[C]], %[[D]]
// CHECK-NEXT:    %[[LINE:.*]] = snow.struct.make %[[FROM]], %[[TO]]
// CHECK-NEXT:    return %[[LINE]]
// CHECK:       ^bb3:
// CHECK-NOT:     snow.struct
// CHECK:         cf.br ^bb1(
func.func @move(%line: !snow.struct<@Line>, %n: i64) -> !snow.struct<@Line> {
  %one = arith.constant 1 : i64
  %zero = arith.constant 0 : i64
  cf.br ^loop(%line, %n : !snow.struct<@Line>, i64)
^loop(%l: !snow.struct<@Line>, %k: i64):
  %done = arith.cmpi eq, %k, %zero : i64
  cf.cond_br %done, ^exit, ^turn
^exit:
  return %l : !snow.struct<@Line>
^turn:
  %p = snow.struct.get %l[0] : !snow.struct<@Line> -> !snow.struct<@Point>
  %q = snow.struct.get %l[1] : !snow.struct<@Line> -> !snow.struct<@Point>
  %p1 = call @shift(%p) : (!snow.struct<@Point>) -> !snow.struct<@Point>
  %q1 = call @shift(%q) : (!snow.struct<@Point>) -> !snow.struct<@Point>
  %l1 = snow.struct.make %p1, %q1 : (!snow.struct<@Point>, !snow.struct<@Point>) -> !snow.struct<@Line>
  %j = arith.subi %k, %one : i64
  cf.br ^loop(%l1, %j : !snow.struct<@Line>, i64)
}
func.func private @shift(%p: !snow.struct<@Point>) -> !snow.struct<@Point> {
  %x = snow.struct.get %p[0] : !snow.struct<@Point> -> f64
  %y = snow.struct.get %p[1] : !snow.struct<@Point> -> f64
  %x1 = arith.addf %x, %y : f64
  %p1 = snow.struct.make %x1, %y : (f64, f64) -> !snow.struct<@Point>
  return %p1 : !snow.struct<@Point>
}

// Branches that join a value that is only taken apart.
// CHECK-LABEL: func.func @join
// CHECK-NOT:     snow.tuple
// CHECK:         return
func.func @join(%c: i1, %a: i64, %b: i64) -> i64 {
  %t = snow.tuple.make %a, %b : tuple<i64, i64>
  %u = snow.tuple.make %b, %a : tuple<i64, i64>
  cf.cond_br %c, ^one, ^two
^one:
  cf.br ^join(%t : tuple<i64, i64>)
^two:
  cf.br ^join(%u : tuple<i64, i64>)
^join(%v: tuple<i64, i64>):
  %x = snow.tuple.get %v[0] : tuple<i64, i64>
  return %x : i64
}

// As a whole it is wanted in each turn, or made elsewhere anyway: it stays.
// CHECK-LABEL: func.func @wanted
// CHECK:       ^bb1(%{{.*}}: tuple<i64, i64>):
func.func @wanted(%p: tuple<i64, i64>, %n: i64) {
  cf.br ^loop(%p : tuple<i64, i64>)
^loop(%q: tuple<i64, i64>):
  func.call @look(%q) : (tuple<i64, i64>) -> ()
  %i = snow.tuple.get %q[0] : tuple<i64, i64>
  %r = snow.tuple.make %n, %i : tuple<i64, i64>
  %done = arith.cmpi sge, %i, %n : i64
  cf.cond_br %done, ^exit, ^loop(%r : tuple<i64, i64>)
^exit:
  return
}
// CHECK-LABEL: func.func @given
// CHECK:       ^bb1(%{{.*}}: tuple<i64, i64>):
func.func @given(%p: tuple<i64, i64>, %q: tuple<i64, i64>, %c: i1) -> i64 {
  cf.cond_br %c, ^join(%p : tuple<i64, i64>), ^join(%q : tuple<i64, i64>)
^join(%v: tuple<i64, i64>):
  %x = snow.tuple.get %v[0] : tuple<i64, i64>
  return %x : i64
}
// A join that hands the whole on gains nothing.
// CHECK-LABEL: func.func @handed_on
// CHECK:       ^bb3(%{{.*}}: tuple<i64, i64>):
// CHECK-NEXT:    return
func.func @handed_on(%c: i1, %a: i64, %p: tuple<i64, i64>) -> tuple<i64, i64> {
  cf.cond_br %c, ^one, ^two
^one:
  %t = snow.tuple.make %a, %a : tuple<i64, i64>
  cf.br ^join(%t : tuple<i64, i64>)
^two:
  cf.br ^join(%p : tuple<i64, i64>)
^join(%v: tuple<i64, i64>):
  return %v : tuple<i64, i64>
}

// What calls, branches or has an attribute of its own stays a call.
// CHECK-LABEL: func.func @calls
// CHECK:         call @look
// CHECK:         call @branches
// CHECK:         call @shift{{.*}} {noted}
// CHECK-NOT:     call @shift
func.func @calls(%p: tuple<i64, i64>, %q: !snow.struct<@Point>) -> !snow.struct<@Point> {
  func.call @look(%p) : (tuple<i64, i64>) -> ()
  %n = func.call @branches(%p) : (tuple<i64, i64>) -> i64
  %r = func.call @shift(%q) {noted} : (!snow.struct<@Point>) -> !snow.struct<@Point>
  %s = func.call @shift(%r) : (!snow.struct<@Point>) -> !snow.struct<@Point>
  return %s : !snow.struct<@Point>
}
func.func private @look(tuple<i64, i64>)
func.func private @branches(%p: tuple<i64, i64>) -> i64 {
  %x = snow.tuple.get %p[0] : tuple<i64, i64>
  cf.br ^out(%x : i64)
^out(%y: i64):
  return %y : i64
}
