// Builds, counts and drops many binary trees, while one long-lived tree stays.
package main

import "fmt"

type tree struct{ left, right *tree }

func build(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{build(depth - 1), build(depth - 1)}
}

func (t *tree) count() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.count() + t.right.count()
}

func main() {
	fmt.Printf("stretch %d\n", build(17).count())
	stays := build(16)
	for depth := 4; depth < 18; depth += 2 {
		trees := 1 << (21 - depth)
		total := 0
		for i := 0; i < trees; i++ {
			total += build(depth).count()
		}
		fmt.Printf("%d trees of depth %d: %d\n", trees, depth, total)
	}
	fmt.Printf("long-lived %d\n", stays.count())
}
