//===- CollectionTest.cpp - Tests of lists, maps, sets and queues ---------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestTypes.h"

#include "value/Heap.h"

using namespace snow::test;

namespace {

snow_list *listOf(void *object) { return static_cast<snow_list *>(object); }

class Collections : public testing::Test {
protected:
  TypeMaker make;
  const snow_type *ints = make.list(&kInt);
  const snow_type *strings = make.list(&kString);
  const snow_type *map = make.make(SNOW_TYPE_MAP, {&kString, &kInt});
  const snow_type *set = make.make(SNOW_TYPE_SET, {&kInt});
  const snow_type *queue = make.make(SNOW_TYPE_QUEUE, {&kInt});

  static std::string panicOf(std::function<void()> body) {
    std::string err = runProgram(std::move(body)).err;
    size_t start = err.find("panic: ");
    return start == err.npos
               ? err
               : err.substr(start + 7, err.find('\n') - 7 - start);
  }
  std::string shown(void *object, const snow_type *type) {
    return display(type, word(object));
  }
  void *put(void *table, const char *key, int64_t value) {
    return snow_map_put(arg(kString), arg(kInt), table, fresh(key), value);
  }
};

TEST_F(Collections, ListsGrowAtBothEnds) {
  void *list = snow_list_new(0);
  for (int64_t i = 0; i != 1000; ++i) {
    list = snow_list_append(arg(kInt), list, i);
    list = snow_list_prepend(arg(kInt), list, -i);
  }
  ASSERT_EQ(listOf(list)->length, 2000u);
  EXPECT_EQ(snow_list_get(arg(kInt), list, 0), -999);
  EXPECT_EQ(snow_list_get(arg(kInt), list, 1999), 999);
  EXPECT_EQ(snow_list_head(arg(kInt), list), -999);
  EXPECT_EQ(snow_list_last(arg(kInt), list), 999);
  snow_release(list, arg(*ints));
}

TEST_F(Collections, SharedListsAreCopied) {
  void *list = reinterpret_cast<void *>(::list({1, 2, 3}));
  snow_retain(list);
  void *longer = snow_list_append(arg(kInt), list, 4);
  snow_retain(list);
  void *set2 = snow_list_set(arg(kInt), list, 0, 9);
  snow_retain(list);
  void *reversed = snow_list_reverse(arg(kInt), list);
  EXPECT_EQ(shown(list, ints), "[1, 2, 3]");
  EXPECT_EQ(shown(longer, ints), "[1, 2, 3, 4]");
  EXPECT_EQ(shown(set2, ints), "[9, 2, 3]");
  EXPECT_EQ(shown(reversed, ints), "[3, 2, 1]");
  EXPECT_EQ(shown(snow_list_concat(arg(kInt), longer, reversed), ints),
            "[1, 2, 3, 4, 3, 2, 1]");
  snow_retain(list);
  EXPECT_EQ(shown(snow_list_concat(arg(kInt), list, list), ints),
            "[1, 2, 3, 1, 2, 3]");
}

TEST_F(Collections, SlicesShareOrMove) {
  std::vector<int64_t> words(100);
  for (size_t i = 0; i != words.size(); ++i)
    words[i] = static_cast<int64_t>(i);
  void *list = reinterpret_cast<void *>(::list(words));
  snow_retain(list);
  void *tail = snow_list_tail(arg(kInt), list);
  EXPECT_EQ(listOf(tail)->owner, list);
  EXPECT_EQ(snow_list_get(arg(kInt), tail, 0), 1);
  // A unique slice moves on in place.
  EXPECT_EQ(snow_list_tail(arg(kInt), tail), tail);
  EXPECT_EQ(listOf(tail)->length, 98u);
  // A small part does not keep the whole alive.
  snow_retain(list);
  void *few = snow_list_take(arg(kInt), list, 3);
  EXPECT_EQ(listOf(few)->owner, nullptr);
  EXPECT_EQ(shown(few, ints), "[0, 1, 2]");
  // The slice outlives the list, and may be changed.
  snow_release(list, arg(*ints));
  tail = snow_list_append(arg(kInt), tail, 7);
  EXPECT_EQ(snow_list_last(arg(kInt), tail), 7);
  EXPECT_EQ(listOf(tail)->owner, nullptr);
  tail = snow_list_drop(arg(kInt), tail, 97);
  EXPECT_EQ(shown(tail, ints), "[99, 7]");
  EXPECT_EQ(shown(snow_list_slice(arg(kInt), tail, -3, 1), ints), "[99]");
  EXPECT_EQ(shown(snow_list_take(arg(kInt), few, -1), ints), "[]");
}

TEST_F(Collections, ListPanics) {
  EXPECT_EQ(panicOf([] { snow_list_head(arg(kInt), snow_list_new(0)); }),
            "empty list");
  EXPECT_EQ(panicOf([] { snow_list_tail(arg(kInt), snow_list_new(0)); }),
            "empty list");
  EXPECT_EQ(panicOf([] { snow_list_last(arg(kInt), nullptr); }), "empty list");
  EXPECT_EQ(panicOf([] {
              snow_list_get(arg(kInt), reinterpret_cast<void *>(list({1})), 1);
            }),
            "index 1 out of bounds (length 1)");
  EXPECT_EQ(panicOf([] {
              snow_list_set(arg(kInt), reinterpret_cast<void *>(list({1})), -1,
                            2);
            }),
            "index -1 out of bounds (length 1)");
  EXPECT_EQ(panicOf([] { snow_queue_pop(arg(kInt), snow_queue_new()); }),
            "empty queue");
  EXPECT_EQ(panicOf([] { snow_queue_peek(arg(kInt), snow_queue_new()); }),
            "empty queue");
  EXPECT_EQ(panicOf([] { snow_panic_index(5, 2); }),
            "index 5 out of bounds (length 2)");
  EXPECT_EQ(panicOf([] { snow_panic_key(arg(kString), word(str("a\"b"))); }),
            "key not found: \"a\\\"b\"");
}

TEST_F(Collections, SortContainsFlatten) {
  void *words = snow_string_split(str("pear apple fig apple"), str(" "));
  words = snow_list_sort(arg(kString), words);
  EXPECT_EQ(shown(words, strings), "[apple, apple, fig, pear]");
  EXPECT_EQ(snow_list_contains(arg(kString), words, word(str("fig"))), 1);
  EXPECT_EQ(snow_list_contains(arg(kString), words, word(str("kiwi"))), 0);
  void *floats = reinterpret_cast<void *>(
      list({real(2), real(__builtin_nan("")), real(-1), real(0.5)}));
  EXPECT_EQ(shown(snow_list_sort(arg(kFloat), floats), make.list(&kFloat)),
            "[-1, 0.5, 2, NaN]");
  void *lists =
      reinterpret_cast<void *>(list({list({1, 2}), list({}), list({3})}));
  EXPECT_EQ(shown(snow_list_flatten(arg(kInt), lists), ints), "[1, 2, 3]");
}

TEST_F(Collections, MapsKeepTheOrderOfInsertion) {
  void *table = snow_map_new();
  for (const char *key : {"b", "a", "c"})
    table = put(table, key, snow_map_size(table));
  table = put(table, "a", 9);
  EXPECT_EQ(shown(table, map), "%{b => 0, a => 9, c => 2}");
  EXPECT_EQ(inspect(map, word(table)), "%{\"b\" => 0, \"a\" => 9, \"c\" => 2}");
  EXPECT_EQ(snow_map_get(arg(kString), arg(kInt), table, word(str("c"))), 2);
  EXPECT_EQ(snow_map_get_or(arg(kString), arg(kInt), table, word(str("x")), 5),
            5);
  EXPECT_EQ(snow_map_has_key(arg(kString), table, word(str("b"))), 1);
  EXPECT_EQ(snow_map_has_key(arg(kString), table, word(str("x"))), 0);
  auto *found = static_cast<snow_result *>(
      snow_map_find(arg(kString), arg(kInt), table, word(str("a"))));
  EXPECT_EQ(found->tag, 0);
  EXPECT_EQ(found->value, 9);
  found = static_cast<snow_result *>(
      snow_map_find(arg(kString), arg(kInt), table, word(str("x"))));
  EXPECT_EQ(found->tag, 1);
  table = snow_map_delete(arg(kString), arg(kInt), table, word(str("b")));
  table = put(table, "b", 7);
  EXPECT_EQ(shown(table, map), "%{a => 9, c => 2, b => 7}");
  EXPECT_EQ(shown(snow_map_keys(arg(kString), table), strings), "[a, c, b]");
  EXPECT_EQ(shown(snow_map_values(arg(kInt), table), ints), "[9, 2, 7]");
  const snow_type *pairs = make.list(make.tuple({&kString, &kInt}));
  void *list = snow_map_to_list(arg(kString), arg(kInt), table);
  EXPECT_EQ(shown(list, pairs), "[(a, 9), (c, 2), (b, 7)]");
  void *again = snow_map_from_list(arg(kString), arg(kInt), list);
  EXPECT_EQ(snow_value_eq(arg(*map), word(again), word(table)), 1);
  int64_t at = -1;
  std::string keys;
  while ((at = snow_map_next(table, at + 1)) >= 0) {
    keys += text(
        reinterpret_cast<void *>(snow_map_key_at(arg(kString), table, at)));
    keys += std::to_string(snow_map_value_at(arg(kInt), table, at));
  }
  EXPECT_EQ(keys, "a9c2b7");
  EXPECT_EQ(panicOf([&] {
              snow_map_get(arg(kString), arg(kInt), table, word(str("no")));
            }),
            "key not found: \"no\"");
  EXPECT_EQ(shown(snow_map_new(), map), "%{}");
}

TEST_F(Collections, LargeMaps) {
  constexpr int64_t kCount = 20000;
  void *table = snow_map_new();
  for (int64_t i = 0; i != kCount; ++i)
    table = snow_map_put(arg(kInt), arg(kInt), table, i * 7, i);
  for (int64_t i = 0; i < kCount; i += 2)
    table = snow_map_delete(arg(kInt), arg(kInt), table, i * 7);
  EXPECT_EQ(snow_map_size(table), kCount / 2);
  for (int64_t i = 0; i != kCount; ++i)
    ASSERT_EQ(snow_map_get_or(arg(kInt), arg(kInt), table, i * 7, -1),
              i % 2 ? i : -1);
  // Coming and going does not let it grow.
  for (int64_t i = 0; i != 100 * kCount / kScale; ++i) {
    table = snow_map_put(arg(kInt), arg(kInt), table, -1 - i, i);
    table = snow_map_delete(arg(kInt), arg(kInt), table, -1 - i);
  }
  EXPECT_EQ(snow_map_size(table), kCount / 2);
  EXPECT_LT(reinterpret_cast<snow_header *>(table)[-1].size, 4u << 20);
}

TEST_F(Collections, SharedMapsAreCopied) {
  void *table = put(put(snow_map_new(), "a", 1), "b", 2);
  snow_retain(table);
  void *other = put(table, "a", 5);
  snow_retain(table);
  void *less = snow_map_delete(arg(kString), arg(kInt), table, word(str("a")));
  EXPECT_EQ(shown(table, map), "%{a => 1, b => 2}");
  EXPECT_EQ(shown(other, map), "%{a => 5, b => 2}");
  EXPECT_EQ(shown(less, map), "%{b => 2}");
  void *third = put(put(snow_map_new(), "c", 3), "b", 4);
  EXPECT_EQ(shown(snow_map_merge(arg(kString), arg(kInt), other, third), map),
            "%{a => 5, b => 4, c => 3}");
}

TEST_F(Collections, EntriesByTheirPlace) {
  void *k = arg(kString), *v = arg(kString);
  const snow_type *texts = make.make(SNOW_TYPE_MAP, {&kString, &kString});
  void *table = snow_map_new();
  for (int64_t i = 0; i != 20; ++i) {
    std::string key = "key" + std::to_string(i);
    table = snow_map_put(k, v, table, fresh(key.c_str()), fresh("old"));
  }
  int64_t at = snow_map_place(k, table, word(str("key7")));
  EXPECT_EQ(at, 7);
  EXPECT_EQ(snow_map_place(k, table, word(str("none"))), -1);
  EXPECT_EQ(snow_map_place(k, snow_map_new(), word(str("none"))), -1);
  auto valueAt = [&](void *map, int64_t place) {
    void *value = reinterpret_cast<void *>(
        snow_map_get_at_or(v, map, place, fresh("fallback")));
    std::string copy = text(value);
    snow_release(value, v);
    return copy;
  };
  EXPECT_EQ(valueAt(table, at), "old");
  EXPECT_EQ(valueAt(table, -1), "fallback");
  EXPECT_EQ(panicOf([&] { snow_map_get_at(k, v, table, -1, word(str("no"))); }),
            "key not found: \"no\"");
  auto putAt = [&](void *map, int64_t place, const char *key) {
    return snow_map_put_at(k, v, map, place, fresh(key), fresh("new"));
  };
  // In place, into a copy, and at the end.
  void *same = putAt(table, at, "key7");
  EXPECT_EQ(same, table);
  EXPECT_EQ(valueAt(table, at), "new");
  snow_retain(table);
  void *other = putAt(table, 8, "key8");
  EXPECT_NE(other, table);
  EXPECT_EQ(valueAt(table, 8), "old");
  EXPECT_EQ(valueAt(other, 8), "new");
  other = putAt(other, -1, "more");
  EXPECT_EQ(snow_map_size(other), 21);
  EXPECT_EQ(valueAt(other, snow_map_place(k, other, word(str("more")))), "new");
  snow_release(table, arg(*texts));
  snow_release(other, arg(*texts));
}

TEST_F(Collections, EntriesThatAreOut) {
  void *k = arg(kInt), *v = arg(*strings);
  const snow_type *lists = make.make(SNOW_TYPE_MAP, {&kInt, strings});
  auto newList = [&] {
    return word(snow_list_append(arg(kString), snow_list_new(0), fresh("a")));
  };
  void *table = snow_map_put(k, v, snow_map_new(), 1, newList());
  auto takeOut = [&](void *map) {
    void *value =
        reinterpret_cast<void *>(snow_map_get_at(k, v, map, /*at=*/0, 1));
    snow_map_vacate_at(v, map, 0);
    return value;
  };
  // The map's alone, so it grows where it is, and is put back.
  void *value = takeOut(table);
  value = snow_list_append(arg(kString), value, fresh("b"));
  value = snow_list_append(arg(kString), value, fresh("c"));
  void *grown = snow_list_append(arg(kString), value, fresh("d"));
  EXPECT_EQ(grown, value);
  table = snow_map_put_at(k, v, table, 0, 1, word(value));
  EXPECT_EQ(shown(table, lists), "%{1 => [a, b, c, d]}");
  // A second holder keeps all in place.
  snow_retain(table);
  value = takeOut(table);
  EXPECT_EQ(shown(table, lists), "%{1 => [a, b, c, d]}");
  snow_release(value, arg(*strings));
  snow_release(table, arg(*lists));
  // No entry, no value.
  snow_map_vacate_at(v, table, -1);
  snow_map_vacate_at(v, snow_map_new(), 0);
  EXPECT_EQ(shown(table, lists), "%{1 => [a, b, c, d]}");
  // A map may go while a value is out.
  value = takeOut(table);
  snow_release(table, arg(*lists));
  EXPECT_EQ(shown(value, strings), "[a, b, c, d]");
  snow_release(value, arg(*strings));
}

TEST_F(Collections, FloatKeys) {
  void *table = snow_map_new();
  auto add = [&](double key, int64_t value) {
    table = snow_map_put(arg(kFloat), arg(kInt), table, real(key), value);
  };
  add(0.0, 1);
  add(-0.0, 2);
  EXPECT_EQ(snow_map_size(table), 1);
  add(__builtin_nan(""), 3);
  add(__builtin_nan(""), 4);
  EXPECT_EQ(snow_map_size(table), 3);
}

TEST_F(Collections, Sets) {
  auto from = [](std::vector<int64_t> words) {
    return snow_set_from_list(arg(kInt),
                              reinterpret_cast<void *>(list(std::move(words))));
  };
  void *a = from({3, 1, 3, 2}), *b = from({2, 5, 3});
  EXPECT_EQ(shown(a, set), "#{3, 1, 2}");
  EXPECT_EQ(snow_set_size(a), 3);
  EXPECT_EQ(snow_set_contains(arg(kInt), a, 1), 1);
  EXPECT_EQ(snow_set_contains(arg(kInt), a, 4), 0);
  auto with = [&](void *(*f)(void *, void *, void *)) {
    snow_retain(a);
    return shown(f(arg(kInt), a, b), set);
  };
  EXPECT_EQ(with(snow_set_union), "#{3, 1, 2, 5}");
  EXPECT_EQ(with(snow_set_intersection), "#{3, 2}");
  EXPECT_EQ(with(snow_set_difference), "#{1}");
  a = snow_set_remove(arg(kInt), snow_set_add(arg(kInt), a, 8), 3);
  EXPECT_EQ(shown(a, set), "#{1, 2, 8}");
  EXPECT_EQ(shown(snow_set_to_list(arg(kInt), a), ints), "[1, 2, 8]");
  EXPECT_EQ(snow_set_at(arg(kInt), a, snow_set_next(a, 0)), 1);
  EXPECT_EQ(snow_value_eq(arg(*set), word(a), word(from({8, 1, 2}))), 1);
  EXPECT_EQ(snow_value_eq(arg(*set), word(a), word(from({8, 1, 3}))), 0);
  EXPECT_EQ(shown(snow_set_new(), set), "#{}");
}

TEST_F(Collections, Queues) {
  void *q = snow_queue_new();
  for (int64_t i = 0; i != 3; ++i)
    q = snow_queue_push(arg(kInt), q, i);
  EXPECT_EQ(shown(q, queue), "Queue[0, 1, 2]");
  EXPECT_EQ(snow_queue_peek(arg(kInt), q), 0);
  auto *pair = static_cast<int64_t *>(snow_queue_pop(arg(kInt), q));
  EXPECT_EQ(pair[0], 0);
  void *rest = reinterpret_cast<void *>(pair[1]);
  EXPECT_EQ(snow_queue_size(rest), 2);
  EXPECT_EQ(shown(snow_queue_to_list(rest), ints), "[1, 2]");
  // A queue in steady use stays small.
  for (int64_t i = 0; i != 100000 / kScale; ++i) {
    rest = snow_queue_push(arg(kInt), rest, i);
    pair = static_cast<int64_t *>(snow_queue_pop(arg(kInt), rest));
    rest = reinterpret_cast<void *>(pair[1]);
    snow_release(pair, nullptr);
  }
  EXPECT_LT(listOf(rest)->capacity, 64u);
}

TEST_F(Collections, NothingIsLeft) {

  int64_t before = snow::rt::liveObjects();
  void *table = snow_map_new();
  const snow_type *lists = make.make(SNOW_TYPE_MAP, {&kString, strings});
  for (int i = 0; i != 50; ++i) {
    void *key = snow_string_concat(snow_string_from_int(i % 20), str("key"));
    void *value = snow_string_split(str("some words here"), str(" "));
    table = snow_map_put(arg(kString), arg(*strings), table, word(key),
                         word(value));
  }
  snow_retain(table);
  void *less =
      snow_map_delete(arg(kString), arg(*strings), table, word(str("3key")));
  snow_release(less, arg(*lists));
  void *values = snow_map_values(arg(*strings), table);
  snow_release(table, arg(*lists));
  void *flat = snow_list_flatten(arg(kString), values);
  snow_release(values, arg(*make.list(strings)));
  flat = snow_list_reverse(arg(kString), flat);
  snow_retain(flat);
  void *tail = snow_list_tail(arg(kString), flat);
  tail = snow_list_concat(arg(kString), tail, flat);
  tail = snow_list_drop(arg(kString), tail, 5);
  snow_release(tail, arg(*strings));
  EXPECT_EQ(snow::rt::liveObjects(), before);
}

} // namespace
