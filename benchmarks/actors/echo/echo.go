// A goroutine sends a text of 1 KiB to another, which sends it back, SIZE times.
// Prints how many bytes came back.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

type request struct {
	text  string
	reply chan<- string
}

func echo(requests <-chan request) {
	for r := range requests {
		r.reply <- r.text
	}
}

func client(server chan<- request, text string, trips int, report chan<- int) {
	reply := make(chan string)
	for i := 0; i < trips; i++ {
		server <- request{text, reply}
		text = <-reply
	}
	report <- trips * len(text)
}

func main() {
	trips := size()
	text := strings.Repeat("x", 1024)
	fmt.Fprintln(os.Stderr, "begin")
	report, server := make(chan int), make(chan request)
	go echo(server)
	go client(server, text, trips, report)
	bytes := <-report
	fmt.Fprintln(os.Stderr, "end")
	fmt.Println(bytes)
}

func size() int {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	return n
}
