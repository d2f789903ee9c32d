%% Eight processes send SIZE messages in all to one. Prints their sum.
-module(fanin).
-export([main/0]).

producer(0, _) -> ok;
producer(Left, To) -> To ! Left, producer(Left - 1, To).

consumer(0, Sum, Report) -> Report ! Sum;
consumer(Left, Sum, Report) ->
    receive
        N -> consumer(Left - 1, Sum + N, Report)
    end.

main() ->
    Each = size() div 8,
    Main = self(),
    mark("begin"),
    To = spawn(fun() -> consumer(8 * Each, 0, Main) end),
    [spawn(fun() -> producer(Each, To) end) || _ <- lists:seq(1, 8)],
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
