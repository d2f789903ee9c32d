//===- TypeDescription.h - What the runtime must know of a type -*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_CONVERSION_SNOWRTTOLLVM_TYPEDESCRIPTION_H
#define SNOW_LIB_CONVERSION_SNOWRTTOLLVM_TYPEDESCRIPTION_H

#include "mlir/IR/Types.h"
#include <string>
#include <vector>

namespace snow::detail {

/// The content of a snow_type (Runtime.h).
struct TypeDescription {
  int64_t kind = 0; ///< enum snow_type_kind
  std::string name; ///< Of a named type or a variant, else empty.
  std::vector<TypeDescription> children;
  std::string mangled; ///< Equal for equal types only; made of [A-Za-z0-9_.].
  int64_t flags = 0;   ///< SNOW_TYPE_HAS_DISPLAY ...
};

/// Fails for a type that the runtime has no description of.
mlir::FailureOr<TypeDescription> describeType(mlir::Type type);

} // namespace snow::detail

#endif // SNOW_LIB_CONVERSION_SNOWRTTOLLVM_TYPEDESCRIPTION_H
