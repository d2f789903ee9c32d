%% Starts SIZE processes; each gets its number as a message and ends. Every 100th
%% passes the number on, so that the end is known. Prints the sum of those.
-module(spawn).
-export([main/0]).

child(Report) ->
    receive
        N when N rem 100 =:= 0 -> Report ! N;
        _ -> ok
    end.

start(N, Last, _) when N > Last -> ok;
start(N, Last, Report) ->
    spawn(fun() -> child(Report) end) ! N,
    start(N + 1, Last, Report).

collect(0, Sum, Report) -> Report ! Sum;
collect(Left, Sum, Report) ->
    receive
        N -> collect(Left - 1, Sum + N, Report)
    end.

main() ->
    Count = size(),
    Main = self(),
    mark("begin"),
    start(1, Count, spawn(fun() -> collect(Count div 100, 0, Main) end)),
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
