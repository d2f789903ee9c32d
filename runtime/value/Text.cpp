//===- Text.cpp - Display and Debug texts of values -----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/Text.h"

#include "process/Pid.h"
#include "value/Heap.h"
#include "value/Strings.h"
#include "value/Table.h"
#include "json/Encoder.h"

#include <bit>
#include <vector>

using namespace snow::rt;

namespace {

/// `Geometry.Point` prints as `Point`.
std::string_view bareName(const void *name) {
  std::string_view text = textOf(name);
  size_t dot = text.rfind('.');
  return dot == text.npos ? text : text.substr(dot + 1);
}

/// What a String object of the program's own method holds.
class MethodText {
public:
  explicit MethodText(void *string) : string(string) {}
  MethodText(const MethodText &) = delete;
  MethodText &operator=(const MethodText &) = delete;
  ~MethodText() { releaseObject(string, nullptr); }
  std::string_view view() const { return textOf(string); }

private:
  void *string;
};

/// Writes a value piece by piece from an explicit stack: what is to be written
/// next lies on top.
class Writer {
public:
  Writer(std::string &out, TextForm form) : out(out), form(form) {}

  void run(const snow_type *type, int64_t word) {
    steps.push_back({type, word, {}, form});
    while (!steps.empty()) {
      Step step = steps.back();
      steps.pop_back();
      if (step.type)
        value(step.type, step.word, step.form);
      else
        out += step.text;
    }
  }

private:
  struct Step {
    const snow_type *type; // Null: a piece of text.
    int64_t word;
    std::string_view text;
    TextForm form;
  };

  void text(std::string_view piece) {
    steps.push_back({nullptr, 0, piece, form});
  }

  /// Pushes `open a, b close`, the last piece first.
  void sequence(std::string_view open, const Children &children,
                std::string_view close, TextForm inner,
                const void *const *names = nullptr) {
    text(close);
    for (size_t i = children.count; i-- != 0;) {
      steps.push_back({children.type(i), children.words[i], {}, inner});
      if (names) {
        text(": ");
        text(textOf(names[i]));
      }
      if (i)
        text(", ");
    }
    text(open);
  }

  void structure(const snow_type *type, int64_t word, TextForm how) {
    Children children = childrenOf(type, word);
    if (how == TextForm::Display) {
      sequence("(", children, ")", how);
    } else if (children.count == 0) {
      text(" {}");
    } else {
      sequence(" { ", children, " }", how, type->field_names);
    }
    text(bareName(type->name));
  }

  void sum(const snow_type *type, int64_t word, TextForm how) {
    if (!word)
      return;
    auto variant = static_cast<uint64_t>(*toPointer<int64_t>(word));
    if (variant >= type->count)
      return;
    Children children = childrenOf(type, word);
    if (children.count)
      sequence("(", children, ")", how);
    text(bareName(type->children[variant]->name));
  }

  void result(const snow_type *type, int64_t word, TextForm how) {
    if (!word)
      return;
    bool option = type->kind == SNOW_TYPE_OPTION;
    bool first = toPointer<snow_result>(word)->tag == 0;
    Children children = childrenOf(type, word);
    if (children.count)
      sequence("(", children, ")", how);
    text(option ? (first ? "Some" : "None") : (first ? "Ok" : "Err"));
  }

  /// A user type may have one of the forms only; the other one stands in.
  static TextForm formOf(const snow_type *type, TextForm how) {
    const snow_methods *methods = type->methods;
    bool display =
        (type->flags & SNOW_TYPE_HAS_DISPLAY) || (methods && methods->display);
    if (how == TextForm::Display)
      return display ? how : TextForm::Debug;
    return (type->flags & SNOW_TYPE_NO_DEBUG) && display ? TextForm::Display
                                                         : how;
  }

  /// Pushes `open key => value close`, the last piece first.
  void table(const snow_type *type, int64_t word, TextForm how) {
    bool map = type->kind == SNOW_TYPE_MAP;
    text("}");
    auto *table = toPointer<Table>(word);
    bool last = true;
    for (size_t i = table ? table->used : 0; i-- != 0;) {
      const int64_t *entry = table->entry(i, map);
      if (!entry[0])
        continue;
      if (!last)
        text(", ");
      last = false;
      if (map) {
        steps.push_back({type->children[1], entry[2], {}, how});
        text(" => ");
      }
      steps.push_back({type->children[0], entry[1], {}, how});
    }
    text(map ? "%{" : "#{");
  }

  void range(const snow_range *range) {
    appendInt(out, range ? range->start : 0);
    out += "..";
    appendInt(out, range ? range->end : 0);
  }

  void value(const snow_type *type, int64_t word, TextForm how) {
    if (type->kind == SNOW_TYPE_STRUCT || type->kind == SNOW_TYPE_SUM) {
      how = formOf(type, how);
      const snow_methods *methods = type->methods;
      auto *method = !methods                   ? nullptr
                     : how == TextForm::Display ? methods->display
                                                : methods->inspect;
      if (method) {
        out += MethodText(method(word)).view();
        return;
      }
    }
    switch (type->kind) {
    case SNOW_TYPE_INT:
      return appendInt(out, word);
    case SNOW_TYPE_FLOAT:
      return appendFloat(out, std::bit_cast<double>(word));
    case SNOW_TYPE_BOOL:
      out += word ? "true" : "false";
      return;
    case SNOW_TYPE_UNIT:
      out += "()";
      return;
    case SNOW_TYPE_STRING:
      if (how == TextForm::Debug)
        return appendQuoted(out, textOf(toPointer<void>(word)));
      out += textOf(toPointer<void>(word));
      return;
    case SNOW_TYPE_PID:
      out += pidText(static_cast<uint64_t>(word));
      return;
    case SNOW_TYPE_TUPLE:
      return sequence("(", childrenOf(type, word), ")", how);
    case SNOW_TYPE_LIST:
      return sequence("[", childrenOf(type, word), "]", how);
    case SNOW_TYPE_QUEUE:
      return sequence("Queue[", childrenOf(type, word), "]", how);
    case SNOW_TYPE_MAP:
    case SNOW_TYPE_SET:
      return table(type, word, how);
    case SNOW_TYPE_RANGE:
      return range(toPointer<snow_range>(word));
    case SNOW_TYPE_JSON:
      return appendJson(out, type, word);
    case SNOW_TYPE_STRUCT:
      return structure(type, word, how);
    case SNOW_TYPE_SUM:
      return sum(type, word, how);
    case SNOW_TYPE_OPTION:
    case SNOW_TYPE_RESULT:
      return result(type, word, how);
    case SNOW_TYPE_FUNCTION:
      out += "<fn>";
      return;
    case SNOW_TYPE_ANY:
      if (auto *any = toPointer<snow_any>(word))
        steps.push_back({any->type, any->value, {}, how});
      return;
    default:
      out += '<';
      out += bareName(type->name);
      out += '>';
      return;
    }
  }

  std::string &out;
  TextForm form;
  std::vector<Step> steps;
};

} // namespace

void snow::rt::appendValue(std::string &out, const snow_type *type,
                           int64_t word, TextForm form) {
  if (type)
    Writer(out, form).run(type, word);
}
