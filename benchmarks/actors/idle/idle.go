// SIZE goroutines wait for a message, each with the channel it passes it to as
// its state. Then one goes through all of them. Prints how many it passed.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func idle(in <-chan int, next chan<- int) {
	next <- <-in + 1
}

// showMemory prints what the process has in memory, for the program that
// measures it.
func showMemory() {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(os.Stderr, "statm %s", text)
}

func main() {
	count := size()
	showMemory()
	fmt.Fprintln(os.Stderr, "begin")
	end := make(chan int)
	last := end
	for i := 0; i < count; i++ {
		in := make(chan int)
		go idle(in, last)
		last = in
	}
	time.Sleep(time.Second)
	fmt.Fprintln(os.Stderr, "end")
	showMemory()
	last <- 0
	fmt.Println(<-end)
}

func size() int {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	return n
}
