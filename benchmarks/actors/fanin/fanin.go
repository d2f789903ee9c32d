// Eight goroutines send SIZE messages in all to one by a buffered channel. Prints
// their sum.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func producer(left int, out chan<- int) {
	for ; left > 0; left-- {
		out <- left
	}
}

func consumer(left int, in <-chan int, report chan<- int) {
	sum := 0
	for ; left > 0; left-- {
		sum += <-in
	}
	report <- sum
}

func main() {
	each := size() / 8
	fmt.Fprintln(os.Stderr, "begin")
	report, numbers := make(chan int), make(chan int, 1024)
	go consumer(8*each, numbers, report)
	for i := 0; i < 8; i++ {
		go producer(each, numbers)
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
