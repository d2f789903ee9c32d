// A token is passed SIZE times along a ring of 503 goroutines. Prints the number
// of the one that has it then.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func node(id int, in <-chan int, next chan<- int, report chan<- int) {
	for hops := range in {
		if hops == 0 {
			report <- id
			return
		}
		next <- hops - 1
	}
}

func main() {
	hops := size()
	report := make(chan int)
	first := make(chan int)
	in := first
	for id := 1; id <= 503; id++ {
		next := first
		if id < 503 {
			next = make(chan int)
		}
		go node(id, in, next, report)
		in = next
	}
	fmt.Fprintln(os.Stderr, "begin")
	first <- hops
	id := <-report
	fmt.Fprintln(os.Stderr, "end")
	fmt.Println(id)
}

func size() int {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	return n
}
