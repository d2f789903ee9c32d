//===- SnowRTInterfaces.td - Interfaces of snow_rt ---------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOWRT_IR_SNOWRTINTERFACES_TD
#define SNOW_DIALECT_SNOWRT_IR_SNOWRTINTERFACES_TD

include "mlir/IR/OpBase.td"

def SnowRT_RuntimeCallInterface : OpInterface<"RuntimeCallInterface"> {
  let description = [{
    An operation that stands for one function of the ABI table. Its operands
    and results are the function's parameters and result, in order.
  }];
  let cppNamespace = "::snow::snowrt";
  let methods = [
    StaticInterfaceMethod<"The function's entry in the ABI table.",
        "const ::snow::abi::Function &", "getRuntimeFunction">
  ];
}

#endif // SNOW_DIALECT_SNOWRT_IR_SNOWRTINTERFACES_TD
