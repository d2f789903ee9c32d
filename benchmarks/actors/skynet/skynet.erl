%% A tree of processes with ten children each and SIZE leaves, a power of ten.
%% Each leaf has a number, each other process passes on the sum of its children.
%% Prints the sum.
-module(skynet).
-export([main/0]).

node(First, 1, Parent) -> Parent ! First;
node(First, Leaves, Parent) ->
    Self = self(),
    Below = Leaves div 10,
    [spawn(fun() -> node(First + I * Below, Below, Self) end)
     || I <- lists:seq(0, 9)],
    Parent ! sum(10, 0).

sum(0, Sum) -> Sum;
sum(Left, Sum) ->
    receive
        N -> sum(Left - 1, Sum + N)
    end.

main() ->
    Leaves = size(),
    Main = self(),
    mark("begin"),
    spawn(fun() -> node(0, Leaves, Main) end),
    receive
        Sum ->
            mark("end"),
            io:format("~w~n", [Sum])
    end,
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
