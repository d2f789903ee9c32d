%% SIZE hibernated gen_servers wait for a message, each with the one it passes it
%% to as its state. Then one goes through all of them. Prints how many it passed.
-module(idle_otp).
-export([main/0]).

-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

init(Next) -> {ok, Next, hibernate}.

handle_call(_Request, _From, Next) -> {reply, ok, Next, hibernate}.

handle_cast(_Message, Next) -> {noreply, Next, hibernate}.

handle_info(N, Next) ->
    Next ! N + 1,
    {stop, normal, Next}.

chain(0, Next) -> Next;
chain(Left, Next) ->
    {ok, Server} = gen_server:start(?MODULE, Next, []),
    chain(Left - 1, Server).

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
