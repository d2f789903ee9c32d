// Jobs: their results in order, a crash as an error, a result only once.
// RUN: snowc run %s 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// RUN: snowc build %s -o %t && %t 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// CHECK:Ok(100)
// CHECK-NEXT:Err(noproc)
// CHECK-NEXT:[Ok(51), Err(division by zero), Ok(21)]
// CHECK-NEXT:[]
// ERR: [snow] process <0.{{[0-9]+}}> ({{.*}}) crashed: division by zero ({{.*}}ir-job.mlir:[[@LINE+5]]:8)
// ERR-NOT: {{.}}

func.func @__closure_0(%base: i64, %n: i64) -> i64 {
  %sum = arith.addi %base, %n : i64
  %q = snow.int.div %sum, %n
  return %q : i64
}
func.func @__closure_1(%n: i64) -> !snow.string {
  %t = snow.to_string %n : i64
  return %t : !snow.string
}
func.func @await(%j: !snow.pid<!snow.string>) {
  %r = snow.job.await %j
      : !snow.pid<!snow.string> -> !snow.result<!snow.string, !snow.string>
  %t = snow.to_string %r : !snow.result<!snow.string, !snow.string>
  snow.println %t
  return
}
func.func @map(%l: !snow.list<i64>, %f: !snow.fn<(i64) -> i64>) {
  %r = snow.job.map %l, %f : !snow.list<i64>, !snow.fn<(i64) -> i64>
      -> !snow.list<!snow.result<i64, !snow.string>>
  %t = snow.to_string %r : !snow.list<!snow.result<i64, !snow.string>>
  snow.println %t
  return
}
func.func @main() {
  %zero = arith.constant 0 : i64
  %two = arith.constant 2 : i64
  %five = arith.constant 5 : i64
  %base = arith.constant 100 : i64
  %f = snow.closure @__closure_1(%base) : (i64) -> !snow.fn<() -> !snow.string>
  %j = snow.job.async %f : !snow.fn<() -> !snow.string> -> !snow.pid<!snow.string>
  call @await(%j) : (!snow.pid<!snow.string>) -> ()
  call @await(%j) : (!snow.pid<!snow.string>) -> ()
  %g = snow.closure @__closure_0(%base) : (i64) -> !snow.fn<(i64) -> i64>
  %l = snow.list.make %two, %zero, %five : !snow.list<i64>
  call @map(%l, %g) : (!snow.list<i64>, !snow.fn<(i64) -> i64>) -> ()
  %none = snow.list.make : !snow.list<i64>
  call @map(%none, %g) : (!snow.list<i64>, !snow.fn<(i64) -> i64>) -> ()
  return
}
