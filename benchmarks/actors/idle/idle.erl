%% SIZE hibernated processes wait for a message, each with the process it passes
%% it to as its state. Then one goes through all of them. Prints how many it
%% passed.
-module(idle).
-export([main/0, idle/1, wake/1]).

idle(Next) -> erlang:hibernate(?MODULE, wake, [Next]).

wake(Next) ->
    receive
        N -> Next ! N + 1
    end.

chain(0, Next) -> Next;
chain(Left, Next) -> chain(Left - 1, spawn(?MODULE, idle, [Next])).

%% What the process has in memory, for the program that measures it.
show_memory() ->
    {ok, Text} = file:read_file("/proc/self/statm"),
    mark(["statm ", Text]).

main() ->
    Count = size(),
    show_memory(),
    mark("begin"),
    Last = chain(Count, self()),
    timer:sleep(1000),
    mark("end"),
    show_memory(),
    Last ! 0,
    receive
        Passed -> io:format("~w~n", [Passed])
    end,
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
