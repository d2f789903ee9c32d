// RUN: snow-opt %s --snow-specialize-closures --split-input-file | FileCheck %s

// The copy gets what the function value captured, and calls its function.
// CHECK-LABEL: func.func @twice(
// CHECK:         snow.closure.call
// CHECK-LABEL: func.func private @__twice.__add(
// CHECK-SAME:    %[[BY:.*]]: i64, %[[N:.*]]: i64) -> i64 {
// CHECK-NEXT:    %[[A:.*]] = call @__add(%[[BY]], %[[N]])
// CHECK-NEXT:    %[[B:.*]] = call @__add(%[[BY]], %[[A]])
// CHECK-NEXT:    return %[[B]]
// CHECK-LABEL: func.func @use(
// CHECK-NEXT:    call @__twice.__add(%arg0, %arg0)
// CHECK-NEXT:    call @__twice.__add(%arg1, %arg0)
// CHECK-NOT:     snow.closure
func.func @__add(%by: i64, %n: i64) -> i64 {
  %r = arith.addi %by, %n : i64
  return %r : i64
}
func.func @twice(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
  %a = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
  %b = snow.closure.call %f(%a) : !snow.fn<(i64) -> i64>
  return %b : i64
}
func.func @use(%k: i64, %l: i64) -> (i64, i64) {
  %f = snow.closure @__add(%k) : (i64) -> !snow.fn<(i64) -> i64>
  %r = call @twice(%f, %k) : (!snow.fn<(i64) -> i64>, i64) -> i64
  %g = snow.closure @__add(%l) : (i64) -> !snow.fn<(i64) -> i64>
  %s = call @twice(%g, %k) : (!snow.fn<(i64) -> i64>, i64) -> i64
  return %r, %s : i64, i64
}

// -----

// Through functions that hand it on, and loops that do; the generated functions
// that only copies of are called go.
// CHECK-NOT:     @__each(
// CHECK-NOT:     @__each_from(
// CHECK-LABEL: func.func private @__each_from.__show(
// CHECK-SAME:    %[[S:.*]]: !snow.string, %[[N:.*]]: i64) {
// CHECK:         cf.br ^[[TURN:bb[0-9]+]](%[[N]] : i64)
// CHECK:       ^[[TURN]](%[[I:.*]]: i64):
// CHECK:         call @__show(%[[S]], %[[I]])
// CHECK:         cf.br ^[[TURN]](%{{.*}} : i64)
// CHECK-LABEL: func.func private @__each.__show(
// CHECK-SAME:    %[[S:.*]]: !snow.string, %[[N:.*]]: i64) {
// CHECK-NEXT:    call @__each_from.__show(%[[S]], %[[N]])
// CHECK-LABEL: func.func @use(
// CHECK-NEXT:    call @__each.__show(%arg0, %arg1)
func.func @__show(%s: !snow.string, %n: i64) {
  snow.println %s
  return
}
func.func @__each_from(%f: !snow.fn<(i64) -> ()>, %n: i64) {
  cf.br ^turn(%f, %n : !snow.fn<(i64) -> ()>, i64)
^turn(%g: !snow.fn<(i64) -> ()>, %i: i64):
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %done = arith.cmpi eq, %i, %zero : i64
  cf.cond_br %done, ^exit, ^body
^body:
  snow.closure.call %g(%i) : !snow.fn<(i64) -> ()>
  %j = arith.subi %i, %one : i64
  cf.br ^turn(%g, %j : !snow.fn<(i64) -> ()>, i64)
^exit:
  return
}
func.func @__each(%f: !snow.fn<(i64) -> ()>, %n: i64) {
  call @__each_from(%f, %n) : (!snow.fn<(i64) -> ()>, i64) -> ()
  return
}
func.func @use(%s: !snow.string, %n: i64) {
  %f = snow.closure @__show(%s) : (!snow.string) -> !snow.fn<(i64) -> ()>
  call @__each(%f, %n) : (!snow.fn<(i64) -> ()>, i64) -> ()
  return
}

// -----

// A value that is kept as well is made again in the copy; recursion with the
// same function goes to the copy itself.
// CHECK-LABEL: func.func private @__keep.__is_even(
// CHECK-SAME:    %[[N:.*]]: i64) -> !snow.fn<(i64) -> i1> {
// CHECK-NEXT:    %[[F:.*]] = snow.closure @__is_even()
// CHECK-NEXT:    %[[C:.*]] = call @__is_even(%[[N]])
// CHECK:         call @__keep.__is_even(%[[N]])
// CHECK:         return %[[F]]
func.func @__is_even(%n: i64) -> i1 {
  %true = arith.constant true
  return %true : i1
}
func.func @keep(%f: !snow.fn<(i64) -> i1>, %n: i64) -> !snow.fn<(i64) -> i1> {
  %c = snow.closure.call %f(%n) : !snow.fn<(i64) -> i1>
  cf.cond_br %c, ^again, ^exit
^again:
  %g = call @keep(%f, %n) : (!snow.fn<(i64) -> i1>, i64) -> !snow.fn<(i64) -> i1>
  return %g : !snow.fn<(i64) -> i1>
^exit:
  return %f : !snow.fn<(i64) -> i1>
}
func.func @use(%n: i64) -> !snow.fn<(i64) -> i1> {
  %f = snow.closure @__is_even() : () -> !snow.fn<(i64) -> i1>
  %r = call @keep(%f, %n) : (!snow.fn<(i64) -> i1>, i64) -> !snow.fn<(i64) -> i1>
  return %r : !snow.fn<(i64) -> i1>
}

// -----

// What is not called there, or not made here, stays as it is.
// CHECK-LABEL: func.func @store(
// CHECK-LABEL: func.func @unknown(
// CHECK:         snow.closure.call %arg0
// CHECK-LABEL: func.func @use(
// CHECK-NEXT:    %[[F:.*]] = snow.closure @__id()
// CHECK-NEXT:    call @store(%[[F]])
// CHECK-NEXT:    call @unknown(%arg0)
func.func @__id(%n: i64) -> i64 {
  return %n : i64
}
func.func @store(%f: !snow.fn<(i64) -> i64>) -> !snow.list<!snow.fn<(i64) -> i64>> {
  %l = snow.list.make %f : !snow.list<!snow.fn<(i64) -> i64>>
  return %l : !snow.list<!snow.fn<(i64) -> i64>>
}
func.func @unknown(%f: !snow.fn<(i64) -> i64>) -> i64 {
  %n = arith.constant 1 : i64
  %r = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
  return %r : i64
}
func.func @use(%g: !snow.fn<(i64) -> i64>) {
  %f = snow.closure @__id() : () -> !snow.fn<(i64) -> i64>
  %l = call @store(%f) : (!snow.fn<(i64) -> i64>) -> !snow.list<!snow.fn<(i64) -> i64>>
  %r = call @unknown(%g) : (!snow.fn<(i64) -> i64>) -> i64
  return
}

// -----

// A value that another one captures, and calls: the function that hands that
// one on is copied as well, and so is what gets it.
// CHECK-LABEL: func.func private @__apply.__wrap.__double(
// CHECK-SAME:    %[[N:.*]]: i64) -> i64 {
// CHECK-NEXT:    %[[R:.*]] = call @__wrap.__double(%[[N]])
// CHECK-NEXT:    return %[[R]]
// CHECK-LABEL: func.func private @__twice.__double(
// CHECK:         call @__apply.__wrap.__double(
// CHECK-NOT:     snow.closure
// CHECK-LABEL: func.func private @__wrap.__double(
// CHECK-NEXT:    %[[A:.*]] = call @__double(
// CHECK-NEXT:    call @__double(%[[A]])
// CHECK-LABEL: func.func @use(
// CHECK-NEXT:    call @__twice.__double(%arg0)
func.func @__double(%n: i64) -> i64 {
  %r = arith.addi %n, %n : i64
  return %r : i64
}
func.func @__apply(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
  %r = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
  return %r : i64
}
func.func @__twice(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
  %g = snow.closure @__wrap(%f) : (!snow.fn<(i64) -> i64>) -> !snow.fn<(i64) -> i64>
  %r = call @__apply(%g, %n) : (!snow.fn<(i64) -> i64>, i64) -> i64
  return %r : i64
}
func.func @__wrap(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
  %a = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
  %b = snow.closure.call %f(%a) : !snow.fn<(i64) -> i64>
  return %b : i64
}
func.func @use(%n: i64) -> i64 {
  %f = snow.closure @__double() : () -> !snow.fn<(i64) -> i64>
  %r = call @__twice(%f, %n) : (!snow.fn<(i64) -> i64>, i64) -> i64
  return %r : i64
}

// -----

// One that wraps what it was given for each call of itself: copies for some
// wrappings, then calls of function values.
// CHECK:         snow.closure.call
// CHECK-LABEL: func.func @use(
// CHECK-NEXT:    call @__deeper.__double(%arg0)
func.func @__double(%n: i64) -> i64 {
  %r = arith.addi %n, %n : i64
  return %r : i64
}
func.func @__wrap(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
  %a = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
  %b = snow.closure.call %f(%a) : !snow.fn<(i64) -> i64>
  return %b : i64
}
func.func @__deeper(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
  %g = snow.closure @__wrap(%f) : (!snow.fn<(i64) -> i64>) -> !snow.fn<(i64) -> i64>
  %m = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
  %r = call @__deeper(%g, %m) : (!snow.fn<(i64) -> i64>, i64) -> i64
  return %r : i64
}
func.func @use(%n: i64) -> i64 {
  %f = snow.closure @__double() : () -> !snow.fn<(i64) -> i64>
  %r = call @__deeper(%f, %n) : (!snow.fn<(i64) -> i64>, i64) -> i64
  return %r : i64
}
