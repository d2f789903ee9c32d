//===- OptimizationPasses.td - Passes for speed ------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_TRANSFORMS_OPTIMIZATIONPASSES_TD
#define SNOW_DIALECT_SNOW_TRANSFORMS_OPTIMIZATIONPASSES_TD

include "mlir/Pass/PassBase.td"

def SnowSpecializeClosures : Pass<"snow-specialize-closures", "::mlir::ModuleOp"> {
  let summary = "copy functions for the function values that they are given";
  let description = [{
    A function that calls its parameter, itself or through other functions, is
    copied for each function value that is made where it is called. The copy
    gets what the value captured, and calls its function directly: no function
    value is made, and what is called can be inlined. Calls of function values
    that are made in the same function become calls of functions anyway. A
    parameter that another function value captures, and calls, counts as called.
    (Known as the specialisation of higher-order functions.)

    Block arguments that a loop only hands on are replaced first, in all
    functions. Functions that are too long to be copied stay as they are, and
    so do all once the copies are larger than the module was. Generated
    functions of which only copies are called are erased.

    Run it before `snow-insert-ownership`.

    Before:

    ```mlir
    func.func @__add(%by: i64, %n: i64) -> i64 {
      %r = arith.addi %by, %n : i64
      return %r : i64
    }
    func.func @twice(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
      %a = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
      %b = snow.closure.call %f(%a) : !snow.fn<(i64) -> i64>
      return %b : i64
    }
    func.func @use(%k: i64) -> i64 {
      %f = snow.closure @__add(%k) : (i64) -> !snow.fn<(i64) -> i64>
      %r = call @twice(%f, %k) : (!snow.fn<(i64) -> i64>, i64) -> i64
      return %r : i64
    }
    ```

    After, beside the first two:

    ```mlir
    func.func private @__twice.__add(%by: i64, %n: i64) -> i64 {
      %a = call @__add(%by, %n) : (i64, i64) -> i64
      %b = call @__add(%by, %a) : (i64, i64) -> i64
      return %b : i64
    }
    func.func @use(%k: i64) -> i64 {
      %r = call @__twice.__add(%k, %k) : (i64, i64) -> i64
      return %r : i64
    }
    ```
  }];
  let dependentDialects = ["::mlir::func::FuncDialect"];
  let statistics = [
    Statistic<"numCopies", "copies", "Number of functions copied">,
    Statistic<"numCalls", "calls", "Number of calls of copies">
  ];
}

def SnowStreamSplits : Pass<"snow-stream-splits", "::mlir::ModuleOp"> {
  let summary = "take the parts of a text one by one";
  let description = [{
    Where a loop goes through the list that `string_split` gives, and nothing
    else looks at the list, each part is made when its turn comes, and the list
    is not (deforestation, of this one producer). The separator must be known and not empty. A private function that
    gets the list and is called there alone, such as the copy of a library
    function by `snow-specialize-closures`, is inlined first.

    Run it before `snow-insert-ownership`.

    Before:

    ```mlir
    func.func @show(%text: !snow.string) {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %comma = snow.string.constant ","
      %parts = snow.library_call "string_split"(%text, %comma)
          : (!snow.string, !snow.string) -> !snow.list<!snow.string>
      %n = snow.list.length %parts : !snow.list<!snow.string>
      cf.br ^turn(%zero : i64)
    ^turn(%i: i64):
      %more = arith.cmpi slt, %i, %n : i64
      cf.cond_br %more, ^body, ^exit
    ^body:
      %part = snow.list.get unchecked %parts[%i] : !snow.list<!snow.string>
      snow.println %part
      %next = arith.addi %i, %one : i64
      cf.br ^turn(%next : i64)
    ^exit:
      return
    }
    ```

    After:

    ```mlir
    func.func @show(%text: !snow.string) {
      %zero = arith.constant 0 : i64
      %comma = snow.string.constant ","
      %size = snow.library_call "string_size"(%text) : (!snow.string) -> i64
      cf.br ^turn(%zero : i64)
    ^turn(%start: i64):
      %more = arith.cmpi sle, %start, %size : i64
      cf.cond_br %more, ^body, ^exit
    ^body:
      %end = snow.library_call "string_part_end"(%text, %comma, %start)
          : (!snow.string, !snow.string, i64) -> i64
      %part = snow.library_call "string_part"(%text, %start, %end)
          : (!snow.string, i64, i64) -> !snow.string
      snow.println %part
      %width = arith.constant 1 : i64
      %next = arith.addi %end, %width : i64
      cf.br ^turn(%next : i64)
    ^exit:
      return
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect"
  ];
  let statistics = [
    Statistic<"numStreamed", "streamed", "Number of lists that are not made">
  ];
}

def SnowFuseLookups : Pass<"snow-fuse-lookups", "::mlir::ModuleOp"> {
  let summary = "search a map once for a key, and make no Option to take apart";
  let description = [{
    Calls that look for the same key in the same map, where one dominates the
    others, share one search, `map_place`: the map is a value, so an entry stays
    where it is until the map is given away. That is what makes a count in a map
    cost one search. Only for keys of which nobody can tell how often they are
    compared: an `Eq` or `Hash` of the program's own must be pure, that is, do
    nothing but give a result for its arguments, or panic. A key that is computed
    twice in the same way, by calls of pure functions as well, is one key, and an
    entry that is read twice is read once.

    An Option of a search, or of reading a number, that is only asked whether it
    is Some and for its value, is not made.

    Run it before `snow-insert-ownership`.

    Before:

    ```mlir
    func.func @count(%m: !snow.map<!snow.string, i64>, %w: !snow.string)
        -> !snow.map<!snow.string, i64> {
      %zero = arith.constant 0 : i64
      %n = snow.library_call "map_get_or" types [!snow.string, i64](%m, %w, %zero)
          : (!snow.map<!snow.string, i64>, !snow.string, i64) -> i64
      %r = snow.library_call "map_put" types [!snow.string, i64](%m, %w, %n)
          : (!snow.map<!snow.string, i64>, !snow.string, i64) -> !snow.map<!snow.string, i64>
      return %r : !snow.map<!snow.string, i64>
    }
    ```

    After:

    ```mlir
    func.func @count(%m: !snow.map<!snow.string, i64>, %w: !snow.string)
        -> !snow.map<!snow.string, i64> {
      %zero = arith.constant 0 : i64
      %at = snow.library_call "map_place" types [!snow.string](%m, %w)
          : (!snow.map<!snow.string, i64>, !snow.string) -> i64
      %n = snow.library_call "map_get_at_or" types [i64](%m, %at, %zero)
          : (!snow.map<!snow.string, i64>, i64, i64) -> i64
      %r = snow.library_call "map_put_at" types [!snow.string, i64](%m, %at, %w, %n)
          : (!snow.map<!snow.string, i64>, i64, !snow.string, i64)
          -> !snow.map<!snow.string, i64>
      return %r : !snow.map<!snow.string, i64>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::snow::SnowDialect"
  ];
  let statistics = [
    Statistic<"numFused", "fused", "Number of calls that share a search">,
    Statistic<"numRead", "read", "Number of numbers read without an Option">
  ];
}

def SnowUnboxValues : Pass<"snow-unbox-values", "::mlir::ModuleOp"> {
  let summary = "hand on tuples and structs as their parts";
  let description = [{
    Scalar replacement of aggregates, through block arguments. A tuple or struct
    that a loop makes in each turn, and takes apart in the next, need not be an
    object: the block arguments that it goes through become arguments for its
    parts. Where such a value is used as a whole, behind the
    loop, it is made there. So are the values that branches join, if they are
    only taken apart.

    Before that, calls of functions of a few lines without branches that take or
    give tuples or structs are replaced by what they do, which shows the parts.

    Run it before `snow-insert-ownership`: parts are counted like other values.

    Before:

    ```mlir
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
    ```

    After:

    ```mlir
    func.func @sum(%p: tuple<i64, i64>, %n: i64) -> i64 {
      %i0 = snow.tuple.get %p[0] : tuple<i64, i64>
      %s0 = snow.tuple.get %p[1] : tuple<i64, i64>
      cf.br ^loop(%i0, %s0 : i64, i64)
    ^loop(%i: i64, %s: i64):
      %t = arith.addi %s, %i : i64
      %j = arith.addi %i, %n : i64
      %done = arith.cmpi sge, %j, %n : i64
      cf.cond_br %done, ^exit, ^loop(%j, %t : i64, i64)
    ^exit:
      return %t : i64
    }
    ```
  }];
  let statistics = [
    Statistic<"numInlined", "inlined", "Number of calls inlined">,
    Statistic<"numUnboxed", "unboxed", "Number of groups of block arguments">
  ];
}

#endif // SNOW_DIALECT_SNOW_TRANSFORMS_OPTIMIZATIONPASSES_TD
