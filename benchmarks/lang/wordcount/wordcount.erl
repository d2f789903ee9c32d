%% Splits 1000 lines of 1000 words each, counts them in a map and prints the
%% number of different words and the five most frequent ones.
-module(wordcount).
-export([main/0]).

next(Seed) -> (Seed * 1103515245 + 12345) rem 2147483648.

%% A square of the random number makes some words frequent.
word(Seed) ->
    N = Seed div 65536 rem 1000,
    <<"w", (integer_to_binary(N * N div 37))/binary>>.

line(Seed, 0, Words) -> {Seed, iolist_to_binary(lists:join(" ", lists:reverse(Words)))};
line(Seed, N, Words) -> line(next(Seed), N - 1, [word(Seed) | Words]).

count(Line, Counts) ->
    lists:foldl(
        fun(Word, Map) -> maps:update_with(Word, fun(N) -> N + 1 end, 1, Map) end,
        Counts,
        binary:split(Line, <<" ">>, [global])
    ).

run(_, 0, Counts) -> Counts;
run(Seed, Lines, Counts) ->
    {Next, Line} = line(Seed, 1000, []),
    run(Next, Lines - 1, count(Line, Counts)).

main() ->
    Counts = run(42, 1000, #{}),
    io:format("~w~n", [map_size(Counts)]),
    Sorted = lists:sort(fun({A, N}, {B, M}) -> N > M orelse (N == M andalso A =< B) end,
                        maps:to_list(Counts)),
    [io:format("~s ~w~n", [W, N]) || {W, N} <- lists:sublist(Sorted, 5)],
    halt(0).
