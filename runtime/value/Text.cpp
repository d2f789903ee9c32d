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
#include "value/WorkStack.h"
#include "json/Encoder.h"

#include <bit>
#include <utility>

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

/// Writes a value piece by piece. The collections that are being written lie on
/// an explicit stack, the innermost on top.
class Writer {
public:
  Writer(std::string &out, TextForm form) : out(out), form(form) {}

  void run(const snow_type *type, int64_t word) {
    value(type, word, form);
    while (!open.empty()) {
      Open &top = open.top();
      if (top.at == top.count) {
        out += top.close;
        open.pop();
      } else if (top.table) {
        entry(top);
      } else {
        item(top);
      }
    }
  }

private:
  /// A collection of which the items before `at` are written.
  struct Open {
    Children children;
    const void *const *names; // Of the fields, or null.
    Table *table;             // A map or set, instead of children;
    const snow_type *type;    // its type.
    bool atValue;             // Of a map: its key is written.
    bool isFirst;
    size_t at, count;
    const char *close;
    TextForm form;
  };

  void separate(Open &top) {
    if (!top.isFirst)
      out += ", ";
    top.isFirst = false;
  }

  void item(Open &top) {
    separate(top);
    size_t i = top.at++;
    if (top.names) {
      out += textOf(top.names[i]);
      out += ": ";
    }
    value(top.children.type(i), top.children.words[i], top.form);
  }

  /// A map writes key and value in two steps.
  void entry(Open &top) {
    bool map = top.type->kind == SNOW_TYPE_MAP;
    const int64_t *entry = top.table->entry(top.at, map);
    bool isValue = std::exchange(top.atValue, map && !top.atValue && entry[0]);
    top.at += !top.atValue;
    if (!entry[0])
      return;
    if (isValue)
      out += " => ";
    else
      separate(top);
    value(top.type->children[isValue], entry[1 + isValue], top.form);
  }

  /// `open a, b close`
  void sequence(const char *begin, const Children &children, const char *close,
                TextForm inner, const void *const *names = nullptr) {
    out += begin;
    open.push({children, names, nullptr, nullptr, false, true, 0,
               children.count, close, inner});
  }

  void structure(const snow_type *type, int64_t word, TextForm how) {
    Children children = childrenOf(type, word);
    out += bareName(type->name);
    if (how == TextForm::Display)
      sequence("(", children, ")", how);
    else if (children.count == 0)
      out += " {}";
    else
      sequence(" { ", children, " }", how, type->field_names);
  }

  void sum(const snow_type *type, int64_t word, TextForm how) {
    if (!word)
      return;
    auto variant = static_cast<uint64_t>(*toPointer<int64_t>(word));
    if (variant >= type->count)
      return;
    Children children = childrenOf(type, word);
    out += bareName(type->children[variant]->name);
    if (children.count)
      sequence("(", children, ")", how);
  }

  void result(const snow_type *type, int64_t word, TextForm how) {
    if (!word)
      return;
    bool option = type->kind == SNOW_TYPE_OPTION;
    bool first = toPointer<snow_result>(word)->tag == 0;
    Children children = childrenOf(type, word);
    out += option ? (first ? "Some" : "None") : (first ? "Ok" : "Err");
    if (children.count)
      sequence("(", children, ")", how);
  }

  /// A user type may have one of the forms only; the other one stands in.
  static TextForm formOf(const snow_type *type, TextForm how) {
    const snow_methods *methods = type->methods;
    bool display =
        (type->flags & SNOW_TYPE_HAS_DISPLAY) || (methods && methods->display);
    if (how == TextForm::Structure)
      return how;
    if (how == TextForm::Display)
      return display ? how : TextForm::Debug;
    return (type->flags & SNOW_TYPE_NO_DEBUG) && display ? TextForm::Display
                                                         : how;
  }

  /// `%{key => value, ...}` or `#{element, ...}`
  void table(const snow_type *type, int64_t word, TextForm how) {
    auto *table = toPointer<Table>(word);
    out += type->kind == SNOW_TYPE_MAP ? "%{" : "#{";
    open.push({{},
               nullptr,
               table ? table : emptyTable(),
               type,
               false,
               true,
               0,
               table ? table->used : 0,
               "}",
               how});
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
      auto *method = !methods || how == TextForm::Structure ? nullptr
                     : how == TextForm::Display             ? methods->display
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
      if (how != TextForm::Display)
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
        value(any->type, any->value, how);
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
  WorkStack<Open, 4> open;
};

} // namespace

void snow::rt::appendValue(std::string &out, const snow_type *type,
                           int64_t word, TextForm form) {
  if (type)
    Writer(out, form).run(type, word);
}
