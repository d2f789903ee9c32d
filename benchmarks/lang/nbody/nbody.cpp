//===- nbody.cpp - Five bodies, 1,000,000 steps -----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include <array>
#include <cmath>
#include <cstdio>

namespace {
constexpr double pi = 3.141592653589793;
constexpr double solar = 4 * pi * pi;
constexpr double year = 365.24;

struct Body {
  double x, y, z, vx, vy, vz, mass;
};

using Bodies = std::array<Body, 5>;
} // namespace

static Body body(double x, double y, double z, double vx, double vy, double vz,
                 double mass) {
  return {x, y, z, vx * year, vy * year, vz * year, mass * solar};
}

static double energy(const Bodies &all) {
  double e = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    const Body &a = all[i];
    e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (size_t j = i + 1; j < all.size(); ++j) {
      const Body &b = all[j];
      double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      e -= a.mass * b.mass / std::sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return e;
}

static void step(Bodies &all, double dt) {
  for (size_t i = 0; i < all.size(); ++i) {
    Body &a = all[i];
    for (size_t j = i + 1; j < all.size(); ++j) {
      Body &b = all[j];
      double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      double square = dx * dx + dy * dy + dz * dz;
      double pull = dt / (square * std::sqrt(square));
      a.vx -= dx * b.mass * pull;
      a.vy -= dy * b.mass * pull;
      a.vz -= dz * b.mass * pull;
      b.vx += dx * a.mass * pull;
      b.vy += dy * a.mass * pull;
      b.vz += dz * a.mass * pull;
    }
  }
  for (Body &a : all) {
    a.x += dt * a.vx;
    a.y += dt * a.vy;
    a.z += dt * a.vz;
  }
}

int main() {
  Bodies all = {body(0, 0, 0, 0, 0, 0, 1),
                body(4.84143144246472090e+00, -1.16032004402742839e+00,
                     -1.03622044471123109e-01, 1.66007664274403694e-03,
                     7.69901118419740425e-03, -6.90460016972063023e-05,
                     9.54791938424326609e-04),
                body(8.34336671824457987e+00, 4.12479856412430479e+00,
                     -4.03523417114321381e-01, -2.76742510726411021e-03,
                     4.99852801234917238e-03, 2.30417297573763929e-05,
                     2.85885980666130812e-04),
                body(1.28943695621391310e+01, -1.51111514016986312e+01,
                     -2.23307578892655734e-01, 2.96460137564761618e-03,
                     2.37847173959480950e-03, -2.96589568540237556e-05,
                     4.36624404335156298e-05),
                body(1.53796971148509165e+01, -2.59193146099879641e+01,
                     1.79258772950371181e-01, 2.68067772490389322e-03,
                     1.62824170038242295e-03, -9.51592254519715870e-05,
                     5.15138902046611451e-05)};
  double px = 0, py = 0, pz = 0;
  for (const Body &b : all) {
    px += b.vx * b.mass;
    py += b.vy * b.mass;
    pz += b.vz * b.mass;
  }
  all[0].vx = -px / solar;
  all[0].vy = -py / solar;
  all[0].vz = -pz / solar;
  std::printf("%lld\n", std::llround(energy(all) * 1e9));
  for (int i = 0; i < 1000000; ++i)
    step(all, 0.01);
  std::printf("%lld\n", std::llround(energy(all) * 1e9));
}
