//===- DecisionTree.h - Matching of patterns --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Luc Maranget, "Compiling pattern matching to good decision trees" (ML
// Workshop 2008). Rows of patterns over columns of values become a tree of
// tests in which no path tests the same thing twice: a column that the first
// rows need is tested, and for every outcome the rows that are still possible
// go on with what the test has laid open.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_LOWERING_DECISIONTREE_H
#define SNOW_LIB_FRONTEND_LOWERING_DECISIONTREE_H

#include "BodyLowering.h"
#include <deque>

namespace snow::frontend {

class DecisionTree {
public:
  DecisionTree(BodyLowering &L, Span Where) : L(L), Where(Where) {}
  DecisionTree(const DecisionTree &) = delete;
  DecisionTree &operator=(const DecisionTree &) = delete;

  /// One more arm or clause, behind those added before.
  void addRow(llvm::ArrayRef<const Pattern *> Patterns, Expr *Guard,
              Span Where);
  /// Emits the tests at the insertion point; what no row matches goes to Fail.
  void emit(mlir::ValueRange Subjects, mlir::Block *Fail);
  /// Goes on where row I applies, with its names bound. Dead code if it never
  /// does.
  void startBody(unsigned I);

private:
  /// How to reach a part of a subject. It is read when a test or a name needs
  /// it, at most once on every path.
  struct Part {
    enum Kind : uint8_t {
      Subject,
      TupleElement,
      ListElement,
      ListRest,
      StructField,
      VariantField,
      AnyValue
    };
    Kind K;
    Part *Of;
    unsigned Index;
    unsigned Variant;
    mlir::Type Ty;
  };
  /// A null pattern matches everything.
  struct Row {
    llvm::SmallVector<const Pattern *, 4> Patterns;
    llvm::SmallVector<std::pair<LocalVar *, Part *>, 4> Names;
    unsigned Clause;
  };
  struct Matrix {
    llvm::SmallVector<Part *, 4> Columns;
    std::vector<Row> Rows;
  };
  struct Clause {
    Span Where;
    Expr *Guard;
    mlir::Block *Body;
    llvm::SmallVector<LocalVar *, 4> Names;
  };
  /// A list pattern as its first elements and, unless the length is exact, what
  /// the rest has to match.
  struct ListShape {
    llvm::SmallVector<const Pattern *, 4> Elements;
    bool IsExact = true;
    const Pattern *Rest = nullptr;
    llvm::SmallVector<std::pair<LocalVar *, unsigned>, 1> RestNames;
  };

  Part *part(Part::Kind K, Part *Of, unsigned Index, mlir::Type Ty,
             unsigned Variant = 0);
  mlir::Value value(Part *P);

  /// Takes the names out of the row; what is left are tests.
  static void normalise(Row &R, llvm::ArrayRef<Part *> Columns);
  static unsigned chooseColumn(const Matrix &M);
  static void expandAlternatives(Matrix &M, unsigned Column);
  /// The row with New in place of its pattern in a column.
  static Row replaced(const Row &R, unsigned Column,
                      llvm::ArrayRef<const Pattern *> New);
  static Matrix withColumns(const Matrix &M, unsigned Column,
                            llvm::ArrayRef<Part *> New);

  void emitTree(Matrix M, mlir::Block *Fail);
  void emitSequence(const Matrix &M, mlir::Block *Fail);
  void emitLeaf(Matrix &M, mlir::Block *Fail);
  void emitBool(const Matrix &M, unsigned Column, mlir::Block *Fail);
  void emitInt(const Matrix &M, unsigned Column, mlir::Block *Fail);
  void emitLiteral(const Matrix &M, unsigned Column, mlir::Block *Fail);
  void emitList(const Matrix &M, unsigned Column, mlir::Block *Fail);
  void emitVariant(const Matrix &M, unsigned Column, mlir::Block *Fail);
  void emitAny(const Matrix &M, unsigned Column, mlir::Block *Fail);
  void expandTuple(Matrix &M, unsigned Column);
  void expandStruct(Matrix &M, unsigned Column);

  static ListShape shapeOf(const Pattern *P);
  /// The rows that lists of at least (or exactly) Length elements may match.
  Matrix listRows(const Matrix &M, unsigned Column, unsigned Length,
                  bool IsExact);
  /// A case of a switch: a value and the rows that go on with it.
  struct Outcome {
    int64_t Value;
    Matrix Rows;
  };
  void branchOn(mlir::Value Flag, llvm::ArrayRef<int64_t> Values,
                llvm::ArrayRef<mlir::Block *> Targets, mlir::Block *Other);
  /// Tests an integer; the rows for other values come last.
  void emitSwitch(mlir::Value Flag, llvm::MutableArrayRef<Outcome> Outcomes,
                  Matrix *Default, mlir::Block *Fail);
  /// Emits a tree at Block, which forgets what it read when it is done.
  void emitAt(mlir::Block *Block, Matrix M, mlir::Block *Fail);

  BodyLowering &L;
  Span Where;
  std::deque<Part> Parts;
  std::vector<Clause> Clauses;
  std::vector<Row> Rows;
  llvm::DenseMap<Part *, mlir::Value> Values;
  /// Parts in the order in which they were read.
  llvm::SmallVector<Part *, 16> Read;
  /// A tree may be exponentially larger than its rows; beyond this many nodes
  /// rows are tried one after the other.
  unsigned Budget = 2000;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_LOWERING_DECISIONTREE_H
