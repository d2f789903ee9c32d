%% Sorts a list of 500,000 random numbers by quicksort on lists: smaller, equal
%% and larger elements go to lists of their own. Prints the least, the middle and
%% the largest one.
-module(quicksort).
-export([main/0]).

random(_, 0) -> [];
random(Seed, N) -> [Seed | random((Seed * 1103515245 + 12345) rem 2147483648, N - 1)].

sorted([]) -> [];
sorted([X]) -> [X];
sorted([Pivot | _] = Xs) ->
    Smaller = [X || X <- Xs, X < Pivot],
    Equal = [X || X <- Xs, X == Pivot],
    Larger = [X || X <- Xs, X > Pivot],
    sorted(Smaller) ++ Equal ++ sorted(Larger).

main() ->
    Xs = sorted(random(42, 500000)),
    io:format("~w ~w ~w~n", [hd(Xs), lists:nth(250001, Xs), lists:last(Xs)]),
    halt(0).
