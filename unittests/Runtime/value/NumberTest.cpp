//===- NumberTest.cpp - Tests of numbers, ranges, hashes and Any ----------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"

#include <cmath>

using namespace snow::test;

namespace {

constexpr int64_t kMin = INT64_MIN, kMax = INT64_MAX;

TEST(Number, Math) {
  EXPECT_EQ(snow_math_abs_int(-3), 3);
  EXPECT_EQ(snow_math_abs_int(kMin), kMin);
  EXPECT_EQ(snow_math_abs_float(-2.5), 2.5);
  EXPECT_EQ(snow_math_min_int(-1, 2), -1);
  EXPECT_EQ(snow_math_max_int(-1, 2), 2);
  EXPECT_EQ(snow_math_min_float(NAN, 2), 2);
  EXPECT_EQ(snow_math_max_float(1, NAN), 1);
  EXPECT_EQ(snow_math_pow(2, 10), 1024);
  EXPECT_EQ(snow_math_sqrt(9), 3);
  EXPECT_TRUE(std::isnan(snow_math_sqrt(-1)));
}

TEST(Number, RoundingSaturates) {
  EXPECT_EQ(snow_math_floor(-1.5), -2);
  EXPECT_EQ(snow_math_ceil(-1.5), -1);
  EXPECT_EQ(snow_math_round(2.5), 3);
  EXPECT_EQ(snow_math_round(-2.5), -3);
  EXPECT_EQ(snow_math_round(0.49999999999999994), 0);
  EXPECT_EQ(snow_float_to_int(-1.9), -1);
  EXPECT_EQ(snow_float_to_int(1e300), kMax);
  EXPECT_EQ(snow_float_to_int(-1e300), kMin);
  EXPECT_EQ(snow_float_to_int(9223372036854775808.0), kMax);
  EXPECT_EQ(snow_float_to_int(-9223372036854775808.0), kMin);
  EXPECT_EQ(snow_float_to_int(NAN), 0);
  EXPECT_EQ(snow_math_floor(-INFINITY), kMin);
  EXPECT_EQ(snow_int_to_float(3), 3.0);
}

TEST(Number, Ranges) {
  TypeMaker make;
  const snow_type *range = make.make(SNOW_TYPE_RANGE, {});
  void *r = snow_range_new(2, 5), *empty = snow_range_new(5, 2);
  EXPECT_EQ(display(range, word(r)), "2..5");
  EXPECT_EQ(snow_range_length(r), 3);
  EXPECT_EQ(snow_range_length(empty), 0);
  EXPECT_EQ(snow_range_length(snow_range_new(kMin, kMax)), kMax);
  EXPECT_EQ(snow_range_contains(r, 4), 1);
  EXPECT_EQ(snow_range_contains(r, 5), 0);
  EXPECT_EQ(display(make.list(&kInt), word(snow_range_to_list(r))),
            "[2, 3, 4]");
  EXPECT_EQ(display(make.list(&kInt), word(snow_range_to_list(empty))), "[]");
  EXPECT_EQ(snow_value_eq(arg(*range), word(r), word(snow_range_new(2, 5))), 1);
  EXPECT_EQ(snow_value_eq(arg(*range), word(r), word(empty)), 0);
}

//===----------------------------------------------------------------------===//
// Hashes
//===----------------------------------------------------------------------===//

uint64_t fnv(std::string_view bytes, uint64_t hash = 0xcbf29ce484222325) {
  for (unsigned char c : bytes)
    hash = (hash ^ c) * 0x100000001b3;
  return hash;
}
uint64_t fnv(uint64_t word, uint64_t hash = 0xcbf29ce484222325) {
  return fnv(std::string_view(reinterpret_cast<char *>(&word), 8), hash);
}
uint64_t hash(const snow_type &type, int64_t value) {
  return static_cast<uint64_t>(snow_value_hash(arg(type), value));
}

TEST(Hash, FollowsTheSpecification) {
  TypeMaker make;
  EXPECT_EQ(hash(kInt, -5), fnv(uint64_t(-5)));
  EXPECT_EQ(hash(kFloat, real(-0.0)), fnv(uint64_t(0)));
  EXPECT_EQ(hash(kBool, 1), fnv("\x01"));
  EXPECT_EQ(hash(kString, word(str("abc"))), fnv("abc"));
  EXPECT_EQ(hash(kUnit, 0), 0xcbf29ce484222325u);
  uint64_t one = fnv(uint64_t(1)), two = fnv(uint64_t(2));
  EXPECT_EQ(
      static_cast<uint64_t>(snow_hash_combine(int64_t(one), int64_t(two))),
      fnv(two, one));
  EXPECT_EQ(hash(*make.tuple({&kInt, &kInt}), object({1, 2})), fnv(two, one));
  EXPECT_EQ(hash(*make.tuple({}), object({})), 0xcbf29ce484222325u);
  const snow_type *sum = make.make(
      SNOW_TYPE_SUM, {make.variant("A", {}), make.variant("B", {&kInt})}, "S");
  EXPECT_EQ(hash(*sum, object({0})), fnv(uint64_t(0)));
  EXPECT_EQ(hash(*sum, object({1, 2})), fnv(two, one));
  EXPECT_EQ(hash(*make.list(&kInt), list({1, 2})),
            fnv(two, fnv(one, fnv(uint64_t(2)))));
  const snow_type *map = make.make(SNOW_TYPE_MAP, {&kInt, &kInt});
  void *table = snow_map_new();
  table = snow_map_put(arg(kInt), arg(kInt), table, 1, 2);
  table = snow_map_put(arg(kInt), arg(kInt), table, 2, 1);
  EXPECT_EQ(hash(*map, word(table)), fnv(two, one) + fnv(one, two));
  const snow_type *set = make.make(SNOW_TYPE_SET, {&kInt});
  void *elements =
      snow_set_from_list(arg(kInt), reinterpret_cast<void *>(list({1, 2})));
  EXPECT_EQ(hash(*set, word(elements)), one + two);
  const snow_type *nested = make.list(make.tuple({map, &kInt}));
  EXPECT_EQ(hash(*nested, list({object({word(table), 1})})),
            fnv(fnv(one, fnv(two, one) + fnv(one, two)), one));
}

//===----------------------------------------------------------------------===//
// Methods of user types
//===----------------------------------------------------------------------===//

/// A struct of one Int that is equal modulo 10.
int8_t eqModulo(int64_t a, int64_t b) {
  return *reinterpret_cast<int64_t *>(a) % 10 ==
         *reinterpret_cast<int64_t *>(b) % 10;
}
int64_t compareDown(int64_t a, int64_t b) {
  return *reinterpret_cast<int64_t *>(b) - *reinterpret_cast<int64_t *>(a);
}
int64_t hashModulo(int64_t a) { return *reinterpret_cast<int64_t *>(a) % 10; }
void *displayStar(int64_t a) {
  return snow_string_concat(
      str("*"), snow_string_from_int(*reinterpret_cast<int64_t *>(a)));
}

TEST(Methods, AreHonouredInsideCollections) {
  TypeMaker make;
  snow_methods methods{displayStar, nullptr, eqModulo, compareDown, hashModulo};
  snow_type type = *make.make(SNOW_TYPE_STRUCT, {&kInt}, "Num", {"n"});
  type.methods = &methods;
  type.flags = 0;
  const snow_type *items = make.list(&type);
  auto num = [](int64_t n) { return object({n}); };
  int64_t xs = list({num(3), num(15), num(7)});
  EXPECT_EQ(display(items, xs), "[*3, *15, *7]");
  EXPECT_EQ(inspect(items, xs), "[Num { n: 3 }, Num { n: 15 }, Num { n: 7 }]");
  EXPECT_EQ(
      snow_list_contains(arg(type), reinterpret_cast<void *>(xs), num(25)), 1);
  EXPECT_EQ(snow_value_eq(arg(*items), xs, list({num(13), num(5), num(17)})),
            1);
  EXPECT_EQ(display(items, word(snow_list_sort(arg(type),
                                               reinterpret_cast<void *>(xs)))),
            "[*15, *7, *3]");
  void *table = snow_map_new();
  for (int64_t n : {1, 11, 2, 21})
    table = snow_map_put(arg(type), arg(kInt), table, num(n), n);
  EXPECT_EQ(display(make.make(SNOW_TYPE_MAP, {&type, &kInt}), word(table)),
            "%{*1 => 21, *2 => 2}");
}

TEST(Methods, FormsStandInForEachOther) {
  TypeMaker make;
  snow_type plain = *make.make(SNOW_TYPE_STRUCT, {&kString}, "M.P", {"s"});
  plain.flags = 0;
  int64_t value = object({word(str("x"))});
  EXPECT_EQ(display(&plain, value), "P { s: \"x\" }");
  EXPECT_EQ(display(make.list(&plain), list({value})), "[P { s: \"x\" }]");
  plain.flags = SNOW_TYPE_HAS_DISPLAY | SNOW_TYPE_NO_DEBUG;
  EXPECT_EQ(display(&plain, value), "P(x)");
  EXPECT_EQ(inspect(&plain, value), "P(x)");
}

//===----------------------------------------------------------------------===//
// Any
//===----------------------------------------------------------------------===//

TEST(Any, MatchesByStructure) {
  TypeMaker make;
  const snow_type *pair = make.tuple({&kInt, &kString});
  const snow_type *loose = make.tuple({&kAny, &kString});
  const snow_type *ints = make.list(&kInt), *texts = make.list(&kString);
  auto matches = [](int64_t any, const snow_type &type) {
    return snow_any_matches(reinterpret_cast<void *>(any), arg(type));
  };
  int64_t held = any(pair, object({7, word(str("x"))}));
  EXPECT_EQ(matches(held, *make.tuple({&kInt, &kString})), 1);
  EXPECT_EQ(matches(held, *loose), 1);
  EXPECT_EQ(matches(held, kAny), 1);
  EXPECT_EQ(matches(held, kInt), 0);
  EXPECT_EQ(matches(held, *make.tuple({&kInt, &kInt})), 0);
  EXPECT_EQ(matches(any(ints, list({})), *texts), 1);
  EXPECT_EQ(matches(any(ints, list({1})), *texts), 0);
  int64_t got = snow_any_get(reinterpret_cast<void *>(held), arg(*loose));
  EXPECT_EQ(display(loose, got), "(7, x)");
  snow_release(reinterpret_cast<void *>(got), arg(*loose));
  // And back: a list of Any that holds only Ints.
  const snow_type *anys = make.list(&kAny);
  held = any(anys, list({any(&kInt, 1), any(&kInt, 2)}));
  EXPECT_EQ(matches(held, *ints), 1);
  EXPECT_EQ(
      display(ints, snow_any_get(reinterpret_cast<void *>(held), arg(*ints))),
      "[1, 2]");
  const snow_type *map = make.make(SNOW_TYPE_MAP, {&kString, &kInt});
  const snow_type *anyMap = make.make(SNOW_TYPE_MAP, {&kAny, &kAny});
  void *table =
      snow_map_put(arg(kString), arg(kInt), snow_map_new(), word(str("k")), 3);
  held = any(map, word(table));
  got = snow_any_get(reinterpret_cast<void *>(held), arg(*anyMap));
  EXPECT_EQ(display(anyMap, got), "%{k => 3}");
  EXPECT_EQ(runProgram([&] {
              snow_any_get(reinterpret_cast<void *>(held), arg(kInt));
            }).status,
            1);
}

TEST(Any, TupleNth) {
  TypeMaker make;
  const snow_type *pair = make.tuple({&kInt, &kInt});
  void *tuple = reinterpret_cast<void *>(object({4, 5}));
  EXPECT_EQ(snow_tuple_nth(arg(*pair), tuple, 1), 5);
  ProgramResult result =
      runProgram([&] { snow_tuple_nth(arg(*pair), tuple, 2); });
  EXPECT_NE(result.err.find("index 2 out of bounds (length 2)"),
            std::string::npos);
}

} // namespace
