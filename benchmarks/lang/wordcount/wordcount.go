// Splits 1000 lines of 1000 words each, counts them in a map and prints the
// number of different words and the five most frequent ones.
package main

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

var seed = 42

func next() int {
	now := seed
	seed = (seed*1103515245 + 12345) % 2147483648
	return now
}

// A square of the random number makes some words frequent.
func word() string {
	n := next() / 65536 % 1000
	return "w" + strconv.Itoa(n*n/37)
}

func line() string {
	words := make([]string, 0, 1000)
	for i := 0; i < 1000; i++ {
		words = append(words, word())
	}
	return strings.Join(words, " ")
}

func main() {
	counts := map[string]int{}
	for i := 0; i < 1000; i++ {
		for _, w := range strings.Split(line(), " ") {
			counts[w]++
		}
	}
	words := make([]string, 0, len(counts))
	for w := range counts {
		words = append(words, w)
	}
	sort.Slice(words, func(i, j int) bool {
		n, m := counts[words[i]], counts[words[j]]
		if n == m {
			return words[i] < words[j]
		}
		return n > m
	})
	fmt.Println(len(words))
	for _, w := range words[:5] {
		fmt.Println(w, counts[w])
	}
}
