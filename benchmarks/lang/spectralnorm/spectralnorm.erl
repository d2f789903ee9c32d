%% The spectral norm of the 700 by 700 matrix with A(i, j) =
%% 1 / ((i + j)(i + j + 1) / 2 + i + 1), by ten turns of the power method.
%% Prints the norm times 10^9, rounded.
-module(spectralnorm).
-export([main/0]).

a(I, J) -> 1 / ((I + J) * (I + J + 1) div 2 + I + 1).

row([], _, _, Sum) -> Sum;
row([X | Rest], I, J, Sum) -> row(Rest, I, J + 1, Sum + a(I, J) * X).

column([], _, _, Sum) -> Sum;
column([X | Rest], I, J, Sum) -> column(Rest, I, J + 1, Sum + a(J, I) * X).

times(U) ->
    Indices = lists:seq(0, length(U) - 1),
    V = [row(U, I, 0, 0.0) || I <- Indices],
    [column(V, I, 0, 0.0) || I <- Indices].

turns(U, 0) -> {U, times(U)};
turns(U, N) -> turns(times(times(U)), N - 1).

dot([], [], Sum) -> Sum;
dot([X | A], [Y | B], Sum) -> dot(A, B, Sum + X * Y).

main() ->
    {_, V} = turns([1.0 || _ <- lists:seq(1, 700)], 9),
    W = times(V),
    Norm = math:sqrt(dot(V, W, 0.0) / dot(V, V, 0.0)),
    io:format("~w~n", [round(Norm * 1.0e9)]),
    halt(0).
