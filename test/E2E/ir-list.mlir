// Lists: elements of several types, shown, compared and sent; an index outside
// panics.
// RUN: %status 1 snowc run %s 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// RUN: snowc build %s -o %t && %status 1 %t 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// CHECK:[1, 2]
// CHECK-NEXT:[1, 2, 3]
// CHECK-NEXT:3
// CHECK-NEXT:{{\[\[\[1, 2\], \[1, 2, 3\]\]\]}}
// CHECK-NEXT:false
// CHECK-NEXT:[a, ]
// ERR: panic: index 3 out of bounds (length 3)
// ERR-NEXT: at {{.*}}ir-list.mlir:{{[0-9]+:[0-9]+}}

func.func @main() {
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %three = arith.constant 3 : i64
  %a = snow.list.make %one, %two : !snow.list<i64>
  %b = snow.list.append %a, %three : !snow.list<i64>, i64
  %at = snow.to_string %a : !snow.list<i64>
  snow.println %at
  %bt = snow.to_string %b : !snow.list<i64>
  snow.println %bt
  %x = snow.list.get %b[%two] : !snow.list<i64>
  %xt = snow.to_string %x : i64
  snow.println %xt
  %n = snow.list.make %a, %b : !snow.list<!snow.list<i64>>
  %m = snow.list.make %n : !snow.list<!snow.list<!snow.list<i64>>>
  %mt = snow.to_string %m : !snow.list<!snow.list<!snow.list<i64>>>
  snow.println %mt
  %eq = snow.eq %a, %b : !snow.list<i64>
  %et = snow.to_string %eq : i1
  snow.println %et
  %s0 = snow.string.constant "a"
  %s1 = snow.string.constant ""
  %s = snow.list.make %s0, %s1 : !snow.list<!snow.string>
  %me = snow.self : !snow.pid<!snow.list<!snow.string>>
  snow.send %me, %s : !snow.pid<!snow.list<!snow.string>>, !snow.list<!snow.string>
  snow.receive
    case %msg : !snow.list<!snow.string> to ^got {
      snow.accept %msg : !snow.list<!snow.string>
    }
^got(%v: !snow.list<!snow.string>):
  %vt = snow.to_string %v : !snow.list<!snow.string>
  snow.println %vt
  %y = snow.list.get %b[%three] : !snow.list<i64>
  %yt = snow.to_string %y : i64
  snow.println %yt
  return
}
