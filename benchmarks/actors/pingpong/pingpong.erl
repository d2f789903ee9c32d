%% Two processes send an integer to and fro; SIZE round trips. Prints the
%% messages.
-module(pingpong).
-export([main/0]).

pong(Peer) ->
    receive
        N -> Peer ! N, pong(Peer)
    end.

ping(Trips, Report) ->
    Self = self(),
    Peer = spawn(fun() -> pong(Self) end),
    Peer ! Trips,
    ping_loop(Peer, Trips, Report).

ping_loop(Peer, Trips, Report) ->
    receive
        1 -> Report ! 2 * Trips;
        N -> Peer ! N - 1, ping_loop(Peer, Trips, Report)
    end.

main() ->
    Trips = size(),
    Main = self(),
    mark("begin"),
    spawn(fun() -> ping(Trips, Main) end),
    receive
        Messages ->
            mark("end"),
            io:format("~w~n", [Messages])
    end,
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
