// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @start(
// CHECK-SAME:    %[[NAME:.*]]: !snow_rt.ptr, %[[COOKIE:.*]]: !snow_rt.ptr) -> i64 {
// CHECK-DAG:     %[[NB:.*]] = snow_rt.offset %[[NAME]], 8
// CHECK-DAG:     %[[NL:.*]] = snow_rt.load %[[NAME]][0] : i64
// CHECK-DAG:     %[[CB:.*]] = snow_rt.offset %[[COOKIE]], 8
// CHECK-DAG:     %[[CL:.*]] = snow_rt.load %[[COOKIE]][0] : i64
// CHECK-DAG:     %[[PORT:.*]] = arith.constant 0 : i64
// CHECK:         snow_rt.node_start(%[[NB]], %[[NL]], %[[CB]], %[[CL]], %[[PORT]])
func.func @start(%name: !snow.string, %cookie: !snow.string) -> i64 {
  %r = snow.node.start %name, %cookie
  return %r : i64
}

// -----

// CHECK-LABEL: func.func @mesh(
// CHECK-SAME:    %[[NAME:.*]]: !snow_rt.ptr) -> (i64, i64, !snow_rt.ptr, !snow_rt.ptr) {
// CHECK-DAG:     %[[B:.*]] = snow_rt.offset %[[NAME]], 8
// CHECK-DAG:     %[[L:.*]] = snow_rt.load %[[NAME]][0] : i64
// CHECK:         %[[C:.*]] = snow_rt.node_connect(%[[B]], %[[L]])
// CHECK:         %[[M:.*]] = snow_rt.node_monitor(%{{.*}}, %{{.*}})
// CHECK:         %[[S:.*]] = snow_rt.node_self()
// CHECK:         %[[LIST:.*]] = snow_rt.node_list()
// CHECK:         return %[[C]], %[[M]], %[[S]], %[[LIST]]
func.func @mesh(%name: !snow.string)
    -> (i64, i64, !snow.string, !snow.list<!snow.string>) {
  %c = snow.node.connect %name
  %m = snow.node.monitor %name
  %s = snow.node.self
  %l = snow.node.list : !snow.list<!snow.string>
  return %c, %m, %s, %l : i64, i64, !snow.string, !snow.list<!snow.string>
}

// -----

// A spawn names its function by a string constant, without `Main.`, and packs
// the arguments as one tuple term.
// CHECK-LABEL: func.func @spawn(
// CHECK-SAME:    %[[NODE:.*]]: !snow_rt.ptr, %[[N:.*]]: i64, %[[S:.*]]: !snow_rt.ptr) -> i64 {
// CHECK:         %[[TUPLE:.*]] = snow_rt.frame_alloc 16
// CHECK:         snow_rt.store %[[N]], %[[TUPLE]][0] : i64
// CHECK:         %[[SW:.*]] = snow_rt.ptr_to_word %[[S]]
// CHECK:         snow_rt.store %[[SW]], %[[TUPLE]][8] : i64
// CHECK-DAG:     %[[TW:.*]] = snow_rt.ptr_to_word %[[TUPLE]]
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info tuple<i64, !snow.string>
// CHECK-DAG:     %[[SLOT:.*]] = snow_rt.frame_alloc 8
// CHECK-DAG:     %[[RESERVE:.*]] = arith.constant 0 : i64
// CHECK:         %[[ARGS:.*]] = snow_rt.term_encode(%[[T]], %[[TW]], %[[RESERVE]], %[[SLOT]])
// CHECK:         %[[SIZE:.*]] = snow_rt.load %[[SLOT]][0] : i64
// CHECK-DAG:     %[[NODE_BYTES:.*]] = snow_rt.offset %[[NODE]], 8
// CHECK-DAG:     %[[NODE_LENGTH:.*]] = snow_rt.load %[[NODE]][0] : i64
// CHECK-DAG:     %[[NAME:.*]] = snow_rt.string "work"
// CHECK-DAG:     %[[NAME_BYTES:.*]] = snow_rt.offset %[[NAME]], 8
// CHECK-DAG:     %[[NAME_LENGTH:.*]] = arith.constant 4 : i64
// CHECK-DAG:     %[[LINK:.*]] = arith.constant 0 : i8
// CHECK:         %[[PID:.*]] = snow_rt.node_spawn(%[[NODE_BYTES]], %[[NODE_LENGTH]], %[[NAME_BYTES]], %[[NAME_LENGTH]], %[[ARGS]], %[[SIZE]], %[[LINK]])
// CHECK:         %[[FAILED:.*]] = arith.cmpi eq, %[[PID]], %{{.*}} : i64
// CHECK:         cf.cond_br %[[FAILED]], ^[[BAD:.*]], ^[[GOOD:bb[0-9]+]]
// CHECK:       ^[[BAD]]:
// CHECK-NEXT:    snow_rt.panic_node_spawn()
// CHECK-NEXT:    snow_rt.unreachable
// CHECK:       ^[[GOOD]]:
// CHECK-NEXT:    return %[[PID]] : i64
func.func private @Main.work(i64, !snow.string)
func.func @spawn(%node: !snow.string, %n: i64, %s: !snow.string)
    -> !snow.pid<!snow.any> {
  %p = snow.node.spawn %node, @Main.work(%n, %s)
      : (i64, !snow.string) -> !snow.pid<!snow.any>
  return %p : !snow.pid<!snow.any>
}

// -----

// With link the flag is 1; an actor of another module keeps its module's name.
// Without arguments the tuple is empty.
// CHECK-LABEL: func.func @spawn_link(
// CHECK-DAG:     %[[TUPLE:.*]] = snow_rt.type_info tuple<>
// CHECK-DAG:     %[[NAME:.*]] = snow_rt.string "Shop.cart"
// CHECK-DAG:     %[[NAME_BYTES:.*]] = snow_rt.offset %[[NAME]], 8
// CHECK-DAG:     %[[NAME_LENGTH:.*]] = arith.constant 9 : i64
// CHECK-DAG:     %[[LINK:.*]] = arith.constant{{( true|.* 1 : i8)}}
// CHECK:         snow_rt.node_spawn(%{{.*}}, %{{.*}}, %[[NAME_BYTES]], %[[NAME_LENGTH]], %{{.*}}, %{{.*}}, %[[LINK]])
snow.actor @Shop.cart() receives i64 {
  snow.return
}
func.func @spawn_link(%node: !snow.string) {
  %p = snow.node.spawn link %node, @Shop.cart() : () -> !snow.pid<i64>
  return
}
