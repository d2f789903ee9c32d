// A service written in IR, with a private helper, called from a function.
// RUN: snowc run %s | %exact %s
// RUN: snowc build %s -o %t && %t | %exact %s
// CHECK:42
// CHECK-NEXT:43

module {
  snow.service @Counter state i64 {
    snow.init (%start: i64) {
      snow.return %start : i64
    }
    snow.call "Next" (%state: i64) -> i64 {
      %one = arith.constant 1 : i64
      %new = arith.addi %state, %one : i64
      snow.reply %new, %state : i64, i64
    }
  }
  func.func @main() {
    %n = arith.constant 42 : i64
    %p = snow.service.start @Counter(%n) : (i64) -> !snow.pid<!snow.unit>
    %a = snow.service.call @Counter["Next"] %p() : !snow.pid<!snow.unit>, () -> i64
    %at = snow.to_string %a : i64
    snow.println %at
    %b = snow.service.call @Counter["Next"] %p() : !snow.pid<!snow.unit>, () -> i64
    %bt = snow.to_string %b : i64
    snow.println %bt
    return
  }
}
