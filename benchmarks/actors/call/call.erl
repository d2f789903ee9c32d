%% One process calls a server SIZE times, each call with a reference of its own.
%% Prints the sum of the replies.
-module(call).
-export([main/0]).

server(Count) ->
    receive
        {next, From, Ref} ->
            From ! {Ref, Count + 1},
            server(Count + 1)
    end.

next(Server) ->
    Ref = make_ref(),
    Server ! {next, self(), Ref},
    receive
        {Ref, Reply} -> Reply
    end.

calls(_, 0, Sum) -> Sum;
calls(Server, Left, Sum) -> calls(Server, Left - 1, Sum + next(Server)).

main() ->
    Count = size(),
    Server = spawn(fun() -> server(0) end),
    mark("begin"),
    Sum = calls(Server, Count, 0),
    mark("end"),
    io:format("~w~n", [Sum]),
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
