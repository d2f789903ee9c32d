// RUN: snow-opt %s --snow-stream-splits --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @show(
// CHECK-SAME:    %[[TEXT:.*]]: !snow.string) {
// CHECK:         %[[COMMA:.*]] = snow.string.constant ", "
// CHECK-NOT:     string_split
// CHECK-NEXT:    %[[SIZE:.*]] = snow.library_call "string_size"(%[[TEXT]])
// CHECK-NEXT:    cf.br ^[[TURN:bb[0-9]+]](%{{.*}} : i64)
// CHECK-NEXT:  ^[[TURN]](%[[START:.*]]: i64):
// CHECK-NEXT:    %[[MORE:.*]] = arith.cmpi sle, %[[START]], %[[SIZE]]
// CHECK-NEXT:    cf.cond_br %[[MORE]], ^[[BODY:bb[0-9]+]], ^{{.*}}
// CHECK-NEXT:  ^[[BODY]]:
// CHECK-NEXT:    %[[END:.*]] = snow.library_call "string_part_end"(%[[TEXT]], %[[COMMA]], %[[START]])
// CHECK-NEXT:    %[[PART:.*]] = snow.library_call "string_part"(%[[TEXT]], %[[START]], %[[END]])
// CHECK-NEXT:    snow.println %[[PART]]
// CHECK-NEXT:    %[[WIDTH:.*]] = arith.constant 2 : i64
// CHECK-NEXT:    %[[NEXT:.*]] = arith.addi %[[END]], %[[WIDTH]]
// CHECK-NEXT:    cf.br ^[[TURN]](%[[NEXT]] : i64)
func.func @show(%text: !snow.string) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %comma = snow.string.constant ", "
  %parts = snow.library_call "string_split"(%text, %comma) : (!snow.string, !snow.string) -> !snow.list<!snow.string>
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

// -----

// A private function that is called here alone is inlined; the step may come
// before the element.
// CHECK-NOT:   @__each
// CHECK-LABEL: func.func @use(
// CHECK:         ^[[TURN:bb[0-9]+]](%[[START:.*]]: i64):
// CHECK:         %[[DONE:.*]] = arith.cmpi sgt, %[[START]], %{{.*}} : i64
// CHECK:         cf.cond_br %[[DONE]]
// CHECK:         %[[END:.*]] = snow.library_call "string_part_end"
// CHECK:         arith.addi %[[END]]
// CHECK-NEXT:    snow.library_call "string_part"(%{{.*}}, %[[START]], %[[END]])
// CHECK:         cf.br ^[[TURN]](
func.func private @__each(%list: !snow.list<!snow.string>, %first: i64) {
  %one = arith.constant 1 : i64
  %n = snow.list.length %list : !snow.list<!snow.string>
  cf.br ^turn(%list, %first, %n : !snow.list<!snow.string>, i64, i64)
^turn(%l: !snow.list<!snow.string>, %i: i64, %m: i64):
  %done = arith.cmpi eq, %i, %m : i64
  cf.cond_br %done, ^exit, ^body
^body:
  %next = arith.addi %i, %one : i64
  %part = snow.list.get %l[%i] : !snow.list<!snow.string>
  snow.println %part
  cf.br ^turn(%l, %next, %m : !snow.list<!snow.string>, i64, i64)
^exit:
  return
}
func.func @use(%text: !snow.string) {
  %zero = arith.constant 0 : i64
  %comma = snow.string.constant ","
  %parts = snow.library_call "string_split"(%text, %comma) : (!snow.string, !snow.string) -> !snow.list<!snow.string>
  call @__each(%parts, %zero) : (!snow.list<!snow.string>, i64) -> ()
  return
}

// -----

// A list that is kept, an unknown or empty separator, a loop that begins
// elsewhere.
// CHECK-LABEL: func.func @kept(
// CHECK:         string_split
// CHECK-LABEL: func.func @unknown(
// CHECK:         string_split
// CHECK-LABEL: func.func @scalars(
// CHECK:         string_split
// CHECK-LABEL: func.func @second(
// CHECK:         string_split
func.func @kept(%text: !snow.string) -> !snow.list<!snow.string> {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %comma = snow.string.constant ","
  %parts = snow.library_call "string_split"(%text, %comma) : (!snow.string, !snow.string) -> !snow.list<!snow.string>
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
  return %parts : !snow.list<!snow.string>
}
func.func @unknown(%text: !snow.string, %comma: !snow.string) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %parts = snow.library_call "string_split"(%text, %comma) : (!snow.string, !snow.string) -> !snow.list<!snow.string>
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
func.func @scalars(%text: !snow.string) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %comma = snow.string.constant ""
  %parts = snow.library_call "string_split"(%text, %comma) : (!snow.string, !snow.string) -> !snow.list<!snow.string>
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
func.func @second(%text: !snow.string) {
  %one = arith.constant 1 : i64
  %comma = snow.string.constant ","
  %parts = snow.library_call "string_split"(%text, %comma) : (!snow.string, !snow.string) -> !snow.list<!snow.string>
  %n = snow.list.length %parts : !snow.list<!snow.string>
  cf.br ^turn(%one : i64)
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

// -----

// A split in a function that is inlined is looked at where it is then.
// CHECK-LABEL: func.func @nested(
// CHECK-COUNT-1: "string_split"
// CHECK-NOT:     "string_split"
// CHECK:         "string_part"
// CHECK-NOT:   func.func private @show
func.func private @show(%parts: !snow.list<!snow.string>) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %space = snow.string.constant " "
  %first = snow.list.get %parts[%zero] : !snow.list<!snow.string>
  %words = snow.library_call "string_split"(%first, %space) : (!snow.string, !snow.string) -> !snow.list<!snow.string>
  %n = snow.list.length %words : !snow.list<!snow.string>
  cf.br ^turn(%zero : i64)
^turn(%i: i64):
  %more = arith.cmpi slt, %i, %n : i64
  cf.cond_br %more, ^body, ^exit
^body:
  %word = snow.list.get unchecked %words[%i] : !snow.list<!snow.string>
  snow.println %word
  %next = arith.addi %i, %one : i64
  cf.br ^turn(%next : i64)
^exit:
  return
}
func.func @nested(%text: !snow.string) {
  %comma = snow.string.constant ","
  %parts = snow.library_call "string_split"(%text, %comma) : (!snow.string, !snow.string) -> !snow.list<!snow.string>
  func.call @show(%parts) : (!snow.list<!snow.string>) -> ()
  return
}
