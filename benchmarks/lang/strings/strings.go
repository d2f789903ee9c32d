// Builds a text by appending 2,000,000 numbers and separators, one by one, then
// reads it back. Prints its length and the sum of the numbers.
package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

func main() {
	var text strings.Builder
	for i := 0; i < 2000000; i++ {
		text.WriteString(strconv.Itoa(i * 7919 % 10007))
		text.WriteString(",")
	}
	fmt.Println(utf8.RuneCountInString(text.String()))
	sum := 0
	for _, part := range strings.Split(text.String(), ",") {
		if n, err := strconv.Atoi(part); err == nil {
			sum += n
		}
	}
	fmt.Println(sum)
}
