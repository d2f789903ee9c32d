%% A token is passed SIZE times along a ring of 503 processes. Prints the number
%% of the process that has it then.
-module(ring).
-export([main/0]).

%% Node 1 starts the others, the last of which passes to it.
first(Report) -> node(1, chain(503, self(), Report), Report).

node(Id, Next, Report) ->
    receive
        0 -> Report ! Id;
        Hops -> Next ! Hops - 1, node(Id, Next, Report)
    end.

%% The nodes Last, Last - 1 .. 2, of which each passes to the one before; node 2.
chain(1, Next, _) -> Next;
chain(Last, Next, Report) ->
    chain(Last - 1, spawn(fun() -> node(Last, Next, Report) end), Report).

main() ->
    Hops = size(),
    Main = self(),
    First = spawn(fun() -> first(Main) end),
    mark("begin"),
    First ! Hops,
    receive
        Id ->
            mark("end"),
            io:format("~w~n", [Id])
    end,
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
