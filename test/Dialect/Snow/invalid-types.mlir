// RUN: snow-opt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{'i32' is not a Snow value type (i64, f64, i1, tuple, or a type of the snow dialect)}}
func.func private @f(!snow.pid<i32>)

// -----

// expected-error@+1 {{'f32' is not a Snow value type}}
func.func private @f(!snow.list<f32>)

// -----

// expected-error@+1 {{'index' is not a Snow value type}}
func.func private @f(!snow.set<index>)

// -----

// expected-error@+1 {{'tuple<i64, i8>' is not a Snow value type}}
func.func private @f(!snow.queue<tuple<i64, i8>>)

// -----

// expected-error@+1 {{'!snow_rt.ptr' is not a Snow value type}}
func.func private @f(!snow.option<!snow_rt.ptr>)

// -----

// expected-error@+1 {{'i32' is not a Snow value type}}
func.func private @f(!snow.map<i32, i64>)

// -----

// expected-error@+1 {{'i16' is not a Snow value type}}
func.func private @f(!snow.map<i64, i16>)

// -----

// expected-error@+1 {{'none' is not a Snow value type}}
func.func private @f(!snow.result<i64, none>)

// -----

// A term is seen by generated entries only, never in a message or a container.
// expected-error@+1 {{'!snow.term' is not a Snow value type}}
func.func private @f(!snow.pid<!snow.term>)

// -----

// expected-error@+1 {{a function value has at most one result}}
func.func private @f(!snow.fn<() -> (i64, i64)>)

// -----

// expected-error@+1 {{'i8' is not a Snow value type}}
func.func private @f(!snow.fn<(i64, i8) -> ()>)

// -----

// expected-error@+1 {{'i8' is not a Snow value type}}
func.func private @f(!snow.fn<() -> i8>)

// -----

// expected-error@+1 {{unknown  type `process` in dialect `snow`}}
func.func private @f(!snow.process)
