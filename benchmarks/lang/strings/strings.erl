%% Builds a text by appending 2,000,000 numbers and separators, one by one, then
%% reads it back. Prints its length and the sum of the numbers.
-module(strings).
-export([main/0]).

build(N, N, Text) -> Text;
build(I, N, Text) ->
    build(I + 1, N, <<Text/binary, (integer_to_binary(I * 7919 rem 10007))/binary, ",">>).

number(<<>>) -> 0;
number(Part) -> binary_to_integer(Part).

main() ->
    Text = build(0, 2000000, <<>>),
    io:format("~w~n", [string:length(Text)]),
    Parts = binary:split(Text, <<",">>, [global]),
    io:format("~w~n", [lists:foldl(fun(P, Sum) -> Sum + number(P) end, 0, Parts)]),
    halt(0).
