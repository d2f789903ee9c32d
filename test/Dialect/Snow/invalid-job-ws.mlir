// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f(%g: !snow.fn<(i64) -> i64>) {
  // expected-error@+1 {{'snow.job.async' op runs a function that takes parameters}}
  %j = snow.job.async %g : !snow.fn<(i64) -> i64> -> !snow.pid<i64>
  return
}

// -----

func.func @f(%g: !snow.fn<() -> i64>) {
  // expected-error@+1 {{'snow.job.async' op gives a '!snow.pid<!snow.string>', but the job computes 'i64'}}
  %j = snow.job.async %g : !snow.fn<() -> i64> -> !snow.pid<!snow.string>
  return
}

// -----

func.func @f(%j: !snow.pid<i64>) {
  // expected-error@+1 {{'snow.job.await' op gives a '!snow.result<i1, !snow.string>', but the job's is '!snow.result<i64, !snow.string>'}}
  %r = snow.job.await %j : !snow.pid<i64> -> !snow.result<i1, !snow.string>
  return
}

// -----

func.func @f(%j: !snow.pid<i64>) {
  // expected-error@+1 {{'snow.job.await' op gives a '!snow.result<i64, i64>', but the job's is '!snow.result<i64, !snow.string>'}}
  %r = snow.job.await %j : !snow.pid<i64> -> !snow.result<i64, i64>
  return
}

// -----

func.func @f(%j: !snow.pid<i64>, %ms: i64) {
  // expected-error@+1 {{'snow.job.await_timeout' op gives a '!snow.result<i1, !snow.string>', but the job's is '!snow.result<i64, !snow.string>'}}
  %r = snow.job.await_timeout %j, %ms
      : !snow.pid<i64> -> !snow.result<i1, !snow.string>
  return
}

// -----

func.func @f(%xs: !snow.list<i64>, %g: !snow.fn<(i1) -> i64>) {
  // expected-error@+1 {{'snow.job.map' op runs '!snow.fn<(i1) -> i64>' on elements of type 'i64'}}
  %r = snow.job.map %xs, %g : !snow.list<i64>, !snow.fn<(i1) -> i64>
      -> !snow.list<!snow.result<i64, !snow.string>>
  return
}

// -----

func.func @f(%xs: !snow.list<i64>, %g: !snow.fn<(i64) -> i64>) {
  // expected-error@+1 {{'snow.job.map' op gives a list of results, not a '!snow.list<i64>'}}
  %r = snow.job.map %xs, %g : !snow.list<i64>, !snow.fn<(i64) -> i64>
      -> !snow.list<i64>
  return
}

// -----

func.func @f(%xs: !snow.list<i64>, %g: !snow.fn<(i64) -> i64>) {
  // expected-error@+1 {{'snow.job.map' op gives a '!snow.result<i1, !snow.string>', but the job's is '!snow.result<i64, !snow.string>'}}
  %r = snow.job.map %xs, %g : !snow.list<i64>, !snow.fn<(i64) -> i64>
      -> !snow.list<!snow.result<i1, !snow.string>>
  return
}

// -----

func.func @f(%port: i64, %g: !snow.fn<() -> i1>) {
  // expected-error@+1 {{'snow.ws.serve' op callback 'connect' is of type '() -> i1', it must be '(!snow.ws_conn, !snow.string, !snow.map<!snow.string, !snow.string>) -> i1'}}
  snow.ws.serve port %port connect %g : !snow.fn<() -> i1>
  return
}

// -----

func.func @f(%port: i64, %g: !snow.fn<(!snow.ws_conn, !snow.string) -> i1>) {
  // expected-error@+1 {{'snow.ws.serve' op callback 'message' is of type '(!snow.ws_conn, !snow.string) -> i1', it must be '(!snow.ws_conn, !snow.string) -> ()'}}
  snow.ws.serve port %port
      message %g : !snow.fn<(!snow.ws_conn, !snow.string) -> i1>
  return
}

// -----

func.func @f(%port: i64, %s: !snow.string,
             %g: !snow.fn<(!snow.ws_conn, !snow.string) -> ()>) {
  // expected-error@+1 {{'snow.ws.serve_tls' op callback 'close' is of type '(!snow.ws_conn, !snow.string) -> ()', it must be '(!snow.ws_conn, i64, !snow.string) -> ()'}}
  snow.ws.serve_tls port %port cert %s key %s
      close %g : !snow.fn<(!snow.ws_conn, !snow.string) -> ()>
  return
}

// -----

func.func @f(%c: i64, %s: !snow.string) {
  // expected-error@+1 {{'snow.ws.send' op operand #0 must be a WebSocket connection, but got 'i64'}}
  %r = "snow.ws.send"(%c, %s) : (i64, !snow.string) -> i64
  return
}
