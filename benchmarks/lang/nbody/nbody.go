// The sun and the four outer planets, 1,000,000 steps of a symplectic
// integrator. Prints the energy times 10^9 before and after, rounded.
package main

import (
	"fmt"
	"math"
)

const (
	solar = 4 * math.Pi * math.Pi
	year  = 365.24
)

type body struct {
	x, y, z, vx, vy, vz, mass float64
}

func newBody(x, y, z, vx, vy, vz, mass float64) body {
	return body{x, y, z, vx * year, vy * year, vz * year, mass * solar}
}

func energy(all []body) float64 {
	e := 0.0
	for i, a := range all {
		e += 0.5 * a.mass * (a.vx*a.vx + a.vy*a.vy + a.vz*a.vz)
		for _, b := range all[i+1:] {
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			e -= a.mass * b.mass / math.Sqrt(dx*dx+dy*dy+dz*dz)
		}
	}
	return e
}

func step(all []body, dt float64) {
	for i := range all {
		a := &all[i]
		for j := i + 1; j < len(all); j++ {
			b := &all[j]
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			square := dx*dx + dy*dy + dz*dz
			pull := dt / (square * math.Sqrt(square))
			a.vx -= dx * b.mass * pull
			a.vy -= dy * b.mass * pull
			a.vz -= dz * b.mass * pull
			b.vx += dx * a.mass * pull
			b.vy += dy * a.mass * pull
			b.vz += dz * a.mass * pull
		}
	}
	for i := range all {
		a := &all[i]
		a.x += dt * a.vx
		a.y += dt * a.vy
		a.z += dt * a.vz
	}
}

func main() {
	all := []body{
		newBody(0, 0, 0, 0, 0, 0, 1),
		newBody(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
			1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05,
			9.54791938424326609e-04),
		newBody(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
			-2.76742510726411021e-03, 4.99852801234917238e-03, 2.30417297573763929e-05,
			2.85885980666130812e-04),
		newBody(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
			2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05,
			4.36624404335156298e-05),
		newBody(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
			2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05,
			5.15138902046611451e-05),
	}
	var px, py, pz float64
	for _, b := range all {
		px += b.vx * b.mass
		py += b.vy * b.mass
		pz += b.vz * b.mass
	}
	all[0].vx, all[0].vy, all[0].vz = -px/solar, -py/solar, -pz/solar
	fmt.Println(int64(math.Round(energy(all) * 1e9)))
	for i := 0; i < 1000000; i++ {
		step(all, 0.01)
	}
	fmt.Println(int64(math.Round(energy(all) * 1e9)))
}
