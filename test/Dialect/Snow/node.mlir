// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

func.func private @work(i64, !snow.string)

snow.actor @worker(%n: i64) receives !snow.string {
  snow.return
}

// CHECK-LABEL: func.func @up
// CHECK-SAME:    %[[NAME:.*]]: !snow.string, %[[COOKIE:.*]]: !snow.string
func.func @up(%name: !snow.string, %cookie: !snow.string) -> i64 {
  // CHECK: snow.node.start %[[NAME]], %[[COOKIE]]
  %r = snow.node.start %name, %cookie
  return %r : i64
}

// CHECK-LABEL: func.func @mesh
func.func @mesh(%name: !snow.string) {
  // CHECK: snow.node.connect %{{.*}}
  %c = snow.node.connect %name
  // CHECK: snow.node.monitor %{{.*}}
  %m = snow.node.monitor %name
  // CHECK: snow.node.self
  %s = snow.node.self
  // CHECK: snow.node.list : !snow.list<!snow.string>
  %l = snow.node.list : !snow.list<!snow.string>
  return
}

// CHECK-LABEL: func.func @spawn
// CHECK-SAME:    %[[NODE:.*]]: !snow.string, %[[N:.*]]: i64
func.func @spawn(%node: !snow.string, %n: i64) {
  // CHECK: snow.node.spawn %[[NODE]], @work(%[[N]], %[[NODE]]) : (i64, !snow.string) -> !snow.pid<!snow.any>
  %p = snow.node.spawn %node, @work(%n, %node)
      : (i64, !snow.string) -> !snow.pid<!snow.any>
  // CHECK: snow.node.spawn link %[[NODE]], @worker(%[[N]]) : (i64) -> !snow.pid<!snow.string>
  %q = snow.node.spawn link %node, @worker(%n)
      : (i64) -> !snow.pid<!snow.string>
  return
}

func.func private @tried(i64)

// CHECK-LABEL: func.func @try_spawn
func.func @try_spawn(%node: !snow.string, %n: i64) {
  // CHECK: snow.node.try_spawn %{{.*}}, @tried(%{{.*}}) : (i64) -> !snow.result<!snow.pid<!snow.any>, !snow.string>
  %r = snow.node.try_spawn %node, @tried(%n)
      : (i64) -> !snow.result<!snow.pid<!snow.any>, !snow.string>
  return
}
