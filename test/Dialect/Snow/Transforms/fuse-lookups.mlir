// RUN: snow-opt %s --snow-fuse-lookups | FileCheck %s

// One search for both, of which the map is given to the second.
// CHECK-LABEL: func.func @count(
// CHECK-SAME:    %[[M:.*]]: !snow.map<!snow.string, i64>, %[[W:.*]]: !snow.string
// CHECK:         %[[AT:.*]] = snow.library_call "map_place" types [!snow.string](%[[M]], %[[W]])
// CHECK-NEXT:    %[[N:.*]] = snow.library_call "map_get_at_or" types [i64](%[[M]], %[[AT]], %{{.*}})
// CHECK-NEXT:    %[[R:.*]] = snow.library_call "map_put_at" types [!snow.string, i64](%[[M]], %[[AT]], %[[W]], %[[N]])
// CHECK-NEXT:    return %[[R]]
func.func @count(%m: !snow.map<!snow.string, i64>, %w: !snow.string) -> !snow.map<!snow.string, i64> {
  %zero = arith.constant 0 : i64
  %n = snow.library_call "map_get_or" types [!snow.string, i64](%m, %w, %zero) : (!snow.map<!snow.string, i64>, !snow.string, i64) -> i64
  %r = snow.library_call "map_put" types [!snow.string, i64](%m, %w, %n) : (!snow.map<!snow.string, i64>, !snow.string, i64) -> !snow.map<!snow.string, i64>
  return %r : !snow.map<!snow.string, i64>
}

// CHECK-LABEL: func.func @if_there(
// CHECK:         %[[AT:.*]] = snow.library_call "map_place" types [i64](%arg0, %arg1)
// CHECK:         %[[IS:.*]] = arith.cmpi sge, %[[AT]], %{{.*}} : i64
// CHECK-NEXT:    cf.cond_br %[[IS]]
// CHECK:         snow.library_call "map_get_at" types [i64, !snow.string](%arg0, %[[AT]], %arg1)
// CHECK:         snow.library_call "map_put_at" types [i64, !snow.string](%arg0, %[[AT]], %arg1,
// CHECK:         snow.library_call "map_put_at" types [i64, !snow.string](%arg0, %[[AT]], %arg1,
func.func @if_there(%m: !snow.map<i64, !snow.string>, %k: i64) -> !snow.map<i64, !snow.string> {
  %is = snow.library_call "map_has_key" types [i64](%m, %k) : (!snow.map<i64, !snow.string>, i64) -> i1
  cf.cond_br %is, ^yes, ^no
^yes:
  %s = snow.library_call "map_get" types [i64, !snow.string](%m, %k) : (!snow.map<i64, !snow.string>, i64) -> !snow.string
  %t = snow.string.concat %s, %s
  %r = snow.library_call "map_put" types [i64, !snow.string](%m, %k, %t) : (!snow.map<i64, !snow.string>, i64, !snow.string) -> !snow.map<i64, !snow.string>
  return %r : !snow.map<i64, !snow.string>
^no:
  %e = snow.string.constant ""
  %q = snow.library_call "map_put" types [i64, !snow.string](%m, %k, %e) : (!snow.map<i64, !snow.string>, i64, !snow.string) -> !snow.map<i64, !snow.string>
  return %q : !snow.map<i64, !snow.string>
}

// No Option is made to be taken apart.
// CHECK-LABEL: func.func @find(
// CHECK:         %[[AT:.*]] = snow.library_call "map_place" types [i64](%arg0, %arg1)
// CHECK:         %[[IS:.*]] = arith.cmpi sge, %[[AT]], %{{.*}} : i64
// CHECK-NEXT:    cf.cond_br %[[IS]], ^[[SOME:bb[0-9]+]]
// CHECK:       ^[[SOME]]:
// CHECK-NEXT:    %[[V:.*]] = snow.library_call "map_value_at" types [!snow.string](%arg0, %[[AT]])
// CHECK-NEXT:    return %[[V]]
func.func @find(%m: !snow.map<i64, !snow.string>, %k: i64) -> !snow.string {
  %o = snow.library_call "map_find" types [i64, !snow.string](%m, %k) : (!snow.map<i64, !snow.string>, i64) -> !snow.option<!snow.string>
  %is = snow.option.is_some %o : !snow.option<!snow.string>
  cf.cond_br %is, ^some, ^none
^some:
  %v = snow.option.get %o : !snow.option<!snow.string>
  return %v : !snow.string
^none:
  %e = snow.string.constant ""
  return %e : !snow.string
}

// The value would be read when the map is gone.
// CHECK-LABEL: func.func @read_later(
// CHECK:         snow.library_call "map_find"
func.func @read_later(%m: !snow.map<i64, i64>, %k: i64) -> (!snow.map<i64, i64>, i64) {
  %o = snow.library_call "map_find" types [i64, i64](%m, %k) : (!snow.map<i64, i64>, i64) -> !snow.option<i64>
  %r = snow.library_call "map_delete" types [i64, i64](%m, %k) : (!snow.map<i64, i64>, i64) -> !snow.map<i64, i64>
  %v = snow.option.get %o : !snow.option<i64>
  return %r, %v : !snow.map<i64, i64>, i64
}

// Other keys, other maps, keys that the program compares, a search that comes
// second or on another way.
// CHECK-LABEL: func.func @others(
// CHECK-NOT:     map_place
// CHECK-LABEL: func.func @numbers(
func.func @key_eq(%a: !snow.struct<@Key>, %b: !snow.struct<@Key>) -> i1 {
  %yes = arith.constant true
  %t = snow.string.constant "compared"
  snow.println %t
  return %yes : i1
}
snow.struct_type @Key named "Key" (k: i64) eq @key_eq
func.func @others(%m: !snow.map<i64, i64>, %n: !snow.map<!snow.struct<@Key>, i64>, %k: i64, %l: i64, %key: !snow.struct<@Key>, %c: i1) -> i64 {
  %a = snow.library_call "map_get_or" types [i64, i64](%m, %k, %l) : (!snow.map<i64, i64>, i64, i64) -> i64
  %p = snow.library_call "map_put" types [i64, i64](%m, %l, %a) : (!snow.map<i64, i64>, i64, i64) -> !snow.map<i64, i64>
  %b = snow.library_call "map_get_or" types [i64, i64](%p, %l, %k) : (!snow.map<i64, i64>, i64, i64) -> i64
  %d = snow.library_call "map_get_or" types [!snow.struct<@Key>, i64](%n, %key, %l) : (!snow.map<!snow.struct<@Key>, i64>, !snow.struct<@Key>, i64) -> i64
  %q = snow.library_call "map_put" types [!snow.struct<@Key>, i64](%n, %key, %l) : (!snow.map<!snow.struct<@Key>, i64>, !snow.struct<@Key>, i64) -> !snow.map<!snow.struct<@Key>, i64>
  cf.cond_br %c, ^left, ^right
^left:
  %e = snow.library_call "map_get" types [i64, i64](%p, %k) : (!snow.map<i64, i64>, i64) -> i64
  return %e : i64
^right:
  %f = snow.library_call "map_get" types [i64, i64](%p, %k) : (!snow.map<i64, i64>, i64) -> i64
  return %f : i64
}

// CHECK-SAME:    %[[S:.*]]: !snow.string) -> (i64, f64, !snow.option<i64>) {
// CHECK-NEXT:    %[[IS:.*]], %[[N:.*]] = snow.string.read %[[S]] : i64
// CHECK-NEXT:    cf.cond_br %[[IS]]
// CHECK:         %{{.*}}, %[[X:.*]] = snow.string.read %[[S]] : f64
// CHECK-NEXT:    %[[O:.*]] = snow.library_call "string_to_int"
// CHECK:         return %[[N]], %[[X]], %[[O]]
func.func @numbers(%s: !snow.string) -> (i64, f64, !snow.option<i64>) {
  %o = snow.library_call "string_to_int"(%s) : (!snow.string) -> !snow.option<i64>
  %is = snow.option.is_some %o : !snow.option<i64>
  cf.cond_br %is, ^some, ^none
^none:
  snow.println %s
  cf.br ^some
^some:
  %v = snow.option.get %o : !snow.option<i64>
  %p = snow.library_call "string_to_float"(%s) : (!snow.string) -> !snow.option<f64>
  %x = snow.option.get %p : !snow.option<f64>
  %kept = snow.library_call "string_to_int"(%s) : (!snow.string) -> !snow.option<i64>
  %some = snow.option.is_some %kept : !snow.option<i64>
  return %v, %x, %kept : i64, f64, !snow.option<i64>
}

// A key that is computed twice, an entry that is read twice, and keys that the
// runtime compares part by part.
// CHECK-LABEL: func.func @twice(
// CHECK:         %[[K:.*]] = snow.int.rem %arg1, %arg2
// CHECK-NOT:     snow.int.rem
// CHECK:         %[[AT:.*]] = snow.library_call "map_place" types [i64](%arg0, %[[K]])
// CHECK-NEXT:    %[[IN:.*]] = snow.library_call "map_get_at" {{.*}}(%arg0, %[[AT]], %[[K]])
// CHECK-NEXT:    %[[AT2:.*]] = snow.library_call "map_place" types [tuple<i64, !snow.string>](%[[IN]], %arg3)
// CHECK-NEXT:    snow.library_call "map_get_at_or" types [i64](%[[IN]], %[[AT2]], %arg1)
// CHECK-NEXT:    %[[PUT:.*]] = snow.library_call "map_put_at" {{.*}}(%[[IN]], %[[AT2]], %arg3,
// CHECK-NEXT:    snow.library_call "map_put_at" {{.*}}(%arg0, %[[AT]], %[[K]], %[[PUT]])
func.func @twice(%m: !snow.map<i64, !snow.map<tuple<i64, !snow.string>, i64>>, %a: i64, %b: i64, %t: tuple<i64, !snow.string>) -> !snow.map<i64, !snow.map<tuple<i64, !snow.string>, i64>> {
  %q = snow.int.rem %a, %b
  %k = snow.int.rem %a, %b
  %i = snow.library_call "map_get" types [i64, !snow.map<tuple<i64, !snow.string>, i64>](%m, %k) : (!snow.map<i64, !snow.map<tuple<i64, !snow.string>, i64>>, i64) -> !snow.map<tuple<i64, !snow.string>, i64>
  %l = snow.int.rem %a, %b
  %j = snow.library_call "map_get" types [i64, !snow.map<tuple<i64, !snow.string>, i64>](%m, %l) : (!snow.map<i64, !snow.map<tuple<i64, !snow.string>, i64>>, i64) -> !snow.map<tuple<i64, !snow.string>, i64>
  %n = snow.library_call "map_get_or" types [tuple<i64, !snow.string>, i64](%i, %t, %a) : (!snow.map<tuple<i64, !snow.string>, i64>, tuple<i64, !snow.string>, i64) -> i64
  %p = snow.library_call "map_put" types [tuple<i64, !snow.string>, i64](%j, %t, %n) : (!snow.map<tuple<i64, !snow.string>, i64>, tuple<i64, !snow.string>, i64) -> !snow.map<tuple<i64, !snow.string>, i64>
  %r = snow.library_call "map_put" types [i64, !snow.map<tuple<i64, !snow.string>, i64>](%m, %q, %p) : (!snow.map<i64, !snow.map<tuple<i64, !snow.string>, i64>>, i64, !snow.map<tuple<i64, !snow.string>, i64>) -> !snow.map<i64, !snow.map<tuple<i64, !snow.string>, i64>>
  return %r : !snow.map<i64, !snow.map<tuple<i64, !snow.string>, i64>>
}

// In the handlers of services, too.
// CHECK-LABEL: snow.service @Counts
// CHECK:         snow.library_call "map_place"
// CHECK:         snow.library_call "map_put_at"
snow.service @Counts state !snow.map<i64, i64> {
  snow.init() {
    %m = snow.library_call "map_new"() : () -> !snow.map<i64, i64>
    snow.return %m : !snow.map<i64, i64>
  }
  snow.cast "Count"(%m: !snow.map<i64, i64>, %k: i64) {
    %n = snow.library_call "map_get_or" types [i64, i64](%m, %k, %k) : (!snow.map<i64, i64>, i64, i64) -> i64
    %r = snow.library_call "map_put" types [i64, i64](%m, %k, %n) : (!snow.map<i64, i64>, i64, i64) -> !snow.map<i64, i64>
    snow.return %r : !snow.map<i64, i64>
  }
}

// Keys that are computed by calls of functions that do nothing else, and ones
// that such functions compare: functions may call each other, panic and go
// through lists, but not print or call what they do not know.
// CHECK-LABEL: func.func @computed(
// CHECK:         %[[K:.*]] = call @even(%arg1)
// CHECK-NOT:     call @even
// CHECK:         %[[AT:.*]] = snow.library_call "map_place" types [!snow.struct<@Pure>](%arg0, %[[K]])
// CHECK-NEXT:    snow.library_call "map_get_at_or" types [i64](%arg0, %[[AT]], %arg1)
// CHECK-NEXT:    snow.library_call "map_put_at" {{.*}}(%arg0, %[[AT]], %[[K]],
// CHECK-LABEL: func.func @told(
// CHECK-NOT:     map_place
// CHECK-LABEL: func.func @unknown(
// CHECK-NOT:     map_place
func.func @pure_eq(%a: !snow.struct<@Pure>, %b: !snow.struct<@Pure>) -> i1 {
  %x = snow.struct.get %a[0] : !snow.struct<@Pure> -> i64
  %y = snow.struct.get %b[0] : !snow.struct<@Pure> -> i64
  %r = arith.cmpi eq, %x, %y : i64
  return %r : i1
}
snow.struct_type @Pure named "Pure" (k: i64) eq @pure_eq
func.func @even(%n: i64) -> !snow.struct<@Pure> {
  %zero = arith.constant 0 : i64
  %done = arith.cmpi eq, %n, %zero : i64
  cf.cond_br %done, ^yes, ^more
^yes:
  %s = snow.struct.make %n : (i64) -> !snow.struct<@Pure>
  return %s : !snow.struct<@Pure>
^more:
  %m = snow.int.div %n, %n
  %r = call @odd(%m) : (i64) -> !snow.struct<@Pure>
  return %r : !snow.struct<@Pure>
}
func.func @odd(%n: i64) -> !snow.struct<@Pure> {
  %r = call @even(%n) : (i64) -> !snow.struct<@Pure>
  return %r : !snow.struct<@Pure>
}
func.func @computed(%m: !snow.map<!snow.struct<@Pure>, i64>, %n: i64) -> !snow.map<!snow.struct<@Pure>, i64> {
  %k = call @even(%n) : (i64) -> !snow.struct<@Pure>
  %l = call @even(%n) : (i64) -> !snow.struct<@Pure>
  %a = snow.library_call "map_get_or" types [!snow.struct<@Pure>, i64](%m, %l, %n) : (!snow.map<!snow.struct<@Pure>, i64>, !snow.struct<@Pure>, i64) -> i64
  %p = snow.library_call "map_put" types [!snow.struct<@Pure>, i64](%m, %k, %a) : (!snow.map<!snow.struct<@Pure>, i64>, !snow.struct<@Pure>, i64) -> !snow.map<!snow.struct<@Pure>, i64>
  return %p : !snow.map<!snow.struct<@Pure>, i64>
}
func.func @tell(%n: i64) -> i64 {
  %t = snow.to_string %n : i64
  snow.println %t
  return %n : i64
}
func.func @asks_told(%n: i64) -> i64 {
  %r = call @tell(%n) : (i64) -> i64
  return %r : i64
}
func.func @told(%m: !snow.map<i64, i64>, %n: i64) -> !snow.map<i64, i64> {
  %k = call @asks_told(%n) : (i64) -> i64
  %l = call @asks_told(%n) : (i64) -> i64
  %a = snow.library_call "map_get_or" types [i64, i64](%m, %l, %n) : (!snow.map<i64, i64>, i64, i64) -> i64
  %p = snow.library_call "map_put" types [i64, i64](%m, %k, %a) : (!snow.map<i64, i64>, i64, i64) -> !snow.map<i64, i64>
  return %p : !snow.map<i64, i64>
}
func.func @unknown(%m: !snow.map<i64, i64>, %n: i64, %f: !snow.fn<(i64) -> i64>) -> !snow.map<i64, i64> {
  %k = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
  %l = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
  %a = snow.library_call "map_get_or" types [i64, i64](%m, %l, %n) : (!snow.map<i64, i64>, i64, i64) -> i64
  %p = snow.library_call "map_put" types [i64, i64](%m, %k, %a) : (!snow.map<i64, i64>, i64, i64) -> !snow.map<i64, i64>
  return %p : !snow.map<i64, i64>
}
