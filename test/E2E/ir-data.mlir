// Declared types, options, results, Any, library calls and file-level constants.
// RUN: %status 1 snowc run %s 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// RUN: snowc build %s -o %t && %status 1 %t 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// CHECK:Point(1, 2.5)
// CHECK-NEXT:Point { x: 1, y: 2.5 }
// CHECK-NEXT:[Disc(7), Dot, Group([Dot])]
// CHECK-NEXT:true
// CHECK-NEXT:<3>
// CHECK-NEXT:[<3>, <4>]
// CHECK-NEXT:true
// CHECK-NEXT:Some(5)
// CHECK-NEXT:None
// CHECK-NEXT:Err(no)
// CHECK-NEXT:7
// CHECK-NEXT:true
// CHECK-NEXT:false
// CHECK-NEXT:HELLO
// CHECK-NEXT:%{1 => a}
// CHECK-NEXT:42
// CHECK-NEXT:Error(boom)
// ERR: panic: unset is not initialised
// ERR-NEXT: at {{.*}}ir-data.mlir:{{[0-9]+:[0-9]+}}

snow.struct_type @Main.Point named "Point" (x: i64, y: f64) has_display
snow.sum_type @Main.Shape named "Shape" [
  Dot, Disc(i64), Group(!snow.list<!snow.sum<@Main.Shape>>)
] has_display

// Shown in angles, equal if congruent modulo 10.
snow.struct_type @Main.Id named "Id" (n: i64) display @id_text eq @id_eq
func.func @id_text(%id: !snow.struct<@Main.Id>) -> !snow.string {
  %n = snow.struct.get %id[0] : !snow.struct<@Main.Id> -> i64
  %t = snow.to_string %n : i64
  %a = snow.string.constant "<"
  %b = snow.string.constant ">"
  %s = snow.string.concat %a, %t, %b
  return %s : !snow.string
}
func.func @id_eq(%a: !snow.struct<@Main.Id>, %b: !snow.struct<@Main.Id>) -> i1 {
  %x = snow.struct.get %a[0] : !snow.struct<@Main.Id> -> i64
  %y = snow.struct.get %b[0] : !snow.struct<@Main.Id> -> i64
  %ten = arith.constant 10 : i64
  %p = snow.int.rem %x, %ten
  %q = snow.int.rem %y, %ten
  %e = arith.cmpi eq, %p, %q : i64
  return %e : i1
}

snow.global @Main.limit : !snow.list<i64>
snow.global @Main.unset : i64

func.func @show_bool(%b: i1) {
  %s = snow.to_string %b : i1
  snow.println %s
  return
}

func.func @structs(%x: i64, %y: f64) {
  %p = snow.struct.make %x, %y : (i64, f64) -> !snow.struct<@Main.Point>
  %s = snow.to_string %p : !snow.struct<@Main.Point>
  snow.println %s
  %d = snow.inspect %p : !snow.struct<@Main.Point>
  snow.println %d
  return
}

func.func @sums(%n: i64) {
  %dot = snow.sum.make 0() : () -> !snow.sum<@Main.Shape>
  %disc = snow.sum.make 1(%n) : (i64) -> !snow.sum<@Main.Shape>
  %one = snow.list.make %dot : !snow.list<!snow.sum<@Main.Shape>>
  %group = snow.sum.make 2(%one) : (!snow.list<!snow.sum<@Main.Shape>>) -> !snow.sum<@Main.Shape>
  %all = snow.list.make %disc, %dot, %group : !snow.list<!snow.sum<@Main.Shape>>
  %s = snow.to_string %all : !snow.list<!snow.sum<@Main.Shape>>
  snow.println %s
  %same = snow.eq %dot, %dot : !snow.sum<@Main.Shape>
  func.call @show_bool(%same) : (i1) -> ()
  return
}

func.func @methods(%three: i64, %four: i64, %thirteen: i64) {
  %a = snow.struct.make %three : (i64) -> !snow.struct<@Main.Id>
  %b = snow.struct.make %four : (i64) -> !snow.struct<@Main.Id>
  %c = snow.struct.make %thirteen : (i64) -> !snow.struct<@Main.Id>
  %s = snow.to_string %a : !snow.struct<@Main.Id>
  snow.println %s
  %l = snow.list.make %a, %b : !snow.list<!snow.struct<@Main.Id>>
  %m = snow.list.make %c, %b : !snow.list<!snow.struct<@Main.Id>>
  %t = snow.to_string %l : !snow.list<!snow.struct<@Main.Id>>
  snow.println %t
  %e = snow.eq %l, %m : !snow.list<!snow.struct<@Main.Id>>
  func.call @show_bool(%e) : (i1) -> ()
  return
}

func.func @options(%n: i64) {
  %some = snow.option.some %n : i64
  %s = snow.to_string %some : !snow.option<i64>
  snow.println %s
  %none = snow.option.none : !snow.option<i64>
  %t = snow.to_string %none : !snow.option<i64>
  snow.println %t
  %no = snow.string.constant "no"
  %err = snow.result.err %no : !snow.string -> !snow.result<i64, !snow.string>
  %u = snow.to_string %err : !snow.result<i64, !snow.string>
  snow.println %u
  return
}

func.func @any(%a: !snow.any) {
  %n = snow.any.get %a : i64
  %s = snow.to_string %n : i64
  snow.println %s
  %is = snow.any.is %a : i64
  func.call @show_bool(%is) : (i1) -> ()
  %not = snow.any.is %a : !snow.string
  func.call @show_bool(%not) : (i1) -> ()
  return
}

func.func @main() {
  %one = arith.constant 1 : i64
  %y = arith.constant 2.5 : f64
  %three = arith.constant 3 : i64
  %four = arith.constant 4 : i64
  %five = arith.constant 5 : i64
  %seven = arith.constant 7 : i64
  %thirteen = arith.constant 13 : i64
  func.call @structs(%one, %y) : (i64, f64) -> ()
  func.call @sums(%seven) : (i64) -> ()
  func.call @methods(%three, %four, %thirteen) : (i64, i64, i64) -> ()
  func.call @options(%five) : (i64) -> ()
  %a = snow.any.make %seven : i64
  func.call @any(%a) : (!snow.any) -> ()

  %hello = snow.string.constant "hello"
  %upper = snow.library_call "string_to_upper"(%hello) : (!snow.string) -> !snow.string
  snow.println %upper
  %empty = snow.library_call "map_new"() : () -> !snow.map<i64, !snow.string>
  %text = snow.string.constant "a"
  %map = snow.library_call "map_put" types [i64, !snow.string](%empty, %one, %text)
      : (!snow.map<i64, !snow.string>, i64, !snow.string) -> !snow.map<i64, !snow.string>
  %shown = snow.to_string %map : !snow.map<i64, !snow.string>
  snow.println %shown

  %n = arith.constant 42 : i64
  %l = snow.list.make %n : !snow.list<i64>
  snow.global.set @Main.limit, %l : !snow.list<i64>
  %m = snow.global.get @Main.limit : !snow.list<i64>
  %zero = arith.constant 0 : i64
  %first = snow.list.get %m[%zero] : !snow.list<i64>
  %ft = snow.to_string %first : i64
  snow.println %ft
  %boom = snow.string.constant "boom"
  %why = snow.sum.make 3(%boom) : (!snow.string) -> !snow.exit_reason
  %wt = snow.to_string %why : !snow.exit_reason
  snow.println %wt
  %unset = snow.global.get @Main.unset : i64
  return
}
