%% A process sends a text of 1 KiB to another, which sends it back, SIZE times.
%% Prints how many bytes came back.
-module(echo).
-export([main/0]).

echo() ->
    receive
        {From, Text} -> From ! Text, echo()
    end.

%% The first text comes from main, the others from the server.
client(Server, Left, Trips, Report) ->
    receive
        Text when Left =:= 0 ->
            Report ! Trips * byte_size(Text);
        Text ->
            Server ! {self(), Text},
            client(Server, Left - 1, Trips, Report)
    end.

main() ->
    Trips = size(),
    Main = self(),
    Text = binary:copy(<<"x">>, 1024),
    mark("begin"),
    Server = spawn(fun echo/0),
    spawn(fun() -> client(Server, Trips, Trips, Main) end) ! Text,
    receive
        Bytes ->
            mark("end"),
            io:format("~w~n", [Bytes])
    end,
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
