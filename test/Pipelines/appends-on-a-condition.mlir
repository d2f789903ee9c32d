// RUN: snow-opt %s --snow-to-llvm | FileCheck %s

// A filter in a function that holds something else, which a panic releases.
// Appending fails for lack of memory only, and has no edge for that: so it can
// do without a branch.
// CHECK-LABEL: llvm.func @even(
// CHECK:         llvm.invoke @look(
// CHECK-NOT:     invoke @__list_append
// CHECK:         llvm.call @__list_append_if(
// CHECK-NOT:     invoke @__list_append
func.func private @look(!snow.string, i64) -> i64
func.func @even(%n: i64, %s: !snow.string) -> !snow.list<i64> {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %none = snow.list.make : !snow.list<i64>
  cf.br ^loop(%zero, %none : i64, !snow.list<i64>)
^loop(%i: i64, %l: !snow.list<i64>):
  %done = arith.cmpi eq, %i, %n : i64
  cf.cond_br %done, ^exit, ^body
^body:
  %x = func.call @look(%s, %i) : (!snow.string, i64) -> i64
  %rest = arith.remsi %x, %two : i64
  %is = arith.cmpi eq, %rest, %zero : i64
  cf.cond_br %is, ^add, ^next(%l : !snow.list<i64>)
^add:
  %m = snow.list.append %l, %x : !snow.list<i64>, i64
  cf.br ^next(%m : !snow.list<i64>)
^next(%r: !snow.list<i64>):
  %j = arith.addi %i, %one : i64
  cf.br ^loop(%j, %r : i64, !snow.list<i64>)
^exit:
  snow.println %s
  return %l : !snow.list<i64>
}
