// Starts SIZE goroutines; each gets its number by a channel of its own and ends.
// Every 100th passes the number on, so that the end is known. Prints the sum of
// those.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func child(in <-chan int, report chan<- int) {
	if n := <-in; n%100 == 0 {
		report <- n
	}
}

func collect(left int, in <-chan int, report chan<- int) {
	sum := 0
	for ; left > 0; left-- {
		sum += <-in
	}
	report <- sum
}

func main() {
	count := size()
	fmt.Fprintln(os.Stderr, "begin")
	report, numbers := make(chan int), make(chan int)
	go collect(count/100, numbers, report)
	for n := 1; n <= count; n++ {
		in := make(chan int)
		go child(in, numbers)
		in <- n
	}
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
