// RUN: snow-opt %s --snow-vacate-entries --split-input-file | FileCheck %s

// The list is the map's alone when it has been read, and is put back.
// CHECK-LABEL: func.func @add(
// CHECK:         %[[L:.*]] = snow.library_call "map_get_at_or" types [!snow.list<i64>](%[[M:.*]], %[[AT:.*]], %{{.*}})
// CHECK-NEXT:    snow.library_call "map_vacate_at" types [!snow.list<i64>](%[[M]], %[[AT]]) : (!snow.map<i64, !snow.list<i64>>, i64) -> ()
// CHECK-NEXT:    snow.cleanup
// CHECK-NEXT:    snow.list.append %[[L]]
// CHECK:         snow.library_call "map_put_at"
func.func @add(%m: !snow.map<i64, !snow.list<i64>>, %k: i64, %x: i64) -> !snow.map<i64, !snow.list<i64>> {
  %none = snow.list.make : !snow.list<i64>
  %at = snow.library_call "map_place" types [i64](%m, %k) : (!snow.map<i64, !snow.list<i64>>, i64) -> i64
  %l = snow.library_call "map_get_at_or" types [!snow.list<i64>](%m, %at, %none) : (!snow.map<i64, !snow.list<i64>>, i64, !snow.list<i64>) -> !snow.list<i64>
  snow.cleanup(%m) : !snow.map<i64, !snow.list<i64>>
  %n = snow.list.append %l, %x : !snow.list<i64>, i64
  %size = snow.library_call "map_size"(%m) : (!snow.map<i64, !snow.list<i64>>) -> i64
  %r = snow.library_call "map_put_at" types [i64, !snow.list<i64>](%m, %at, %k, %n) : (!snow.map<i64, !snow.list<i64>>, i64, i64, !snow.list<i64>) -> !snow.map<i64, !snow.list<i64>>
  return %r : !snow.map<i64, !snow.list<i64>>
}

// -----

// On one way the map is given back as it was: it gives the value up on the
// others only, of which one drops the map and one panics.
// CHECK-LABEL: func.func @ways(
// CHECK:         snow.library_call "map_get_at"
// CHECK-NEXT:    cf.switch
// CHECK:       ^bb1:
// CHECK-NEXT:    snow.library_call "map_vacate_at"
// CHECK-NEXT:    %{{.*}} = snow.list.append
// CHECK-NEXT:    snow.library_call "map_put_at"
// CHECK-NOT:     map_vacate_at
// CHECK:         snow.panic
func.func @ways(%m: !snow.map<i64, !snow.list<i64>>, %k: i64, %x: i64, %which: i64, %why: !snow.string) -> !snow.map<i64, !snow.list<i64>> {
  %at = snow.library_call "map_place" types [i64](%m, %k) : (!snow.map<i64, !snow.list<i64>>, i64) -> i64
  %l = snow.library_call "map_get_at" types [i64, !snow.list<i64>](%m, %at, %k) : (!snow.map<i64, !snow.list<i64>>, i64, i64) -> !snow.list<i64>
  cf.switch %which : i64, [
    default: ^put,
    1: ^same,
    2: ^none,
    3: ^panic
  ]
^put:
  %n = snow.list.append %l, %x : !snow.list<i64>, i64
  %r = snow.library_call "map_put_at" types [i64, !snow.list<i64>](%m, %at, %k, %n) : (!snow.map<i64, !snow.list<i64>>, i64, i64, !snow.list<i64>) -> !snow.map<i64, !snow.list<i64>>
  return %r : !snow.map<i64, !snow.list<i64>>
^same:
  snow.release %l : !snow.list<i64>
  return %m : !snow.map<i64, !snow.list<i64>>
^none:
  snow.release %l : !snow.list<i64>
  snow.release %m : !snow.map<i64, !snow.list<i64>>
  %empty = snow.library_call "map_new"() : () -> !snow.map<i64, !snow.list<i64>>
  return %empty : !snow.map<i64, !snow.list<i64>>
^panic:
  snow.cleanup(%m, %l) : !snow.map<i64, !snow.list<i64>>, !snow.list<i64>
  snow.panic %why
}

// -----

// The map is seen in between, or is kept by another reference.
// CHECK-NOT:   map_vacate_at
func.func private @look(!snow.map<i64, !snow.list<i64>> {snow.borrowed})
func.func @seen(%m: !snow.map<i64, !snow.list<i64>>, %k: i64, %x: i64) -> !snow.map<i64, !snow.list<i64>> {
  %at = snow.library_call "map_place" types [i64](%m, %k) : (!snow.map<i64, !snow.list<i64>>, i64) -> i64
  %l = snow.library_call "map_value_at" types [!snow.list<i64>](%m, %at) : (!snow.map<i64, !snow.list<i64>>, i64) -> !snow.list<i64>
  call @look(%m) : (!snow.map<i64, !snow.list<i64>>) -> ()
  %n = snow.list.append %l, %x : !snow.list<i64>, i64
  %r = snow.library_call "map_put_at" types [i64, !snow.list<i64>](%m, %at, %k, %n) : (!snow.map<i64, !snow.list<i64>>, i64, i64, !snow.list<i64>) -> !snow.map<i64, !snow.list<i64>>
  return %r : !snow.map<i64, !snow.list<i64>>
}
func.func @kept(%m: !snow.map<i64, !snow.list<i64>>, %k: i64, %x: i64) -> (!snow.map<i64, !snow.list<i64>>, !snow.map<i64, !snow.list<i64>>) {
  %at = snow.library_call "map_place" types [i64](%m, %k) : (!snow.map<i64, !snow.list<i64>>, i64) -> i64
  %l = snow.library_call "map_value_at" types [!snow.list<i64>](%m, %at) : (!snow.map<i64, !snow.list<i64>>, i64) -> !snow.list<i64>
  %n = snow.list.append %l, %x : !snow.list<i64>, i64
  snow.retain %m : !snow.map<i64, !snow.list<i64>>
  %r = snow.library_call "map_put_at" types [i64, !snow.list<i64>](%m, %at, %k, %n) : (!snow.map<i64, !snow.list<i64>>, i64, i64, !snow.list<i64>) -> !snow.map<i64, !snow.list<i64>>
  return %m, %r : !snow.map<i64, !snow.list<i64>>, !snow.map<i64, !snow.list<i64>>
}
// Another place, a map that is seen through another name, and a value that is
// not changed.
func.func @others(%m: !snow.map<i64, !snow.list<i64>>, %at: i64, %to: i64, %k: i64, %x: i64) -> !snow.map<i64, !snow.list<i64>> {
  %l = snow.library_call "map_value_at" types [!snow.list<i64>](%m, %at) : (!snow.map<i64, !snow.list<i64>>, i64) -> !snow.list<i64>
  %n = snow.list.append %l, %x : !snow.list<i64>, i64
  %r = snow.library_call "map_put_at" types [i64, !snow.list<i64>](%m, %to, %k, %n) : (!snow.map<i64, !snow.list<i64>>, i64, i64, !snow.list<i64>) -> !snow.map<i64, !snow.list<i64>>
  return %r : !snow.map<i64, !snow.list<i64>>
}
func.func @alias(%m: !snow.map<i64, !snow.list<i64>>, %o: !snow.map<i64, !snow.list<i64>>, %c: i1, %k: i64, %x: i64) -> !snow.map<i64, !snow.list<i64>> {
  %either = arith.select %c, %m, %o : !snow.map<i64, !snow.list<i64>>
  %at = snow.library_call "map_place" types [i64](%m, %k) : (!snow.map<i64, !snow.list<i64>>, i64) -> i64
  %l = snow.library_call "map_value_at" types [!snow.list<i64>](%m, %at) : (!snow.map<i64, !snow.list<i64>>, i64) -> !snow.list<i64>
  func.call @look(%either) : (!snow.map<i64, !snow.list<i64>>) -> ()
  %n = snow.list.append %l, %x : !snow.list<i64>, i64
  %r = snow.library_call "map_put_at" types [i64, !snow.list<i64>](%m, %at, %k, %n) : (!snow.map<i64, !snow.list<i64>>, i64, i64, !snow.list<i64>) -> !snow.map<i64, !snow.list<i64>>
  snow.release %o : !snow.map<i64, !snow.list<i64>>
  return %r : !snow.map<i64, !snow.list<i64>>
}
func.func @unchanged(%m: !snow.map<i64, !snow.string>, %k: i64) -> !snow.map<i64, !snow.string> {
  %s = snow.string.constant "seen"
  %at = snow.library_call "map_place" types [i64](%m, %k) : (!snow.map<i64, !snow.string>, i64) -> i64
  %l = snow.library_call "map_value_at" types [!snow.string](%m, %at) : (!snow.map<i64, !snow.string>, i64) -> !snow.string
  snow.println %l
  snow.release %l : !snow.string
  %r = snow.library_call "map_put_at" types [i64, !snow.string](%m, %at, %k, %s) : (!snow.map<i64, !snow.string>, i64, i64, !snow.string) -> !snow.map<i64, !snow.string>
  return %r : !snow.map<i64, !snow.string>
}
