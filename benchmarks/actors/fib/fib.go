// fib(SIZE), each call a goroutine that sends its result to the one which started
// it. Prints the number.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func fib(n int, parent chan<- int) {
	if n < 2 {
		parent <- n
		return
	}
	results := make(chan int)
	go fib(n-1, results)
	go fib(n-2, results)
	parent <- <-results + <-results
}

func main() {
	n := size()
	fmt.Fprintln(os.Stderr, "begin")
	report := make(chan int)
	go fib(n, report)
	result := <-report
	fmt.Fprintln(os.Stderr, "end")
	fmt.Println(result)
}

func size() int {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	return n
}
