// RUN: not snow-opt %s --snow-split-receives=strategy=stackless 2>&1 | FileCheck %s

// CHECK: error: unknown waiting strategy 'stackless'; there is 'fiber'
snow.actor @idle() receives i64 {
  snow.receive
}
