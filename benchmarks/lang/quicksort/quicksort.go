// Sorts 500,000 random numbers by quicksort into new slices: smaller, equal and
// larger elements go to slices of their own. Prints the least, the middle and
// the largest one.
package main

import "fmt"

func filter(xs []int, keep func(int) bool) []int {
	var out []int
	for _, x := range xs {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func sorted(xs []int) []int {
	if len(xs) < 2 {
		return xs
	}
	pivot := xs[len(xs)/2]
	smaller := filter(xs, func(x int) bool { return x < pivot })
	equal := filter(xs, func(x int) bool { return x == pivot })
	larger := filter(xs, func(x int) bool { return x > pivot })
	return append(append(sorted(smaller), equal...), sorted(larger)...)
}

func main() {
	xs := make([]int, 0, 500000)
	for seed := 42; len(xs) < 500000; {
		xs = append(xs, seed)
		seed = (seed*1103515245 + 12345) % 2147483648
	}
	xs = sorted(xs)
	fmt.Println(xs[0], xs[250000], xs[len(xs)-1])
}
