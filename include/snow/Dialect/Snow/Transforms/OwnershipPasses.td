//===- OwnershipPasses.td - Passes on reference counts -----*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_TRANSFORMS_OWNERSHIPPASSES_TD
#define SNOW_DIALECT_SNOW_TRANSFORMS_OWNERSHIPPASSES_TD

include "mlir/Pass/PassBase.td"

def SnowInferBorrowing : Pass<"snow-infer-borrowing", "::mlir::ModuleOp"> {
  let summary = "find the parameters that a function need not own";
  let description = [{
    Marks with `snow.borrowed` each parameter that a function only looks at: it
    gives neither the value nor a part of it away. A caller then keeps its
    reference, and neither side counts. Only functions whose calls are all in the
    module: not those that start processes or that function values refer to, and
    public ones only in a whole program.

    Run it before `snow-insert-ownership`, which goes by the marks.

    Before:

    ```mlir
    func.func private @show(%s: !snow.string) {
      snow.println %s
      return
    }
    ```

    After:

    ```mlir
    func.func private @show(%s: !snow.string {snow.borrowed}) {
      snow.println %s
      return
    }
    ```
  }];
  let statistics = [
    Statistic<"numBorrowed", "borrowed", "Number of parameters marked">
  ];
}

def SnowInsertOwnership : Pass<"snow-insert-ownership"> {
  let summary = "make reference counts explicit";
  let description = [{
    Says with `snow.retain` and `snow.release` who owns each value, and with
    `snow.cleanup` what a panic has to release. `OwnershipOpInterface` tells what
    each operation consumes and lends; functions own their parameters, but for
    those marked `snow.borrowed`, and blocks their arguments. The last use of a
    value moves its reference, and where there is none, the value is released at
    the earliest point of each path. A part of a value is borrowed from it; it
    gets a reference of its own if it is consumed, or if it outlives the whole.
    docs/design/ownership.md has the rules.

    Services, supervisors and structured control flow are to be lowered before,
    and `snow.yield_check`, where a process may be ended, to be in place.

    With `strategy=program-lifetime` nothing is counted, and every value lives
    as long as the program.

    Before:

    ```mlir
    func.func @pair(%a: !snow.string, %b: !snow.string) -> tuple<!snow.string, !snow.string> {
      snow.println %b
      %t = snow.tuple.make %a, %a : tuple<!snow.string, !snow.string>
      return %t : tuple<!snow.string, !snow.string>
    }
    ```

    After:

    ```mlir
    func.func @pair(%a: !snow.string, %b: !snow.string) -> tuple<!snow.string, !snow.string> {
      snow.println %b
      snow.release %b : !snow.string
      snow.retain %a : !snow.string
      %t = snow.tuple.make %a, %a : tuple<!snow.string, !snow.string>
      return %t : tuple<!snow.string, !snow.string>
    }
    ```
  }];
  let options = [
    Option<"strategy", "strategy", "std::string", "\"counted\"",
           "how long values live: counted or program-lifetime">
  ];
  let dependentDialects = [
    "::mlir::cf::ControlFlowDialect", "::snow::SnowDialect",
    "::snow::snowrt::SnowRTDialect"
  ];
  let statistics = [
    Statistic<"numRetains", "retains", "Number of snow.retain inserted">,
    Statistic<"numReleases", "releases", "Number of snow.release inserted">,
    Statistic<"numCleanups", "cleanups", "Number of snow.cleanup inserted">
  ];
}

def SnowOptimizeOwnership : Pass<"snow-optimize-ownership"> {
  let summary = "remove reference counting that cancels out";
  let description = [{
    Removes a `snow.retain` and a later `snow.release` of the same value in one
    block when no operation in between can release the value.

    Before:

    ```mlir
    func.func @show(%s: !snow.string) {
      snow.retain %s : !snow.string
      snow.println %s
      snow.release %s : !snow.string
      return
    }
    ```

    After:

    ```mlir
    func.func @show(%s: !snow.string) {
      snow.println %s
      return
    }
    ```
  }];
  let statistics = [
    Statistic<"numPairs", "pairs", "Number of retain/release pairs removed">
  ];
}


#endif // SNOW_DIALECT_SNOW_TRANSFORMS_OWNERSHIPPASSES_TD
