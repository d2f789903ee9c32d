%% 100 creatures of three colours meet in pairs, SIZE times in all: each goes to
%% the mall and is told the colour of the next one that comes, which gives it its
%% new colour. Prints how many meetings the creatures have counted.
-module(chameneos).
-export([main/0]).

after_meeting(Same, Same) -> Same;
after_meeting(blue, red) -> yellow;
after_meeting(blue, yellow) -> red;
after_meeting(red, blue) -> yellow;
after_meeting(red, yellow) -> blue;
after_meeting(yellow, blue) -> red;
after_meeting(yellow, red) -> blue.

creature(Colour, Meetings, Mall, Report) ->
    Mall ! {self(), Colour},
    receive
        {met, Other} ->
            creature(after_meeting(Colour, Other), Meetings + 1, Mall, Report);
        closed ->
            Report ! Meetings
    end.

mall(0) ->
    receive
        {Creature, _} -> Creature ! closed
    end,
    mall(0);
mall(Left) ->
    receive
        {First, Colour} ->
            receive
                {Second, Other} ->
                    First ! {met, Other},
                    Second ! {met, Colour}
            end
    end,
    mall(Left - 1).

collect(0, Sum, Report) -> Report ! Sum;
collect(Left, Sum, Report) ->
    receive
        N -> collect(Left - 1, Sum + N, Report)
    end.

main() ->
    Meetings = size(),
    Main = self(),
    mark("begin"),
    Sum = spawn(fun() -> collect(100, 0, Main) end),
    Mall = spawn(fun() -> mall(Meetings) end),
    [spawn(fun() -> creature(element(N rem 3 + 1, {blue, red, yellow}), 0,
                             Mall, Sum) end)
     || N <- lists:seq(0, 99)],
    receive
        Counted ->
            mark("end"),
            io:format("~w~n", [Counted])
    end,
    halt(0).

size() ->
    [Size] = init:get_plain_arguments(),
    list_to_integer(Size).

mark(Text) -> io:put_chars(standard_error, [Text, $\n]).
