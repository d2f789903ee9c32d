// Each of 128 goroutines sends a ping to one of them, drawn at random, waits for
// its pong and sends the next, while it answers the pings of the others: SIZE
// pings in all. Prints the sum of the last random numbers.
package main

import (
	"fmt"
	"os"
	"strconv"
)

const workers = 128

// A message is a ping with the channel to answer to, or a pong with none.
type message struct {
	from chan<- message
}

func nextRandom(seed int) int {
	return (seed*1103515245 + 12345) % 2147483648
}

func worker(id int, peers []chan message, left int, report chan<- int) {
	in := peers[id]
	seed := nextRandom(id)
	peers[(seed/65536)%workers] <- message{in}
	for m := range in {
		if m.from != nil {
			m.from <- message{}
			continue
		}
		left--
		if left == 0 {
			report <- seed
			continue
		}
		seed = nextRandom(seed)
		peers[(seed/65536)%workers] <- message{in}
	}
}

func main() {
	each := size() / workers
	fmt.Fprintln(os.Stderr, "begin")
	report := make(chan int)
	peers := make([]chan message, workers)
	for i := range peers {
		// Room for a ping of each and a pong: no send waits, none deadlocks.
		peers[i] = make(chan message, workers+1)
	}
	for i := range peers {
		go worker(i, peers, each, report)
	}
	sum := 0
	for range peers {
		sum += <-report
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
