// The spectral norm of the 700 by 700 matrix with A(i, j) =
// 1 / ((i + j)(i + j + 1) / 2 + i + 1), by ten turns of the power method.
// Prints the norm times 10^9, rounded.
package main

import (
	"fmt"
	"math"
)

const size = 700

func a(i, j int) float64 {
	return 1 / float64((i+j)*(i+j+1)/2+i+1)
}

func times(out, u, between []float64) {
	for i := range between {
		sum := 0.0
		for j, x := range u {
			sum += a(i, j) * x
		}
		between[i] = sum
	}
	for i := range out {
		sum := 0.0
		for j, x := range between {
			sum += a(j, i) * x
		}
		out[i] = sum
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

func main() {
	u := make([]float64, size)
	v := make([]float64, size)
	between := make([]float64, size)
	for i := range u {
		u[i] = 1
	}
	for n := 0; n < 9; n++ {
		times(v, u, between)
		times(u, v, between)
	}
	times(v, u, between)
	times(u, v, between)
	fmt.Println(int64(math.Round(math.Sqrt(dot(v, u)/dot(v, v)) * 1e9)))
}
