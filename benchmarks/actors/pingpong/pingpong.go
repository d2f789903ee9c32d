// Two goroutines exchange 2,000,000 messages: 1,000,000 round trips of an int
// over two unbuffered channels. Prints the number of messages, and
// `elapsed_ns N` on standard error.
package main

import (
	"fmt"
	"os"
	"time"
)

func pong(in <-chan int, out chan<- int) {
	for n := range in {
		out <- n
	}
}

func ping(in <-chan int, out chan<- int, report chan<- int) {
	out <- 1000000
	for n := range in {
		if n == 1 {
			report <- 2000000
			return
		}
		out <- n - 1
	}
}

func main() {
	start := time.Now()
	there, back, report := make(chan int), make(chan int), make(chan int)
	go pong(there, back)
	go ping(back, there, report)
	messages := <-report
	elapsed := time.Since(start).Nanoseconds()
	fmt.Println(messages)
	fmt.Fprintln(os.Stderr, "elapsed_ns", elapsed)
}
