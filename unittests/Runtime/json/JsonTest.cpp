//===- JsonTest.cpp - Tests of JSON and rows ------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"

using namespace snow::test;

namespace {

class Json : public testing::Test {
protected:
  TypeMaker make;
  const snow_type *json = make.make(SNOW_TYPE_JSON, {});
  const snow_type *option = make.make(SNOW_TYPE_OPTION, {&kInt});
  const snow_type *names = make.list(&kString);
  const snow_type *scores = make.make(SNOW_TYPE_MAP, {&kString, &kFloat});
  const snow_type *shape = make.make(
      SNOW_TYPE_SUM,
      {make.variant("Dot", {}), make.variant("Rect", {&kInt, &kFloat})},
      "Shape");
  const snow_type *user =
      make.make(SNOW_TYPE_STRUCT, {&kString, option, names, scores, shape},
                "User", {"name", "age", "tags", "scores", "shape"});

  /// The text of the result's value, or its error behind "!".
  std::string outcome(void *result, const snow_type *type) {
    auto *object = static_cast<snow_result *>(result);
    const snow_type *whole = make.make(SNOW_TYPE_RESULT, {type, &kString});
    std::string shown = object->tag ? "!" + display(&kString, object->value)
                                    : display(type, object->value);
    snow_release(result, arg(*whole));
    return shown;
  }
  std::string parse(const char *content) {
    return outcome(snow_json_parse(str(content)), json);
  }
  std::string decode(const snow_type *type, const char *content) {
    auto *result =
        static_cast<snow_result *>(snow_json_decode(arg(*type), str(content)));
    std::string shown = result->tag
                            ? "!" + display(&kString, result->value)
                            : text(snow_json_encode(arg(*type), result->value));
    snow_release(result, arg(*make.make(SNOW_TYPE_RESULT, {type, &kString})));
    return shown;
  }
  void *parsed(const char *content) {
    auto *result = static_cast<snow_result *>(snow_json_parse(str(content)));
    EXPECT_EQ(result->tag, 0);
    return reinterpret_cast<void *>(result->value);
  }
};

TEST_F(Json, ParsesAndPrints) {
  EXPECT_EQ(parse(" {\"b\": [1, 2.5, -3e2, true, null], \"a\": \"x\\n\"} "),
            "{\"a\":\"x\\n\",\"b\":[1,2.5,-300.0,true,null]}");
  EXPECT_EQ(parse("[]"), "[]");
  EXPECT_EQ(parse("{}"), "{}");
  EXPECT_EQ(parse("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(parse("9223372036854775808"), "9223372036854776000.0");
  EXPECT_EQ(parse("0.1"), "0.1");
  EXPECT_EQ(parse("5e-324"), std::string("0.") + std::string(323, '0') + "5");
  EXPECT_EQ(parse("{\"k\":1,\"z\":0,\"k\":2}"), "{\"k\":2,\"z\":0}");
  EXPECT_EQ(parse("\"\\u00e9\\ud83d\\ude00\\u0001\""),
            "\"\xC3\xA9\xF0\x9F\x98\x80\\u0001\"");
}

TEST_F(Json, Errors) {
  for (const char *bad :
       {"", "{", "[1,]", "{\"a\" 1}", "tru", "1 2", "\"\x01\"", "'a'",
        "{\"a\":}", "[1", "\"\\x\"", "01", "+1", "nul", "\"\\ud800\""}) {
    std::string error = parse(bad);
    EXPECT_EQ(error[0], '!') << bad;
    EXPECT_NE(error.find(" at line 1 column "), std::string::npos) << error;
  }
  EXPECT_NE(parse("[1,\n  \xC3\xA9]").find(" at line 2 column 3"),
            std::string::npos)
      << parse("[1,\n  \xC3\xA9]");
  std::string deep(128, '['), closing(128, ']');
  EXPECT_EQ(parse((deep + closing).c_str())[0], '[');
  EXPECT_EQ(parse(("[" + deep + closing + "]").c_str())[0], '!');
}

TEST_F(Json, Access) {
  void *object = parsed("{\"n\":3.7,\"i\":2,\"s\":\"x\",\"b\":true,"
                        "\"l\":[1,2],\"z\":null}");
  auto get = [&](const char *key) {
    auto *result = static_cast<snow_result *>(snow_json_get(object, str(key)));
    EXPECT_EQ(result->tag, 0) << key;
    return reinterpret_cast<void *>(result->value);
  };
  EXPECT_EQ(outcome(snow_json_get(object, str("q")), json),
            "!missing field: q");
  EXPECT_EQ(outcome(snow_json_get(get("l"), str("q")), json),
            "!expected Object");
  EXPECT_EQ(outcome(snow_json_at(get("l"), 1), json), "2");
  EXPECT_EQ(outcome(snow_json_at(get("l"), 2), json),
            "!array index 2 out of bounds (length 2)");
  EXPECT_EQ(outcome(snow_json_at(object, 0), json), "!expected Array");
  EXPECT_EQ(outcome(snow_json_as_int(get("n")), &kInt), "3");
  EXPECT_EQ(outcome(snow_json_as_int(get("s")), &kInt), "!expected Int");
  EXPECT_EQ(outcome(snow_json_as_float(get("i")), &kFloat), "2");
  EXPECT_EQ(outcome(snow_json_as_float(get("b")), &kFloat), "!expected Float");
  EXPECT_EQ(outcome(snow_json_as_string(get("s")), &kString), "x");
  EXPECT_EQ(outcome(snow_json_as_string(object), &kString), "!expected String");
  EXPECT_EQ(outcome(snow_json_as_bool(get("b")), &kBool), "true");
  EXPECT_EQ(outcome(snow_json_as_bool(get("i")), &kBool), "!expected Bool");
  EXPECT_EQ(outcome(snow_json_as_list(get("l")), make.list(json)), "[1, 2]");
  EXPECT_EQ(outcome(snow_json_as_list(object), json), "!expected Array");
  EXPECT_EQ(outcome(snow_json_as_map(parsed("{\"a\":[]}")),
                    make.make(SNOW_TYPE_MAP, {&kString, json})),
            "%{a => []}");
  EXPECT_EQ(outcome(snow_json_as_map(get("l")), json), "!expected Object");
  EXPECT_EQ(snow_json_is_null(get("z")), 1);
  EXPECT_EQ(snow_json_is_null(object), 0);
}

TEST_F(Json, Encodes) {
  EXPECT_EQ(text(snow_json_encode(arg(kFloat), real(2))), "2.0");
  EXPECT_EQ(text(snow_json_encode(arg(kFloat), real(1e21))),
            "1000000000000000000000.0");
  EXPECT_EQ(text(snow_json_encode(arg(kFloat), real(__builtin_inf()))), "null");
  EXPECT_EQ(text(snow_json_encode(arg(kString),
                                  word(str("a\"\\\b\f\n\r\t\x1f\x7f/")))),
            "\"a\\\"\\\\\\b\\f\\n\\r\\t\\u001f\x7f/\"");
  int64_t value = object({word(str("Ann")), result(1, 0), list({}),
                          word(snow_map_new()), object({0})});
  EXPECT_EQ(text(snow_json_encode(arg(*user), value)),
            "{\"age\":null,\"name\":\"Ann\",\"scores\":{},"
            "\"shape\":{\"fields\":[],\"tag\":\"Dot\"},\"tags\":[]}");
  EXPECT_EQ(text(snow_json_encode(arg(*option), result(0, 4))), "4");
  EXPECT_EQ(text(snow_json_encode(arg(*shape), object({1, 2, real(0.5)}))),
            "{\"fields\":[2,0.5],\"tag\":\"Rect\"}");
}

TEST_F(Json, DecodesDerivedTypes) {
  const char *whole = "{\"age\":7,\"name\":\"Bo\",\"scores\":{\"a\":1.0},"
                      "\"shape\":{\"fields\":[1,2.5],\"tag\":\"Rect\"},"
                      "\"tags\":[\"x\"]}";
  EXPECT_EQ(decode(user, whole), whole);
  EXPECT_EQ(decode(user, "{\"name\":\"Bo\",\"tags\":[],\"scores\":{},"
                         "\"shape\":{\"tag\":\"Dot\",\"fields\":[]},\"q\":1}"),
            "{\"age\":null,\"name\":\"Bo\",\"scores\":{},\"shape\":{\"fields\":"
            "[],\"tag\":\"Dot\"},\"tags\":[]}");
  EXPECT_EQ(decode(user, "{}"), "!missing field: name");
  EXPECT_EQ(decode(user, "{\"name\":1}"), "!expected String");
  EXPECT_EQ(decode(user, "[]"), "!expected Object");
  EXPECT_EQ(decode(user, "{\"name\":\"a\",\"tags\":1}"), "!expected Array");
  EXPECT_EQ(decode(user, "{\"name\":\"a\",\"tags\":[1]}"), "!expected String");
  EXPECT_EQ(decode(shape, "{\"tag\":\"Blob\",\"fields\":[]}"),
            "!unknown variant: Blob");
  EXPECT_EQ(decode(shape, "{\"tag\":\"Rect\",\"fields\":[1]}"),
            "!array index 1 out of bounds (length 1)");
  EXPECT_EQ(decode(shape, "{\"fields\":[]}"), "!missing field: tag");
  EXPECT_EQ(decode(user, "{")[0], '!');
}

TEST_F(Json, Rows) {
  const snow_type *row =
      make.make(SNOW_TYPE_STRUCT, {&kInt, &kFloat, &kBool, &kString, option},
                "Row", {"i", "f", "b", "s", "o"});
  auto decodeRow =
      [&](const std::vector<std::pair<const char *, const char *>> &cells) {
        void *map = snow_map_new();
        for (auto [key, value] : cells)
          map = snow_map_put(arg(kString), arg(kString), map, word(str(key)),
                             word(str(value)));
        return outcome(snow_row_decode(arg(*row), map), row);
      };
  EXPECT_EQ(
      decodeRow(
          {{"i", "4"}, {"f", "2.5"}, {"b", "YES"}, {"s", " x "}, {"o", ""}}),
      "Row(4, 2.5, true,  x , None)");
  EXPECT_EQ(
      decodeRow({{"i", "4"}, {"f", "2.5"}, {"b", "f"}, {"s", ""}, {"o", "9"}}),
      "Row(4, 2.5, false, , Some(9))");
  EXPECT_EQ(decodeRow({{"i", "4"}}), "!missing column: f");
  EXPECT_EQ(decodeRow({{"i", "4"}, {"f", "2.5"}, {"b", "f"}, {"s", ""}}),
            "!missing column: o");
  EXPECT_EQ(decodeRow({{"i", "x"}}), "!cannot parse 'x' as Int");
  EXPECT_EQ(decodeRow({{"i", "1"}, {"f", "q"}}), "!cannot parse 'q' as Float");
  EXPECT_EQ(decodeRow({{"i", "1"}, {"f", "1"}, {"b", "maybe"}}),
            "!cannot parse 'maybe' as Bool");
}

TEST_F(Json, EqualityOrderless) {
  auto same = [&](const char *a, const char *b) {
    return snow_value_eq(arg(*json), word(parsed(a)), word(parsed(b)));
  };
  EXPECT_EQ(same("{\"a\":1,\"b\":[]}", "{\"b\":[],\"a\":1}"), 1);
  EXPECT_EQ(same("[1]", "[2]"), 0);
  EXPECT_EQ(same("null", "false"), 0);
}

} // namespace
