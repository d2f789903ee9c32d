//===- WorkStack.h - A stack of work with room in the frame -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_WORKSTACK_H
#define SNOW_RUNTIME_VALUE_WORKSTACK_H

#include <cstddef>
#include <utility>
#include <vector>

namespace snow::rt {

/// Last in, first out, of plain structures. The first N need no allocation:
/// most values are shallow.
template <typename T, size_t N = 8> class WorkStack {
public:
  bool empty() const { return count == 0; }

  void push(const T &item) {
    if (count < N)
      near[count] = item;
    else
      far.push_back(item);
    ++count;
  }

  T pop() {
    --count;
    if (count < N)
      return near[count];
    T item = far.back();
    far.pop_back();
    return item;
  }

  /// The item that pop() would give; holds until the next push.
  T &top() { return count <= N ? near[count - 1] : far.back(); }

private:
  size_t count = 0;
  T near[N];
  std::vector<T> far;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_WORKSTACK_H
