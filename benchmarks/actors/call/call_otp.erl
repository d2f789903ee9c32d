%% One process calls a gen_server SIZE times. Prints the sum of the replies.
-module(call_otp).
-export([main/0]).

-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).

init(Count) -> {ok, Count}.

handle_call(next, _From, Count) -> {reply, Count + 1, Count + 1}.

handle_cast(_Message, Count) -> {noreply, Count}.

next(Server) -> gen_server:call(Server, next).

calls(_, 0, Sum) -> Sum;
calls(Server, Left, Sum) -> calls(Server, Left - 1, Sum + next(Server)).

main() ->
    Count = size(),
    {ok, Server} = gen_server:start(?MODULE, 0, []),
    mark("begin"),
    Sum = calls(Server, Count, 0),
    mark("end"),
    io:format("~w~n", [Sum]),
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
