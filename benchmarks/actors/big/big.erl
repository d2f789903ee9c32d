%% Each of 128 processes sends a ping to one of them, drawn at random, waits for
%% its pong and sends the next, while it answers the pings of the others: SIZE
%% pings in all. Prints the sum of the last random numbers.
-module(big).
-export([main/0]).

next_random(Seed) -> (Seed * 1103515245 + 12345) rem 2147483648.

send_ping(Peers, Drawn) ->
    element((Drawn div 65536) rem 128 + 1, Peers) ! {ping, self()}.

worker(Seed, Left, Report) ->
    receive
        {start, Peers} ->
            Drawn = next_random(Seed),
            send_ping(Peers, Drawn),
            worker(Peers, Drawn, Left, Report)
    end.

worker(Peers, Seed, Left, Report) ->
    receive
        {ping, From} ->
            From ! pong,
            worker(Peers, Seed, Left, Report);
        pong when Left =:= 1 ->
            Report ! Seed,
            worker(Peers, Seed, 0, Report);
        pong ->
            Drawn = next_random(Seed),
            send_ping(Peers, Drawn),
            worker(Peers, Drawn, Left - 1, Report)
    end.

collect(0, Sum, Report) -> Report ! Sum;
collect(Left, Sum, Report) ->
    receive
        N -> collect(Left - 1, Sum + N, Report)
    end.

main() ->
    Each = size() div 128,
    Main = self(),
    mark("begin"),
    Sum = spawn(fun() -> collect(128, 0, Main) end),
    Workers = [spawn(fun() -> worker(N, Each, Sum) end)
               || N <- lists:seq(0, 127)],
    Peers = list_to_tuple(Workers),
    [Worker ! {start, Peers} || Worker <- Workers],
    receive
        Total ->
            mark("end"),
            io:format("~w~n", [Total])
    end,
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
