%% The sun and the four outer planets, 1,000,000 steps of a symplectic
%% integrator. Prints the energy times 10^9 before and after, rounded.
-module(nbody).
-export([main/0]).

-define(SOLAR, (4 * math:pi() * math:pi())).
-define(YEAR, 365.24).

body(X, Y, Z, VX, VY, VZ, Mass) ->
    {X, Y, Z, VX * ?YEAR, VY * ?YEAR, VZ * ?YEAR, Mass * ?SOLAR}.

bodies() ->
    [
        body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
             1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05,
             9.54791938424326609e-04),
        body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
             -2.76742510726411021e-03, 4.99852801234917238e-03, 2.30417297573763929e-05,
             2.85885980666130812e-04),
        body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
             2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05,
             4.36624404335156298e-05),
        body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
             2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05,
             5.15138902046611451e-05)
    ].

at_rest([{X, Y, Z, _, _, _, Mass} | Planets]) ->
    PX = lists:sum([VX * M || {_, _, _, VX, _, _, M} <- Planets]),
    PY = lists:sum([VY * M || {_, _, _, _, VY, _, M} <- Planets]),
    PZ = lists:sum([VZ * M || {_, _, _, _, _, VZ, M} <- Planets]),
    [{X, Y, Z, -PX / ?SOLAR, -PY / ?SOLAR, -PZ / ?SOLAR, Mass} | Planets].

energy([], E) -> E;
energy([{X, Y, Z, VX, VY, VZ, M} | Rest], E) ->
    Pairs = lists:sum([M * N / math:sqrt((X - U) * (X - U) + (Y - V) * (Y - V) + (Z - W) * (Z - W))
                       || {U, V, W, _, _, _, N} <- Rest]),
    energy(Rest, E + 0.5 * M * (VX * VX + VY * VY + VZ * VZ) - Pairs).

%% The body after a step under the pull of all others.
moved(X, Y, Z, VX, VY, VZ, Mass, []) ->
    {X + 0.01 * VX, Y + 0.01 * VY, Z + 0.01 * VZ, VX, VY, VZ, Mass};
moved(X, Y, Z, VX, VY, VZ, Mass, [{X, Y, Z, _, _, _, Mass} | Rest]) ->
    moved(X, Y, Z, VX, VY, VZ, Mass, Rest);
moved(X, Y, Z, VX, VY, VZ, Mass, [{U, V, W, _, _, _, M} | Rest]) ->
    DX = X - U,
    DY = Y - V,
    DZ = Z - W,
    Square = DX * DX + DY * DY + DZ * DZ,
    Pull = M * 0.01 / (Square * math:sqrt(Square)),
    moved(X, Y, Z, VX - DX * Pull, VY - DY * Pull, VZ - DZ * Pull, Mass, Rest).

run(All, 0) -> All;
run(All, N) ->
    run([moved(X, Y, Z, VX, VY, VZ, M, All) || {X, Y, Z, VX, VY, VZ, M} <- All], N - 1).

main() ->
    Start = at_rest(bodies()),
    io:format("~w~n", [round(energy(Start, 0.0) * 1.0e9)]),
    io:format("~w~n", [round(energy(run(Start, 1000000), 0.0) * 1.0e9)]),
    halt(0).
