// A tree of goroutines with ten children each and SIZE leaves, a power of ten.
// Each leaf has a number, each other one passes on the sum of its children.
// Prints the sum.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func node(first, leaves int, parent chan<- int) {
	if leaves == 1 {
		parent <- first
		return
	}
	numbers := make(chan int)
	for i := 0; i < 10; i++ {
		go node(first+i*(leaves/10), leaves/10, numbers)
	}
	sum := 0
	for i := 0; i < 10; i++ {
		sum += <-numbers
	}
	parent <- sum
}

func main() {
	leaves := size()
	fmt.Fprintln(os.Stderr, "begin")
	report := make(chan int)
	go node(0, leaves, report)
	sum := <-report
	fmt.Fprintln(os.Stderr, "end")
	fmt.Println(sum)
}

func size() int {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	return n
}
