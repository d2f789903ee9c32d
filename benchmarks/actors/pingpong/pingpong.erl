%% Two processes exchange 2,000,000 messages: 1,000,000 round trips of an integer.
%% Prints the number of messages, and `elapsed_ns N` on standard error.
-module(pingpong).
-export([main/0]).

pong(Peer) ->
    receive
        N -> Peer ! N, pong(Peer)
    end.

ping(Peer, Report) ->
    receive
        1 -> Report ! 2000000;
        N -> Peer ! (N - 1), ping(Peer, Report)
    end.

main() ->
    Main = self(),
    Start = erlang:monotonic_time(nanosecond),
    spawn(fun() ->
        Self = self(),
        Peer = spawn(fun() -> pong(Self) end),
        Peer ! 1000000,
        ping(Peer, Main)
    end),
    receive
        Messages ->
            Elapsed = erlang:monotonic_time(nanosecond) - Start,
            io:format("~w~n", [Messages]),
            io:format(standard_error, "elapsed_ns ~w~n", [Elapsed])
    end,
    halt(0).
