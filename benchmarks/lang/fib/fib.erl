%% fib(38) by plain recursion.
-module(fib).
-export([main/0]).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

main() ->
    io:format("~w~n", [fib(38)]),
    halt(0).
