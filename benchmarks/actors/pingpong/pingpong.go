// Two goroutines send an int to and fro over two unbuffered channels; SIZE round
// trips. Prints the messages.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func pong(in <-chan int, out chan<- int) {
	for n := range in {
		out <- n
	}
}

func ping(trips int, report chan<- int) {
	there, back := make(chan int), make(chan int)
	go pong(there, back)
	there <- trips
	for n := range back {
		if n == 1 {
			report <- 2 * trips
			return
		}
		there <- n - 1
	}
}

func main() {
	trips := size()
	report := make(chan int)
	fmt.Fprintln(os.Stderr, "begin")
	go ping(trips, report)
	messages := <-report
	fmt.Fprintln(os.Stderr, "end")
	fmt.Println(messages)
}

func size() int {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	return n
}
