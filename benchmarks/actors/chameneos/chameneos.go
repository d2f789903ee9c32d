// 100 creatures of three colours meet in pairs, SIZE times in all: each goes to
// the mall and is told the colour of the next one that comes, which gives it its
// new colour. Prints how many meetings the creatures have counted.
package main

import (
	"fmt"
	"os"
	"strconv"
)

type colour int

const (
	blue colour = iota
	red
	yellow
	closed // the answer of the mall after the last meeting
)

func afterMeeting(a, b colour) colour {
	if a == b {
		return a
	}
	return blue + red + yellow - a - b
}

type visit struct {
	colour colour
	reply  chan<- colour
}

func creature(c colour, mall chan<- visit, report chan<- int) {
	meetings := 0
	reply := make(chan colour)
	for {
		mall <- visit{c, reply}
		other := <-reply
		if other == closed {
			report <- meetings
			return
		}
		c = afterMeeting(c, other)
		meetings++
	}
}

func mall(left int, visits <-chan visit) {
	for ; left > 0; left-- {
		first := <-visits
		second := <-visits
		first.reply <- second.colour
		second.reply <- first.colour
	}
	for v := range visits {
		v.reply <- closed
	}
}

func main() {
	meetings := size()
	fmt.Fprintln(os.Stderr, "begin")
	report, visits := make(chan int), make(chan visit)
	go mall(meetings, visits)
	for n := 0; n < 100; n++ {
		go creature(colour(n%3), visits, report)
	}
	sum := 0
	for n := 0; n < 100; n++ {
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
