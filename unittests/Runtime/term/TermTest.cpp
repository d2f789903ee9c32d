//===- TermTest.cpp - The term format -------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"
#include "term/ClosureTable.h"
#include "term/Validator.h"
#include "value/Heap.h"

#include <random>

using namespace snow::rt;
using namespace snow::test;

namespace {

using Bytes = std::vector<uint8_t>;

Bytes encode(const snow_type *type, int64_t value) {
  int64_t size = 0;
  auto *term =
      static_cast<uint8_t *>(snow_term_encode(arg(*type), value, 3, &size));
  return {term + 3, term + 3 + size};
}

bool decode(const snow_type *type, const Bytes &bytes, int64_t &out) {
  // A copy of the exact size, so that a read beyond the end is seen.
  std::unique_ptr<uint8_t[]> copy(new uint8_t[bytes.size()]);
  std::copy(bytes.begin(), bytes.end(), copy.get());
  return snow_term_decode(arg(*type), copy.get(),
                          static_cast<int64_t>(bytes.size()), &out);
}

struct Sample {
  const snow_type *type;
  int64_t value;
  Bytes bytes;
};

/// A Json that the test owns.
int64_t parsed(const char *content) {
  auto *result = static_cast<snow_result *>(snow_json_parse(str(content)));
  int64_t json = result->value;
  snow_release(result, nullptr);
  return json;
}

struct Samples {
  TypeMaker make;
  std::vector<Sample> all;

  Samples() {
    const snow_type *pair = make.tuple({&kInt, &kString});
    const snow_type *point =
        make.make(SNOW_TYPE_STRUCT, {&kInt, &kBool}, "G.P", {"x", "yy"});
    const snow_type *shape = make.make(
        SNOW_TYPE_SUM, {make.variant("Dot", {}), make.variant("Disc", {&kInt})},
        "S");
    const snow_type *option = make.make(SNOW_TYPE_OPTION, {&kInt});
    const snow_type *outcome = make.make(SNOW_TYPE_RESULT, {&kBool, &kString});
    const snow_type *ordering =
        make.make(SNOW_TYPE_SUM,
                  {make.variant("Less", {}), make.variant("Equal", {}),
                   make.variant("Greater", {})},
                  "Ordering");
    const snow_type *map = make.make(SNOW_TYPE_MAP, {&kString, &kBool});
    all = {
        {&kInt, -2, {1, 1, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}},
        {&kFloat, real(1.0), {1, 2, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F}},
        {&kBool, 1, {1, 3}},
        {&kBool, 0, {1, 4}},
        {&kUnit, 0, {1, 6}},
        {&kString, fresh("hi"), {1, 5, 2, 0, 0, 0, 'h', 'i'}},
        {&kPid, 9, {1, 30, 9, 0, 0, 0, 0, 0, 0, 0}},
        {make.list(&kBool), list({1, 0}), {1, 10, 2, 0, 0, 0, 3, 4}},
        {pair,
         object({3, fresh("a")}),
         {1, 13, 2, 1, 3, 0, 0, 0, 0, 0, 0, 0, 5, 1, 0, 0, 0, 'a'}},
        {point, object({1, 1}), {1, 20, 3,   0, 'G', '.', 'P', 2, 0,
                                 1, 0,  'x', 1, 1,   0,   0,   0, 0,
                                 0, 0,  0,   2, 0,   'y', 'y', 3}},
        {shape,
         object({1, 4}),
         {1, 21, 1, 0, 'S', 1, 1, 0, 1, 4, 0, 0, 0, 0, 0, 0, 0}},
        {shape, object({0, 0}), {1, 21, 1, 0, 'S', 0, 0, 0}},
        {option, result(0, 2), {1, 40, 1, 2, 0, 0, 0, 0, 0, 0, 0}},
        {option, result(1, 0), {1, 41}},
        {outcome, result(0, 1), {1, 42, 3}},
        {outcome, result(1, fresh("e")), {1, 43, 5, 1, 0, 0, 0, 'e'}},
        {ordering, object({2}), {1, 44, 2}},
        {map,
         word(snow_map_put(arg(kString), arg(kBool), snow_map_new(), fresh("k"),
                           1)),
         {1, 11, 0, 1, 0, 0, 0, 5, 1, 0, 0, 0, 'k', 3}},
        {map, word(snow_map_new()), {1, 11, 0, 0, 0, 0, 0}},
        {make.make(SNOW_TYPE_SET, {&kBool}),
         word(snow_set_add(arg(kBool), snow_set_new(), 1)),
         {1, 12, 1, 0, 0, 0, 3}},
        {make.make(SNOW_TYPE_QUEUE, {&kBool}),
         list({1, 0}),
         {1, 14, 2, 0, 0, 0, 3, 4}},
        {make.make(SNOW_TYPE_RANGE, {}),
         word(snow_range_new(1, 4)),
         {1, 15, 1, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0}},
        {make.make(SNOW_TYPE_JSON, {}),
         parsed("[1,{}]"),
         {1, 22, 6, 0, 0, 0, '[', '1', ',', '{', '}', ']'}},
        {&kAny, any(&kInt, 1), {1, 1, 1, 0, 0, 0, 0, 0, 0, 0}},
        {&kAny, any(make.list(&kBool), list({1})), {1, 10, 1, 0, 0, 0, 3}},
    };
  }
  ~Samples() {
    for (Sample &sample : all)
      if (isObjectKind(sample.type->kind))
        snow_release(reinterpret_cast<void *>(sample.value), arg(*sample.type));
  }
};

void drop(const snow_type *type, int64_t value) { releaseWord(type, value); }

TEST(Term, BytesAndRoundTrips) {
  int64_t before = liveObjects();
  {
    Samples samples;
    for (const Sample &sample : samples.all) {
      EXPECT_EQ(encode(sample.type, sample.value), sample.bytes);
      EXPECT_TRUE(validateTerm(sample.bytes.data(), sample.bytes.size(),
                               TermScope::Local));
      int64_t back;
      ASSERT_TRUE(decode(sample.type, sample.bytes, back))
          << inspect(sample.type, sample.value);
      EXPECT_EQ(inspect(sample.type, back), inspect(sample.type, sample.value));
      drop(sample.type, back);
    }
  }
  EXPECT_EQ(liveObjects(), before);
}

TEST(Term, OtherTypesDoNotDecode) {
  Samples samples;
  int64_t before = liveObjects();
  for (const Sample &term : samples.all)
    for (const Sample &other : samples.all) {
      if (other.type == term.type || other.type->kind == SNOW_TYPE_ANY ||
          term.type->kind == SNOW_TYPE_ANY)
        continue;
      int64_t out;
      EXPECT_FALSE(decode(other.type, term.bytes, out));
    }
  EXPECT_EQ(liveObjects(), before) << "a failure leaves nothing allocated";
}

TEST(Term, CutOffAndExtendedTermsAreRefused) {
  Samples samples;
  int64_t before = liveObjects();
  for (const Sample &sample : samples.all) {
    int64_t out;
    for (size_t size = 0; size != sample.bytes.size(); ++size) {
      Bytes cut(sample.bytes.begin(),
                sample.bytes.begin() + static_cast<ptrdiff_t>(size));
      EXPECT_FALSE(decode(sample.type, cut, out));
      EXPECT_FALSE(validateTerm(cut.data(), cut.size(), TermScope::Local));
    }
    Bytes longer = sample.bytes;
    longer.push_back(6);
    EXPECT_FALSE(decode(sample.type, longer, out));
    EXPECT_FALSE(validateTerm(longer.data(), longer.size(), TermScope::Local));
    Bytes version = sample.bytes;
    version[0] = 2;
    EXPECT_FALSE(decode(sample.type, version, out));
  }
  EXPECT_EQ(liveObjects(), before);
}

TEST(Term, RandomBytesDoNoHarm) {
  Samples samples;
  std::mt19937_64 random(7);
  int64_t before = liveObjects();
  for (int round = 0; round != 20000; ++round) {
    const Sample &sample = samples.all[random() % samples.all.size()];
    Bytes bytes = sample.bytes;
    for (uint64_t flips = 1 + random() % 3; flips--;)
      bytes[random() % bytes.size()] = static_cast<uint8_t>(random());
    int64_t out;
    for (const snow_type *type : {sample.type, &kAny})
      if (decode(type, bytes, out)) {
        EXPECT_TRUE(validateTerm(bytes.data(), bytes.size(), TermScope::Local));
        drop(type, out);
      }
  }
  EXPECT_EQ(liveObjects(), before);
}

TEST(Term, LengthsAreCheckedBeforeAllocation) {
  TypeMaker make;
  int64_t out;
  EXPECT_FALSE(decode(&kString, {1, 5, 0xFF, 0xFF, 0xFF, 0xFF, 'x'}, out));
  EXPECT_FALSE(
      decode(make.list(&kUnit), {1, 10, 0xFF, 0xFF, 0xFF, 0xFF, 6}, out));
}

TEST(Term, AnyTakesBuiltInItems) {
  int64_t out;
  // (1, [Some("a"), None], Err(<0.2>), ExitReason.Error("x"))
  Bytes bytes = {1,  13, 4,   1,   1,   0,   0,   0,   0,   0,   0,   0,
                 10, 2,  0,   0,   0,   40,  5,   1,   0,   0,   0,   'a',
                 41, 43, 30,  2,   0,   0,   0,   0,   0,   0,   0,   21,
                 10, 0,  'E', 'x', 'i', 't', 'R', 'e', 'a', 's', 'o', 'n',
                 3,  1,  0,   5,   1,   0,   0,   0,   'x'};
  ASSERT_TRUE(decode(&kAny, bytes, out));
  EXPECT_EQ(inspect(&kAny, out),
            "(1, [Some(\"a\"), None], Err(<0.2>), Error(\"x\"))");
  EXPECT_EQ(encode(&kAny, out), bytes);
  drop(&kAny, out);
}

TEST(Term, EqualKeysAreMalformed) {
  TypeMaker make;
  int64_t out;
  EXPECT_FALSE(decode(make.make(SNOW_TYPE_MAP, {&kBool, &kBool}),
                      {1, 11, 0, 2, 0, 0, 0, 3, 3, 3, 4}, out));
  EXPECT_FALSE(decode(make.make(SNOW_TYPE_SET, {&kBool}),
                      {1, 12, 2, 0, 0, 0, 3, 3}, out));
  EXPECT_TRUE(decode(make.make(SNOW_TYPE_SET, {&kBool}),
                     {1, 12, 2, 0, 0, 0, 3, 4}, out));
}

TEST(Term, AnyTakesRegisteredTypes) {
  static TypeMaker make; // Registered for good.
  const snow_type *ofInt = make.make(SNOW_TYPE_STRUCT, {&kInt}, "Box", {"v"});
  const snow_type *ofText =
      make.make(SNOW_TYPE_STRUCT, {&kString}, "Box", {"v"});
  const snow_type *tree = make.make(
      SNOW_TYPE_SUM, {make.variant("Leaf", {}), make.variant("Node", {&kInt})},
      "M.Tree");
  for (const snow_type *type : {ofInt, ofText, tree})
    snow_register_type(arg(*type));
  auto throughAny = [](const snow_type *type, int64_t value) {
    int64_t out = 0;
    EXPECT_TRUE(decode(&kAny, encode(type, value), out));
    std::string shown = inspect(&kAny, out);
    drop(&kAny, out);
    return shown;
  };
  EXPECT_EQ(throughAny(ofInt, object({4})), "Box { v: 4 }");
  EXPECT_EQ(throughAny(ofText, object({fresh("abc")})), "Box { v: \"abc\" }");
  EXPECT_EQ(throughAny(make.list(tree), list({object({1, 3}), object({0})})),
            "[Node(3), Leaf]");
  int64_t out;
  EXPECT_FALSE(decode(&kAny, {1, 21, 1, 0, 'Q', 0, 0, 0}, out));
}

TEST(Term, FunctionsTravelInsideTheProgramOnly) {
  TypeMaker make;
  const snow_type *fn = make.make(SNOW_TYPE_FUNCTION, {});
  int64_t closure = object({1, 0});
  Bytes bytes = encode(fn, closure);
  int64_t out = 0;
  ASSERT_TRUE(decode(fn, bytes, out));
  EXPECT_EQ(out, closure);
  EXPECT_TRUE(validateTerm(bytes.data(), bytes.size(), TermScope::Local));
  EXPECT_FALSE(validateTerm(bytes.data(), bytes.size(), TermScope::CrossNode));
  std::fill(bytes.begin() + 2, bytes.end(), uint8_t(0x41));
  EXPECT_FALSE(decode(fn, bytes, out)) << "a forged function";
}

TEST(Term, ClosuresGoWithTheirTerm) {
  TypeMaker make;
  const snow_type *fn = make.make(SNOW_TYPE_FUNCTION, {});
  const snow_type *pair = make.tuple({fn, &kInt});
  int64_t closure = object({1, 0});
  size_t before = exportedClosures();
  Bytes once = encode(fn, closure), again = encode(fn, closure);
  EXPECT_EQ(exportedClosures(), before + 2);
  int64_t out = 0;
  EXPECT_FALSE(decode(pair, once, out)) << "of another type: kept";
  ASSERT_TRUE(decode(fn, once, out));
  EXPECT_EQ(exportedClosures(), before + 1);
  EXPECT_FALSE(decode(fn, once, out)) << "decoded already";
  ASSERT_TRUE(decode(fn, again, out));
  EXPECT_EQ(exportedClosures(), before);
  Bytes inside = encode(pair, object({closure, 7}));
  EXPECT_EQ(exportedClosures(), before + 1);
  dropClosures(inside.data(), inside.size() - 1); // Cut off behind the closure.
  EXPECT_EQ(exportedClosures(), before);
  dropClosures(inside.data(), inside.size());
  dropClosures(inside.data(), 0);
}

TEST(Term, ValidatorKnowsEveryItem) {
  const Bytes good[] = {
      {1, 11, 0, 1, 0, 0, 0, 3, 6},                            // Map
      {1, 12, 2, 0, 0, 0, 3, 4},                               // Set
      {1, 14, 2, 0, 0, 0, 3, 3},                               // Queue
      {1, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, // Range
      {1, 22, 2, 0, 0, 0, '{', '}'},                           // Json
      {1, 50, 1, 0, 'f'},                                      // Function
      {1, 31, 1, 0, 0, 0, 0, 0, 0, 0},                         // Receiver's pid
      {1, 32, 1, 0, 'n', 1, 1, 0, 0, 0, 0, 0, 0, 0},           // Third node's
      {1, 11, 0, 2, 0, 0, 0, 3, 6, 4, 6},
  };
  for (const Bytes &bytes : good)
    EXPECT_TRUE(validateTerm(bytes.data(), bytes.size(), TermScope::CrossNode))
        << int(bytes[1]);
  const Bytes bad[] = {
      {1, 0},
      {1, 7},
      {1, 44, 3},
      {1, 11, 1, 0, 0, 0, 0},
      {1, 11, 0, 2, 0, 0, 0, 3, 6, 3, 6}, // Equal keys
      {1, 12, 2, 0, 0, 0, 3, 3},          // Equal elements
      {1, 30, 1, 0, 0, 0, 0, 0, 1, 0},    // Node bits
      {1, 10, 0xFF, 0xFF, 0xFF, 0xFF},
  };
  for (const Bytes &bytes : bad)
    EXPECT_FALSE(validateTerm(bytes.data(), bytes.size(), TermScope::CrossNode))
        << int(bytes[1]);
  EXPECT_FALSE(validateTerm(nullptr, 5, TermScope::Local));
}

TEST(Term, NestingLimit) {
  for (size_t depth : {10000u, 10001u}) {
    Bytes bytes(1 + depth, 40); // Some(Some(...
    bytes[0] = 1;
    bytes.push_back(6);
    EXPECT_EQ(validateTerm(bytes.data(), bytes.size(), TermScope::CrossNode),
              depth == 10000);
    EXPECT_TRUE(validateTerm(bytes.data(), bytes.size(), TermScope::Local));
  }
}

TEST(Term, SpawnArguments) {
  TypeMaker make;
  const snow_type *pair = make.tuple({&kInt, &kBool});
  ProgramResult result = runProgram([&] {
    Bytes good = {1, 13, 2, 1, 5, 0, 0, 0, 0, 0, 0, 0, 3, 0xAA};
    void *tuple = snow_term_decode_args(arg(*pair), good.data());
    EXPECT_EQ(display(pair, word(tuple)), "(5, true)");
    waitGone(spawn([&] {
      Bytes wrong = {1, 13, 1, 3};
      snow_term_decode_args(arg(*pair), wrong.data());
    }));
    waitGone(spawn([&] { snow_term_decode_args(arg(*pair), nullptr); }));
  });
  size_t first = result.err.find("crashed: bad spawn arguments");
  ASSERT_NE(first, std::string::npos);
  EXPECT_NE(result.err.find("crashed: bad spawn arguments", first + 1),
            std::string::npos);
}

} // namespace
