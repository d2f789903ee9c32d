//===- StringTest.cpp - Tests of the string entries -----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"

#include "value/Share.h"

#include <atomic>
#include <thread>

using namespace snow::test;

namespace {

/// The content of a String that the test owns; releases it.
std::string take(void *string) {
  std::string copy = text(string);
  snow_release(string, arg(kString));
  return copy;
}
void *s(const char *content) { return str(content); }

std::vector<std::string> strings(void *list) {
  std::vector<std::string> out;
  auto *object = static_cast<snow_list *>(list);
  for (uint64_t i = 0; i != object->length; ++i)
    out.push_back(text(reinterpret_cast<void *>(object->data[i])));
  return out;
}
using Strings = std::vector<std::string>;

TEST(String, LengthCountsScalars) {
  EXPECT_EQ(snow_string_length(s("")), 0);
  EXPECT_EQ(snow_string_length(s("h\xC3\xA9llo")), 5);
  EXPECT_EQ(snow_string_length(s("\xF0\x9F\x98\x80!")), 2);
  EXPECT_EQ(snow_string_length(s("a\xFF\xC3")), 3);
  EXPECT_EQ(snow_string_length(s("0123456789abcdef\xC3\xA9")), 17);
  EXPECT_EQ(snow_string_length(nullptr), 0);
}

// Sequences of every length and ill-formed ones, at all distances from the
// words that are looked at together.
TEST(String, ScalarsOfAllSizes) {
  const std::pair<const char *, int64_t> cases[] = {
      {"\xC3\xA9", 1},
      {"\xE2\x82\xAC", 1},
      {"\xF0\x9F\x98\x80", 1},
      {"\xF4\x8F\xBF\xBF", 1},
      {"\xEE\x80\x80", 1},
      {"\xC1\xBF", 2}, // Overlong.
      {"\xE0\x9F\xBF", 3},
      {"\xF0\x8F\xBF\xBF", 4}, // Overlong.
      {"\xED\xA0\x80", 3},     // A surrogate.
      {"\xF4\x90\x80\x80", 4},
      {"\xF5\x80", 2}, // Too large.
      {"\xE2\x82", 2},
      {"\xF0\x9F\x98", 3}, // Cut off.
      {"\x80", 1},
      {"\xFF", 1},
  };
  for (auto [bytes, count] : cases)
    for (size_t before = 0; before != 10; ++before)
      for (const char *after : {"", "a", "abcdefghij", "\xC3\xA9zz"}) {
        std::string content = std::string(before, 'x') + bytes + after;
        void *whole = str(content);
        int64_t length =
            static_cast<int64_t>(before) + count + snow_string_length(s(after));
        EXPECT_EQ(snow_string_length(whole), length) << content;
        EXPECT_EQ(take(snow_string_slice(
                      whole, static_cast<int64_t>(before) + count, length)),
                  after);
        EXPECT_EQ(take(snow_string_slice(whole, 0,
                                         static_cast<int64_t>(before) + count)),
                  std::string(before, 'x') + bytes);
      }
}

TEST(String, SliceIsClamped) {
  void *text = s("h\xC3\xA9llo");
  EXPECT_EQ(take(snow_string_slice(text, 1, 3)), "\xC3\xA9l");
  EXPECT_EQ(take(snow_string_slice(text, -5, 2)), "h\xC3\xA9");
  EXPECT_EQ(take(snow_string_slice(text, 3, 99)), "lo");
  EXPECT_EQ(take(snow_string_slice(text, 3, 1)), "");
  EXPECT_EQ(take(snow_string_slice(text, 0, 5)), "h\xC3\xA9llo");
  EXPECT_EQ(take(snow_string_slice(text, INT64_MIN, INT64_MAX)),
            "h\xC3\xA9llo");
}

TEST(String, SearchAndTrim) {
  EXPECT_TRUE(snow_string_contains(s("hello"), s("ell")));
  EXPECT_TRUE(snow_string_contains(s("hello"), s("")));
  EXPECT_FALSE(snow_string_contains(s("hello"), s("elx")));
  EXPECT_TRUE(snow_string_starts_with(s("hello"), s("he")));
  EXPECT_FALSE(snow_string_starts_with(s("h"), s("he")));
  EXPECT_TRUE(snow_string_ends_with(s("hello"), s("lo")));
  EXPECT_FALSE(snow_string_ends_with(s("hello"), s("l")));
  EXPECT_EQ(take(snow_string_trim(s(" \t\n a b \r\n"))), "a b");
  EXPECT_EQ(take(snow_string_trim(s("\xE2\x80\x83x\xC2\xA0"))), "x");
  EXPECT_EQ(take(snow_string_trim(s("   "))), "");
}

TEST(String, FullCaseMapping) {
  EXPECT_EQ(take(snow_string_to_upper(s("stra\xC3\x9F"
                                        "e \xEF\xAC\x81"))),
            "STRASSE FI");
  EXPECT_EQ(take(snow_string_to_lower(s("\xC3\x89\xC4\xB0"))),
            "\xC3\xA9i\xCC\x87");
  // A final sigma, and one within the word.
  EXPECT_EQ(take(snow_string_to_lower(s("\xCE\x9F\xCE\xA3\xCE\x9F\xCE\xA3"))),
            "\xCE\xBF\xCF\x83\xCE\xBF\xCF\x82");
  EXPECT_EQ(take(snow_string_to_lower(s("\xCE\xA3"))), "\xCF\x83");
  EXPECT_EQ(take(snow_string_to_upper(s("a\xFFz"))), "A\xFFZ");
}

TEST(String, ReplaceSplitJoin) {
  EXPECT_EQ(take(snow_string_replace(s("aXbXc"), s("X"), s("--"))), "a--b--c");
  EXPECT_EQ(take(snow_string_replace(s("aaa"), s("aa"), s("b"))), "ba");
  EXPECT_EQ(take(snow_string_replace(s("abc"), s("x"), s("y"))), "abc");
  EXPECT_EQ(take(snow_string_replace(s("ab"), s(""), s("-"))), "-a-b-");
  EXPECT_EQ(strings(snow_string_split(s("a,b,,c"), s(","))),
            (Strings{"a", "b", "", "c"}));
  EXPECT_EQ(strings(snow_string_split(s(""), s(","))), (Strings{""}));
  EXPECT_EQ(strings(snow_string_split(s("h\xC3\xA9"), s(""))),
            (Strings{"", "h", "\xC3\xA9", ""}));
  EXPECT_EQ(strings(snow_string_split(s("a--b"), s("--"))),
            (Strings{"a", "b"}));
  void *parts = snow_string_split(s("x y z"), s(" "));
  EXPECT_EQ(take(snow_string_join(parts, s(", "))), "x, y, z");
  EXPECT_EQ(take(snow_string_join(snow_list_new(0), s(","))), "");
}

TEST(String, Numbers) {
  auto toInt = [](const char *content) -> std::string {
    auto *option = static_cast<snow_result *>(snow_string_to_int(s(content)));
    return option->tag ? "None" : std::to_string(option->value);
  };
  EXPECT_EQ(toInt(" 42\n"), "42");
  EXPECT_EQ(toInt("+7"), "7");
  EXPECT_EQ(toInt("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(toInt("9223372036854775808"), "None");
  for (const char *bad : {"", "x", "1.0", "0x10", "+-1", "1 2", "-", "1_0"})
    EXPECT_EQ(toInt(bad), "None") << bad;
  auto toFloat = [](const char *content) -> std::string {
    auto *option = static_cast<snow_result *>(snow_string_to_float(s(content)));
    return option->tag ? "None" : display(&kFloat, option->value);
  };
  EXPECT_EQ(toFloat(" 1.5 "), "1.5");
  EXPECT_EQ(toFloat("1e3"), "1000");
  EXPECT_EQ(toFloat("+.5"), "0.5");
  EXPECT_EQ(toFloat("5."), "5");
  EXPECT_EQ(toFloat("InFinity"), "inf");
  EXPECT_EQ(toFloat("-inf"), "-inf");
  EXPECT_EQ(toFloat("NaN"), "NaN");
  EXPECT_EQ(toFloat("1e999"), "inf");
  EXPECT_EQ(toFloat("1e-999"), "0");
  for (const char *bad : {"", "x", "1.0f", "0x1p3", "nan(1)", "+-1", "e5"})
    EXPECT_EQ(toFloat(bad), "None") << bad;
}

TEST(String, NumbersWithoutOptions) {
  int64_t n = 7;
  EXPECT_TRUE(snow_string_read_int(s(" -42 "), &n));
  EXPECT_EQ(n, -42);
  EXPECT_FALSE(snow_string_read_int(s("42x"), &n));
  EXPECT_EQ(n, 0);
  double x = 7;
  EXPECT_TRUE(snow_string_read_float(s("2.5"), &x));
  EXPECT_EQ(x, 2.5);
  EXPECT_FALSE(snow_string_read_float(s("2.5.1"), &x));
  EXPECT_EQ(x, 0);
}

TEST(String, BuildWritesInts) {
  auto build = [](void *first, std::vector<int64_t> parts, int64_t ints) {
    return snow_string_build(first, parts.data(),
                             static_cast<int64_t>(parts.size()), ints);
  };
  EXPECT_EQ(take(build(s("x"), {1, word(s("-")), INT64_MIN, INT64_MAX}, 13)),
            "x1--92233720368547758089223372036854775807");
  EXPECT_EQ(take(build(nullptr, {0, 9, 10, 99, 100, -1, -10}, 127)),
            "091099100-1-10");
  std::string expected;
  void *text = s("");
  int64_t n = 1;
  for (int i = 0; i != 19; ++i) {
    text = build(text, {n, word(s(",")), -n}, 5);
    expected += std::to_string(n) + "," + std::to_string(-n);
    n = i == 18 ? n : n * 10 + i + 1;
  }
  EXPECT_EQ(take(text), expected);
  // All the bits, and a text that is appended to itself.
  std::vector<int64_t> many(64, 5);
  EXPECT_EQ(take(build(s("<"), many, -1)), "<" + std::string(64, '5'));
  void *twice = build(s("ab"), {12345678}, 1);
  EXPECT_EQ(take(build(twice, {word(twice), 1}, 2)), "ab12345678ab123456781");
  EXPECT_EQ(take(build(s("ab"), {}, 0)), "ab");
  EXPECT_EQ(take(build(nullptr, {word(s(""))}, 0)), "");
}

TEST(String, GrowsFarInPlace) {
  void *text = s("");
  std::string expected;
  for (int64_t i = 0; i != 30000; ++i) {
    int64_t parts[] = {i, word(s(";"))};
    text = snow_string_build(text, parts, 2, 1);
    expected += std::to_string(i) + ";";
  }
  snow_retain(text);
  void *longer = snow_string_concat(text, s("end"));
  EXPECT_EQ(take(text), expected);
  EXPECT_EQ(take(longer), expected + "end");
}

TEST(String, PartsOneByOne) {
  auto parts = [](const char *content, const char *separator) {
    void *text = s(content), *between = s(separator);
    int64_t width = snow_string_size(between);
    Strings out;
    for (int64_t at = 0; at <= snow_string_size(text);) {
      int64_t end = snow_string_part_end(text, between, at);
      out.push_back(take(snow_string_part(text, at, end)));
      at = end + width;
    }
    // As the list has them.
    EXPECT_EQ(out, strings(snow_string_split(text, between)));
    return out;
  };
  EXPECT_EQ(parts("a,b,,c", ","), (Strings{"a", "b", "", "c"}));
  EXPECT_EQ(parts(",a,", ","), (Strings{"", "a", ""}));
  EXPECT_EQ(parts("", ","), (Strings{""}));
  EXPECT_EQ(parts("abc", ","), (Strings{"abc"}));
  EXPECT_EQ(parts("a--b---", "--"), (Strings{"a", "b", "-"}));
  EXPECT_EQ(parts("ab", "abc"), (Strings{"ab"}));
  EXPECT_EQ(parts("--", "--"), (Strings{"", ""}));
}

TEST(String, IterationAndIndex) {
  void *content = s("a\xC3\xA9\xFF");
  std::vector<std::string> scalars;
  for (int64_t at = 0; at != 4;) {
    int64_t next = snow_string_next(content, at);
    scalars.push_back(take(snow_string_part(content, at, next)));
    at = next;
  }
  EXPECT_EQ(scalars, (Strings{"a", "\xC3\xA9", "\xFF"}));
  EXPECT_EQ(snow_string_next(content, 4), 4);
  EXPECT_EQ(take(snow_string_index(content, 1)), "\xC3\xA9");
  ProgramResult result = runProgram([&] { snow_string_index(content, 3); });
  EXPECT_NE(result.err.find("index 3 out of bounds (length 3)"),
            std::string::npos);
  result = runProgram([&] { snow_string_index(content, -1); });
  EXPECT_NE(result.err.find("index -1 out of bounds (length 3)"),
            std::string::npos);
}

// Texts that have an index; what is added at the end may complete what was cut
// off there.
TEST(String, LongTextsByNumber) {
  const char *pieces[] = {"a",    "\xC3\xA9", "\xE2",     "\x82",    "\xAC",
                          "\xFF", "xyz0",     "\xF0\x9F", "\x98\x80"};
  void *text = str("");
  std::string bytes;
  auto scalarsOf = [](std::string_view of) {
    std::vector<std::string> all;
    void *string = str(of);
    for (int64_t at = 0, end = snow_string_size(string); at != end;) {
      int64_t next = snow_string_next(string, at);
      all.push_back(take(snow_string_part(string, at, next)));
      at = next;
    }
    return all;
  };
  for (size_t i = 0; i != 1500; ++i) {
    const char *piece = pieces[i * i % std::size(pieces)];
    text = snow_string_concat(text, str(piece));
    bytes += piece;
    if (i % 37)
      continue;
    std::vector<std::string> scalars = scalarsOf(bytes);
    auto count = static_cast<int64_t>(scalars.size());
    EXPECT_EQ(snow_string_length(text), count);
    auto check = [&](int64_t number) {
      EXPECT_EQ(take(snow_string_index(text, number)),
                scalars[static_cast<size_t>(number)]);
    };
    for (int64_t number = 0; number != count; ++number)
      check(number);
    for (int64_t number = count; number-- != 0;)
      check(number);
    for (int64_t number = 0; number < count; number += 61)
      check(number * 7 % count);
    std::string middle;
    for (int64_t number = count / 3; number < count / 3 * 2; ++number)
      middle += scalars[static_cast<size_t>(number)];
    EXPECT_EQ(take(snow_string_slice(text, count / 3, count / 3 * 2)), middle);
    EXPECT_EQ(take(snow_string_slice(text, 0, count + 5)), bytes);
  }
  ProgramResult result =
      runProgram([&] { snow_string_index(text, snow_string_length(text)); });
  EXPECT_NE(result.err.find("out of bounds"), std::string::npos);
  snow_release(text, arg(kString));
}

// A long text of ASCII that goes on with other scalars, and with ASCII again.
TEST(String, LongTextsThatStopBeingAscii) {
  void *text = str("");
  for (size_t i = 0; i != 300; ++i)
    text = snow_string_concat(text, str("abc"));
  auto check = [&](int64_t number, std::string_view scalar) {
    EXPECT_EQ(take(snow_string_index(text, number)), scalar) << number;
  };
  EXPECT_EQ(snow_string_length(text), 900);
  check(899, "c");
  check(0, "a");
  text = snow_string_concat(text, str("d\xC3\xB6\xF0\x9F\x98\x80x"));
  EXPECT_EQ(snow_string_length(text), 904);
  check(901, "\xC3\xB6");
  check(903, "x");
  check(902, "\xF0\x9F\x98\x80");
  check(900, "d");
  check(700, "b");
  for (size_t i = 0; i != 300; ++i)
    text = snow_string_concat(text, str("xyz"));
  EXPECT_EQ(snow_string_length(text), 1804);
  check(1803, "z");
  check(904, "x");
  check(901, "\xC3\xB6");
  EXPECT_EQ(take(snow_string_slice(text, 899, 905)),
            "cd\xC3\xB6\xF0\x9F\x98\x80xx");
  ProgramResult result = runProgram([&] { snow_string_index(text, 1804); });
  EXPECT_NE(result.err.find("index 1804 out of bounds (length 1804)"),
            std::string::npos);
  snow_release(text, arg(kString));
}

// One that all processes hold gets one index.
TEST(String, LongTextsOfManyThreads) {
  void *text = str("");
  for (size_t i = 0; i != 4000; ++i)
    text = snow_string_concat(text, str("b\xC3\xB6"));
  snow::rt::shareValue(&kString, word(text));
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int64_t k = 0; k != 4; ++k) {
    snow_retain(text);
    threads.emplace_back([&, k] {
      for (int64_t i = k * 1000; i != 8000; ++i)
        wrong += take(snow_string_index(text, i)) != (i % 2 ? "\xC3\xB6" : "b");
      snow_release(text, arg(kString));
    });
  }
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(snow_string_length(text), 8000);
  snow_release(text, arg(kString));
}

TEST(String, GrowsInPlace) {
  void *built = snow_string_concat(str("ab"), str("cd"));
  for (int i = 0; i != 1000; ++i)
    built = snow_string_concat(built, str("0123456789"));
  EXPECT_EQ(snow_string_length(built), 10004);
  // Another holder keeps what it has.
  snow_retain(built);
  void *longer = snow_string_concat(built, str("!"));
  EXPECT_NE(longer, built);
  EXPECT_EQ(snow_string_length(built), 10004);
  snow_release(built, arg(kString));
  // Twice the same: the text must be read before it moves.
  snow_retain(longer);
  void *twice = snow_string_concat(longer, longer);
  EXPECT_EQ(snow_string_length(twice), 20010);
  snow_release(longer, arg(kString));
  snow_release(twice, arg(kString));
  EXPECT_EQ(take(snow_string_concat(nullptr, nullptr)), "");
}

} // namespace
