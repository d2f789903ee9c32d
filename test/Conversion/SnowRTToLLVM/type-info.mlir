// RUN: snow-opt %s --convert-snow-rt-to-llvm --split-input-file | FileCheck %s

// Kind, number of children, name, children, fields, methods, flags.
// CHECK:       llvm.mlir.global internal constant @__type_Int()
// CHECK-SAME:    !llvm.struct<(i32, i32, ptr, ptr, ptr, ptr, i64)> {
// CHECK-DAG:     llvm.mlir.constant(1 : i32) : i32
// CHECK-DAG:     llvm.mlir.constant(0 : i32) : i32
// CHECK:         llvm.return
// CHECK-LABEL: llvm.func @int
// CHECK:         llvm.mlir.addressof @__type_Int : !llvm.ptr
func.func @int() -> !snow_rt.ptr {
  %t = snow_rt.type_info i64
  return %t : !snow_rt.ptr
}

// -----

// Equal types have one description.
// CHECK-COUNT-1: llvm.mlir.global internal constant @__type_String
// CHECK-NOT:     llvm.mlir.global
func.func @once() {
  %t = snow_rt.type_info !snow.string
  %u = snow_rt.type_info !snow.string
  return
}

// -----

// Which messages a process takes does not matter at run time.
// CHECK-COUNT-1: llvm.mlir.global internal constant @__type_Pid
// CHECK-NOT:     llvm.mlir.global
func.func @pids() {
  %t = snow_rt.type_info !snow.pid<i64>
  %u = snow_rt.type_info !snow.pid<!snow.any>
  return
}

// -----

// A description refers to those of its parts.
// CHECK-DAG:   llvm.mlir.global internal constant @__type_Tuple2.Int.List1.String()
// CHECK-DAG:   llvm.mlir.global internal constant @__type_children_Tuple2.Int.List1.String() {{.*}}: !llvm.array<2 x ptr>
// CHECK-DAG:     llvm.mlir.addressof @__type_Int
// CHECK-DAG:     llvm.mlir.addressof @__type_List1.String
// CHECK-DAG:   llvm.mlir.global internal constant @__type_children_List1.String() {{.*}}: !llvm.array<1 x ptr>
// CHECK-DAG:     llvm.mlir.addressof @__type_String
func.func @nested() {
  %t = snow_rt.type_info tuple<i64, !snow.list<!snow.string>>
  return
}

// -----

// Every kind has a name of its own.
// CHECK-DAG:   @__type_Float()
// CHECK-DAG:   @__type_Bool()
// CHECK-DAG:   @__type_Unit()
// CHECK-DAG:   @__type_Any()
// CHECK-DAG:   @__type_Range()
// CHECK-DAG:   @__type_Json()
// CHECK-DAG:   @__type_Function()
// CHECK-DAG:   @__type_WsConn()
// CHECK-DAG:   @__type_Tuple0()
// CHECK-DAG:   @__type_Set1.Float()
// CHECK-DAG:   @__type_Queue1.Float()
// CHECK-DAG:   @__type_Option1.Float()
// CHECK-DAG:   @__type_Map2.Bool.Float()
// CHECK-DAG:   @__type_Result2.Bool.Float()
func.func @kinds() {
  %0 = snow_rt.type_info f64
  %1 = snow_rt.type_info i1
  %2 = snow_rt.type_info !snow.unit
  %3 = snow_rt.type_info !snow.any
  %4 = snow_rt.type_info !snow.range
  %5 = snow_rt.type_info !snow.json
  %6 = snow_rt.type_info !snow.fn<() -> ()>
  %7 = snow_rt.type_info !snow.ws_conn
  %8 = snow_rt.type_info tuple<>
  %9 = snow_rt.type_info !snow.set<f64>
  %10 = snow_rt.type_info !snow.queue<f64>
  %11 = snow_rt.type_info !snow.option<f64>
  %12 = snow_rt.type_info !snow.map<i1, f64>
  %13 = snow_rt.type_info !snow.result<i1, f64>
  return
}

// -----

// A declared type has its qualified name, the names of its fields, methods and
// flags. It may contain itself: the descriptions refer to each other.
// CHECK-DAG:   llvm.mlir.global internal constant @"__type_Struct:Main.Node:"() {{.*}}: !llvm.struct<(i32, i32, ptr, ptr, ptr, ptr, i64)> {
// CHECK-DAG:     llvm.mlir.addressof @__string_Main_Node_{{[0-9A-F]+}}
// CHECK-DAG:     llvm.mlir.addressof @"__type_children_Struct:Main.Node:"
// CHECK-DAG:     llvm.mlir.addressof @"__type_fields_Struct:Main.Node:"
// CHECK-DAG:     llvm.mlir.addressof @"__methods_Struct:Main.Node:"
// CHECK-DAG:   llvm.mlir.global internal constant @"__type_children_Struct:Main.Node:"() {{.*}}: !llvm.array<2 x ptr>
// CHECK-DAG:     llvm.mlir.addressof @"__type_Option1.Struct:Main.Node:"
// CHECK-DAG:   llvm.mlir.global internal constant @"__type_children_Option1.Struct:Main.Node:"()
// CHECK-DAG:     llvm.mlir.addressof @"__type_Struct:Main.Node:" : !llvm.ptr
// CHECK-DAG:   llvm.mlir.global internal constant @"__methods_Struct:Main.Node:"() {{.*}}: !llvm.array<5 x ptr>
// CHECK-DAG:     llvm.mlir.addressof @eq
func.func @eq(%a: i64, %b: i64) -> i8 {
  %r = arith.trunci %a : i64 to i8
  return %r : i8
}
snow_rt.type @Main.Node named "Main.Node"
    [#snow.variant<Node(value: i64, next: !snow.option<!snow.struct<@Main.Node>>)>] eq @eq
func.func @recursive() -> !snow_rt.ptr {
  %t = snow_rt.type_info !snow.struct<@Main.Node>
  return %t : !snow_rt.ptr
}

// -----

// A sum has a description per variant.
// CHECK-DAG:   llvm.mlir.global internal constant @"__type_Sum:Shape:"()
// CHECK-DAG:   llvm.mlir.global internal constant @"__type_children_Sum:Shape:"() {{.*}}: !llvm.array<2 x ptr>
// CHECK-DAG:     llvm.mlir.addressof @"__type_Sum:Shape:.0"
// CHECK-DAG:     llvm.mlir.addressof @"__type_Sum:Shape:.1"
// CHECK-DAG:   llvm.mlir.global internal constant @"__type_Sum:Shape:.1"()
// CHECK-DAG:     llvm.mlir.addressof @__string_Disc_{{[0-9A-F]+}}
// CHECK-DAG:   llvm.mlir.global internal constant @"__type_children_Sum:Shape:.1"() {{.*}}: !llvm.array<1 x ptr>
snow_rt.type @Shape named "Shape" sum [#snow.variant<Dot>, #snow.variant<Disc(i64)>] has_display
func.func @sum() -> !snow_rt.ptr {
  %t = snow_rt.type_info !snow.sum<@Shape>
  return %t : !snow_rt.ptr
}
