%% Builds, counts and drops many binary trees, while one long-lived tree stays.
-module(binarytrees).
-export([main/0]).

build(0) -> {leaf, leaf};
build(Depth) -> {build(Depth - 1), build(Depth - 1)}.

count(leaf) -> 0;
count({Left, Right}) -> 1 + count(Left) + count(Right).

many(0, _, Total) -> Total;
many(N, Depth, Total) -> many(N - 1, Depth, Total + count(build(Depth))).

main() ->
    io:format("stretch ~w~n", [count(build(17))]),
    Stays = build(16),
    lists:foreach(
        fun(Depth) ->
            Trees = 1 bsl (21 - Depth),
            io:format("~w trees of depth ~w: ~w~n", [Trees, Depth, many(Trees, Depth, 0)])
        end,
        lists:seq(4, 16, 2)
    ),
    io:format("long-lived ~w~n", [count(Stays)]),
    halt(0).
