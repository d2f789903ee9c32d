%% fib(SIZE), each call a process that sends its result to the one which started
%% it. Prints the number.
-module(fib).
-export([main/0]).

fib(N, Parent) when N < 2 -> Parent ! N;
fib(N, Parent) ->
    Self = self(),
    spawn(fun() -> fib(N - 1, Self) end),
    spawn(fun() -> fib(N - 2, Self) end),
    receive
        A ->
            receive
                B -> Parent ! A + B
            end
    end.

main() ->
    N = size(),
    Main = self(),
    mark("begin"),
    spawn(fun() -> fib(N, Main) end),
    receive
        Result ->
            mark("end"),
            io:format("~w~n", [Result])
    end,
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
