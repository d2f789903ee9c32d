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
    reference, and neither side counts (as Lean 4 infers it: Ullrich and de
    Moura, "Counting Immutable Beans", IFL 2019). Only functions whose calls are all in the
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

def SnowVacateEntries : Pass<"snow-vacate-entries"> {
  let summary = "take values out of the maps that they are put back into";
  let description = [{
    A value that is read from a map, changed, and put back under its key could
    not be changed in place: the map holds it, too. So where nothing can see the
    map between the reading and the putting back, the map gives up its reference
    when the value has been read, if it is the map's only holder that does so
    (`map_vacate_at`): its entry is empty meanwhile. That is what makes a list in
    a map that is appended to in a loop cost the same for each element.

    Where a way from the reading leads to a use of the map as it was, the map
    gives the value up on the others, where they part from that way. A map that
    is dropped, be it by a panic, may have empty entries.

    Run it after `snow-fuse-lookups`, which gives the reading and the putting
    back one place, and after `snow-insert-ownership` and
    `snow-optimize-ownership`, as it changes who holds what.

    Before:

    ```mlir
    func.func @add(%m: !snow.map<i64, !snow.list<i64>>, %k: i64, %x: i64)
        -> !snow.map<i64, !snow.list<i64>> {
      %at = snow.library_call "map_place" types [i64](%m, %k)
          : (!snow.map<i64, !snow.list<i64>>, i64) -> i64
      %l = snow.library_call "map_value_at" types [!snow.list<i64>](%m, %at)
          : (!snow.map<i64, !snow.list<i64>>, i64) -> !snow.list<i64>
      %n = snow.list.append %l, %x : !snow.list<i64>, i64
      %r = snow.library_call "map_put_at" types [i64, !snow.list<i64>](%m, %at, %k, %n)
          : (!snow.map<i64, !snow.list<i64>>, i64, i64, !snow.list<i64>)
          -> !snow.map<i64, !snow.list<i64>>
      return %r : !snow.map<i64, !snow.list<i64>>
    }
    ```

    After:

    ```mlir
    func.func @add(%m: !snow.map<i64, !snow.list<i64>>, %k: i64, %x: i64)
        -> !snow.map<i64, !snow.list<i64>> {
      %at = snow.library_call "map_place" types [i64](%m, %k)
          : (!snow.map<i64, !snow.list<i64>>, i64) -> i64
      %l = snow.library_call "map_value_at" types [!snow.list<i64>](%m, %at)
          : (!snow.map<i64, !snow.list<i64>>, i64) -> !snow.list<i64>
      snow.library_call "map_vacate_at" types [!snow.list<i64>](%m, %at)
          : (!snow.map<i64, !snow.list<i64>>, i64) -> ()
      %n = snow.list.append %l, %x : !snow.list<i64>, i64
      %r = snow.library_call "map_put_at" types [i64, !snow.list<i64>](%m, %at, %k, %n)
          : (!snow.map<i64, !snow.list<i64>>, i64, i64, !snow.list<i64>)
          -> !snow.map<i64, !snow.list<i64>>
      return %r : !snow.map<i64, !snow.list<i64>>
    }
    ```
  }];
  let statistics = [
    Statistic<"numVacated", "vacated", "Number of values taken out">
  ];
}

#endif // SNOW_DIALECT_SNOW_TRANSFORMS_OWNERSHIPPASSES_TD
