// One goroutine calls another SIZE times by a channel of requests and one of
// replies. Prints the sum of the replies.
package main

import (
	"fmt"
	"os"
	"strconv"
)

type request struct {
	reply chan<- int
}

func server(requests <-chan request) {
	count := 0
	for r := range requests {
		count++
		r.reply <- count
	}
}

func main() {
	count := size()
	requests := make(chan request)
	go server(requests)
	fmt.Fprintln(os.Stderr, "begin")
	sum := 0
	reply := make(chan int)
	for i := 0; i < count; i++ {
		requests <- request{reply}
		sum += <-reply
	}
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
