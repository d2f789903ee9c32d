//===- ValueTest.cpp - Texts, equality, order and counts of values --------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"
#include "value/Heap.h"

#include <cmath>
#include <cstdlib>
#include <limits>

using namespace snow::test;

namespace {

std::string floatText(double value) {
  void *string = snow_string_from_float(value);
  std::string copy = text(string);
  snow_release(string, arg(kString));
  return copy;
}

TEST(Value, Floats) {
  EXPECT_EQ(floatText(2.0), "2");
  EXPECT_EQ(floatText(0.1), "0.1");
  EXPECT_EQ(floatText(1e21), "1000000000000000000000");
  EXPECT_EQ(floatText(1e-7), "0.0000001");
  EXPECT_EQ(floatText(-0.0), "-0");
  EXPECT_EQ(floatText(0.0), "0");
  EXPECT_EQ(floatText(NAN), "NaN");
  EXPECT_EQ(floatText(-INFINITY), "-inf");
  EXPECT_EQ(floatText(INFINITY), "inf");
  EXPECT_EQ(floatText(-1.5), "-1.5");
  for (double value :
       {std::numeric_limits<double>::max(), 5e-324, 1.0 / 3, 123456.789e300})
    EXPECT_EQ(std::strtod(floatText(value).c_str(), nullptr), value);
}

TEST(Value, DisplayAndDebugTable) {
  TypeMaker make;
  const snow_type *ints = make.list(&kInt), *strings = make.list(&kString);
  const snow_type *pair = make.tuple({&kInt, &kString});
  const snow_type *unit0 = make.tuple({});
  const snow_type *point = make.make(SNOW_TYPE_STRUCT, {&kInt, &kString},
                                     "Geometry.Point", {"x", "y"});
  const snow_type *empty = make.make(SNOW_TYPE_STRUCT, {}, "Nothing");
  const snow_type *shape =
      make.make(SNOW_TYPE_SUM,
                {make.variant("Dot", {}), make.variant("Disc", {&kInt}),
                 make.variant("Name", {&kString})},
                "Shape");
  const snow_type *option = make.make(SNOW_TYPE_OPTION, {&kString});
  const snow_type *outcome = make.make(SNOW_TYPE_RESULT, {&kInt, &kString});
  const snow_type *fn = make.make(SNOW_TYPE_FUNCTION, {});
  const snow_type *handle = make.make(SNOW_TYPE_HANDLE, {}, "SqliteConn");
  int64_t a = word(str("a\"\\\n\t\r"));
  struct {
    const snow_type *type;
    int64_t value;
    const char *display, *debug;
  } cases[] = {
      {&kInt, -5, "-5", "-5"},
      {&kInt, INT64_MIN, "-9223372036854775808", "-9223372036854775808"},
      {&kBool, 1, "true", "true"},
      {&kBool, 0, "false", "false"},
      {&kUnit, 0, "()", "()"},
      {&kFloat, real(1.5), "1.5", "1.5"},
      {&kString, a, "a\"\\\n\t\r", "\"a\\\"\\\\\\n\\t\\r\""},
      {&kString, word(str(std::string_view("\0", 1))), "\0", "\"\\0\""},
      {&kPid, 7, "<0.7>", "<0.7>"},
      {&kPid, int64_t(2) << 48 | int64_t(5) << 40 | 3, "<2.3.5>", "<2.3.5>"},
      {ints, list({}), "[]", "[]"},
      {ints, list({1, 2}), "[1, 2]", "[1, 2]"},
      {strings, list({word(str("x")), word(str("y"))}), "[x, y]",
       "[\"x\", \"y\"]"},
      {pair, object({1, word(str("a"))}), "(1, a)", "(1, \"a\")"},
      {unit0, object({}), "()", "()"},
      {point, object({1, word(str("b"))}), "Point(1, b)",
       "Point { x: 1, y: \"b\" }"},
      {empty, object({}), "Nothing()", "Nothing {}"},
      {shape, object({0}), "Dot", "Dot"},
      {shape, object({1, 5}), "Disc(5)", "Disc(5)"},
      {shape, object({2, word(str("a"))}), "Name(a)", "Name(\"a\")"},
      {option, result(0, word(str("s"))), "Some(s)", "Some(\"s\")"},
      {option, result(1, 0), "None", "None"},
      {outcome, result(0, 3), "Ok(3)", "Ok(3)"},
      {outcome, result(1, word(str("e"))), "Err(e)", "Err(\"e\")"},
      {fn, 0, "<fn>", "<fn>"},
      {handle, 0, "<SqliteConn>", "<SqliteConn>"},
      {&kAny, any(&kString, word(str("q"))), "q", "\"q\""},
  };
  for (auto &c : cases) {
    if (c.value != word(str(std::string_view("\0", 1))) && *c.display) {
      EXPECT_EQ(display(c.type, c.value), c.display);
    }
    EXPECT_EQ(inspect(c.type, c.value), c.debug);
  }
}

TEST(Value, EqualityAndOrder) {
  TypeMaker make;
  const snow_type *ints = make.list(&kInt);
  const snow_type *option = make.make(SNOW_TYPE_OPTION, {&kInt});
  const snow_type *shape = make.make(
      SNOW_TYPE_SUM, {make.variant("Dot", {}), make.variant("Disc", {&kInt})},
      "Shape");
  struct {
    const snow_type *type;
    int64_t a, b;
    int order;
  } cases[] = {
      {&kInt, -1, 1, -1},
      {&kInt, 4, 4, 0},
      {&kBool, 0, 1, -1},
      {&kFloat, real(0.0), real(-0.0), 0},
      {&kFloat, real(1), real(NAN), -1},
      {&kString, word(str("a")), word(str("ab")), -1},
      {&kString, word(str("\x7f")), word(str("\x80")), -1},
      {&kString, fresh("same"), fresh("same"), 0},
      {ints, list({1, 2}), list({1, 2}), 0},
      {ints, list({1, 9}), list({2}), -1},
      {ints, list({1}), list({1, 0}), -1},
      {option, result(1, 0), result(0, 9), -1},
      {shape, object({0}), object({1, 3}), -1},
      {shape, object({1, 3}), object({1, 4}), -1},
      {shape, object({1, 3}), object({1, 3}), 0},
  };
  for (auto &c : cases) {
    EXPECT_EQ(snow_value_compare(arg(*c.type), c.a, c.b), c.order);
    EXPECT_EQ(snow_value_compare(arg(*c.type), c.b, c.a), -c.order);
    EXPECT_EQ(snow_value_eq(arg(*c.type), c.a, c.b), c.order == 0);
  }
  EXPECT_EQ(snow_value_eq(arg(kFloat), real(NAN), real(NAN)), 0);
  EXPECT_EQ(snow_value_compare(arg(kFloat), real(NAN), real(NAN)), 0);
  EXPECT_EQ(snow_value_eq(arg(kAny), any(&kInt, 1), any(&kInt, 1)), 1);
  EXPECT_EQ(snow_value_eq(arg(kAny), any(&kInt, 1), any(&kBool, 1)), 0);
}

TEST(Value, Strings) {
  EXPECT_EQ(text(snow_string_concat(str("ab"), str("c"))), "abc");
  EXPECT_EQ(text(snow_string_concat(nullptr, nullptr)), "");
  void *parts[] = {str("x"), str(""), str("yz")};
  EXPECT_EQ(text(snow_string_concat_all(str(""), parts, 3)), "xyz");
  EXPECT_EQ(text(snow_string_concat_all(nullptr, nullptr, 3)), "");
  EXPECT_EQ(text(snow_string_from_int(INT64_MIN)), "-9223372036854775808");
  EXPECT_EQ(snow_string_eq(str("a"), str("a")), 1);
  EXPECT_EQ(snow_string_eq(str("a"), str("b")), 0);
  EXPECT_EQ(snow_string_compare(str("b"), str("a")), 1);
}

TEST(Value, Lists) {
  void *one = reinterpret_cast<void *>(list({1}));
  snow_retain(one);
  void *two = snow_list_append(arg(kInt), one, 2);
  EXPECT_EQ(static_cast<snow_list *>(one)->length, 1u);
  EXPECT_EQ(snow_list_get(arg(kInt), two, 0), 1);
  EXPECT_EQ(snow_list_get(arg(kInt), two, 1), 2);
  ProgramResult result = runProgram([&] { snow_list_get(arg(kInt), two, -1); });
  EXPECT_EQ(result.err, "panic: index -1 out of bounds (length 2)\n");
}

TEST(Value, Counts) {
  TypeMaker make;
  const snow_type *strings = make.list(&kString);
  int64_t before = snow::rt::liveObjects();
  int64_t name = fresh("name");
  auto header = [](int64_t w) {
    return reinterpret_cast<snow_header *>(w) - 1;
  };
  EXPECT_EQ(name % 16, 0);
  EXPECT_EQ(header(name)->count, 1);
  snow_retain(reinterpret_cast<void *>(name));
  EXPECT_EQ(header(name)->count, 2);
  int64_t names = list({name});
  snow_release(reinterpret_cast<void *>(names), arg(*strings));
  EXPECT_EQ(header(name)->count, 1) << "the list's reference is gone";
  snow_release(reinterpret_cast<void *>(name), arg(kString));
  EXPECT_EQ(snow::rt::liveObjects(), before);
  auto *constant = static_cast<snow_header *>(str("const")) - 1;
  snow_retain(constant + 1);
  snow_release(constant + 1, arg(kString));
  snow_release(constant + 1, arg(kString));
  EXPECT_EQ(constant->count, SNOW_IMMORTAL);
  snow_retain(nullptr);
  snow_release(nullptr, nullptr);
}

TEST(Value, SharingMarksWhatOthersHold) {
  TypeMaker make;
  const snow_type *strings = make.list(&kString);
  auto count = [](int64_t w) {
    return (reinterpret_cast<snow_header *>(w) - 1)->count;
  };
  int64_t before = snow::rt::liveObjects();
  int64_t mine = fresh("mine"), both = fresh("both");
  int64_t names = list({mine, both});
  snow_retain(reinterpret_cast<void *>(both));
  snow_value_share(arg(*strings), names);
  EXPECT_EQ(count(names), 1) << "solely owned";
  EXPECT_EQ(count(mine), 1);
  EXPECT_EQ(count(both), -2) << "held elsewhere too";
  snow_retain(reinterpret_cast<void *>(names));
  snow_value_share(arg(*strings), names);
  EXPECT_EQ(count(names), -2);
  EXPECT_EQ(count(mine), -1) << "below a shared object";
  // The last holder may change it in place again.
  snow_release(reinterpret_cast<void *>(names), arg(*strings));
  EXPECT_EQ(snow_list_append(arg(kString), reinterpret_cast<void *>(names),
                             word(str("x"))) != nullptr,
            true);
  snow_release(reinterpret_cast<void *>(both), arg(kString));
  EXPECT_LE(snow::rt::liveObjects(), before + 3);
}

TEST(Value, SendingMovesAndDroppedMessagesAreFreed) {
  int64_t before = snow::rt::liveObjects();
  runProgram([] {
    int64_t dead = spawn([] {});
    waitGone(dead);
    snow_actor_send_value(dead, arg(kString), fresh("dropped"));
    int64_t idle = spawn([] { receiveInt(); });
    snow_actor_send_value(idle, arg(kString), fresh("never taken"));
    snow_timer_send_after(idle, 5, arg(kString), fresh("later"));
    snow_actor_send_value(-1, nullptr, 5);
  });
  EXPECT_EQ(snow::rt::liveObjects(), before);
}

TEST(Value, LongChainsAreReleasedWithoutRecursion) {
  TypeMaker make;
  snow_type chain = {SNOW_TYPE_OPTION, 1,       nullptr, nullptr,
                     nullptr,          nullptr, 0};
  const snow_type *child = &chain;
  chain.children = &child;
  int64_t before = snow::rt::liveObjects();
  int64_t value = result(1, 0), other = result(1, 0);
  for (int i = 0; i != 200000; ++i) {
    value = result(0, value);
    other = result(0, other);
  }
  EXPECT_EQ(snow_value_eq(&chain, value, other), 1);
  EXPECT_EQ(snow_value_compare(&chain, value, other), 0);
  EXPECT_EQ(display(&chain, value).size(), 200000u * 6 + 4);
  int64_t size = 0, back = 0;
  void *term = snow_term_encode(&chain, value, 0, &size);
  EXPECT_EQ(size, 200002);
  ASSERT_EQ(snow_term_decode(&chain, term, size, &back), 1);
  EXPECT_EQ(snow_value_eq(&chain, value, back), 1);
  for (int64_t w : {value, other, back})
    snow_release(reinterpret_cast<void *>(w), &chain);
  EXPECT_EQ(snow::rt::liveObjects(), before);
}

} // namespace
