#include "mlir/InitAllDialects.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "snow/Dialect/SnowRT/IR/SnowRTDialect.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"
#include "mlir/IR/BuiltinOps.h"
#include "snow/Pipelines/Pipelines.h"
#include "snow/Conversion/Passes.h"
int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  mlir::registerAllPasses();
  snow::registerSnowTransformsPasses();
  snow::registerSnowConversionPasses();
  snow::registerSnowPipelines();
  registry.insert<snow::SnowDialect, snow::snowrt::SnowRTDialect>();
  return mlir::asMainReturnCode(mlir::MlirOptMain(argc, argv, "Snow optimizer\n", registry));
}
