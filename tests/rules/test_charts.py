"""Charts: inside their ground, in proportion; what is not told is a gap with a word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.cycle.charts.bars import Bar, Part, Stack, bars, stacks
from kb.cycle.charts.curves import Course, Series, Step, by_period, course
from kb.cycle.charts.grid import GridLine, grid, level_of
from kb.cycle.charts.lettering import in_lines, room_for
from kb.cycle.charts.marks import WIDTH, Voice
from kb.cycle.charts.scales import rounded_up, ticks

VOICE = Voice(lambda number: f"{number:g}", "liian harva")
PERCENT = Voice(lambda share: f"{share:.0%}", "liian harva")
LONG = "Asiakkuudenhoitosuunnitelmaneuvottelukuntalaisuus ja palvelutasopoikkeamatilanteet"
NUMBERS = st.one_of(st.none(), st.integers(0, 20_000))
LABELS = st.one_of(st.just(LONG), st.text(max_size=60))
ROWS = st.lists(st.builds(Bar, LABELS, NUMBERS), max_size=8)
SHARES = st.floats(0, 1, allow_nan=False)


@st.composite
def courses(draw):
    """Draw what was watched: shares that only grow, within their bands."""
    until = draw(st.floats(0, 200))
    times = sorted(draw(st.lists(st.floats(0, until), max_size=8)))
    shares = sorted(draw(st.lists(SHARES, min_size=len(times), max_size=len(times))))
    steps = [
        Step(*one, one[1] / 2, (1 + one[1]) / 2) for one in zip(times, shares, strict=True)
    ]
    return Course(steps, draw(st.lists(st.floats(0, until), max_size=5)), until, "viikkoa")


def assert_inside(drawn):
    """Every mark stands on the drawing's ground, words as wide as they may be at most."""
    for box in drawn.boxes:
        assert 0 <= box.x <= box.x + box.width <= drawn.width + 0.2
        assert 0 <= box.y <= box.y + box.height <= drawn.height + 0.2
        assert box.width >= 0
    points = [(dot.x, dot.y) for dot in drawn.dots]
    points += [point for line in drawn.lines for point in line.points]
    for x, y in points:
        assert 0 <= x <= drawn.width
        assert 0 <= y <= drawn.height
    for word in drawn.words:
        room = room_for(word.text)
        left = word.x - {"start": 0, "middle": room / 2, "end": room}[word.anchor]
        assert left >= -0.2, word
        assert left + room <= drawn.width + 0.2, word
        assert 0 < word.y <= drawn.height, word


@given(ROWS)
def test_bars_stay_on_their_ground_whatever_they_show(rows):
    assert_inside(bars(rows, VOICE))
    assert_inside(bars(rows, VOICE, whole=max((row.number or 0 for row in rows), default=0)))


@given(st.lists(st.integers(0, 2000), min_size=2, max_size=6))
def test_bars_are_as_long_as_their_numbers(numbers):
    drawn = bars([Bar(str(number), number) for number in numbers], VOICE)

    longest = max(box.width for box in drawn.boxes)
    for box, number in zip(drawn.boxes, numbers, strict=True):
        assert box.width == pytest.approx(longest * number / (max(numbers) or 1), abs=0.2)


def test_a_funnel_shows_what_is_left_of_the_whole():
    drawn = bars(
        [Bar("Tunnistettu", 40, "identify"), Bar("Jaettu", 10, "share")], VOICE, whole=40
    )

    grounds = [box for box in drawn.boxes if box.look == "ground"]
    left = [box for box in drawn.boxes if box.look == "fill"]
    assert [box.width for box in left] == pytest.approx(
        [grounds[0].width, grounds[1].width / 4], abs=0.1
    )
    assert [box.stage for box in left] == ["identify", "share"]


def test_what_may_not_be_told_is_a_gap_with_a_word():
    drawn = bars([Bar("Energia", None), Bar("Teollisuus", 12)], VOICE)

    assert [box.look for box in drawn.boxes] == ["gap", "fill"]
    assert "liian harva" in [word.text for word in drawn.words]
    assert drawn.told == ["Energia: liian harva", "Teollisuus: 12"]


@given(
    st.lists(
        st.builds(Stack, LABELS, st.one_of(st.none(), st.tuples(*[st.integers(0, 999)] * 3))),
        max_size=6,
    )
)
def test_stacks_stay_on_their_ground_and_their_parts_add_up(rows):
    parts = [Part("ajallaan", "ink"), Part("kohta", "grey"), Part("myöhässä", "late")]

    drawn = stacks(rows, parts, VOICE)

    assert_inside(drawn)
    most = max((sum(row.numbers or ()) for row in rows), default=0)
    whole = sum(sum(row.numbers or ()) for row in rows)
    drawn_whole = sum(box.width for box in drawn.boxes if box.look != "gap")
    assert drawn_whole == pytest.approx(WIDTH * whole / (most or 1), abs=1)
    assert [box.look for box in drawn.boxes].count("gap") == sum(
        row.numbers is None for row in rows
    )
    assert [key.label for key in drawn.keys] == ["ajallaan", "kohta", "myöhässä"]


@given(st.lists(st.builds(GridLine, LABELS, st.tuples(*[NUMBERS] * 4)), max_size=6))
def test_a_grid_stays_on_its_ground_and_tells_every_cell(rows):
    heads = ["Ei yhtään", "Yksi", "Kaksi", "Kolme tai enemmän"]

    drawn = grid(heads, rows, VOICE, risky=2)

    assert_inside(drawn)
    assert len(drawn.boxes) == 4 * len(rows)
    assert [cells for _, cells in drawn.rows] == [
        [VOICE.tell(number) for number in row.numbers] for row in rows
    ]
    untold = sum(number is None for row in rows for number in row.numbers)
    assert [box.look for box in drawn.boxes].count("gap") == untold


@given(st.integers(1, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_a_cell_is_the_darker_the_larger_its_number(most, one, other):
    small, large = sorted((min(one, most), min(other, most)))

    assert level_of(small, most) <= level_of(large, most) <= 4
    assert (level_of(small, most) == 0) == (small == 0)


@given(courses())
def test_a_course_stays_on_its_ground_and_never_falls(watched):
    drawn = course(watched, PERCENT)

    assert_inside(drawn)
    (curve,) = [line for line in drawn.lines if line.look.startswith("curve")]
    heights = [y for _, y in curve.points]
    assert heights == sorted(heights, reverse=True)
    assert len([line for line in drawn.lines if line.look == "tick"]) == len(watched.censored)


def test_a_course_stands_as_high_as_its_shares_and_marks_the_half():
    watched = Course([Step(4, 0.25), Step(10, 0.5)], [6.0], 20, "viikkoa")

    drawn = course(watched, PERCENT)

    (curve,) = [line for line in drawn.lines if line.look.startswith("curve")]
    (half,) = [line for line in drawn.lines if line.look == "half"]
    (tick,) = [line for line in drawn.lines if line.look == "tick"]
    levels = sorted({y for line in drawn.lines if line.look == "axis" for _, y in line.points})
    assert curve.points[-1][1] == levels[1]
    assert half.points[1] == curve.points[4]
    assert tick.points[0][1] < curve.points[2][1] < tick.points[1][1]
    assert drawn.told == ["4 viikkoa: 25%", "10 viikkoa: 50%"]


def test_a_band_is_drawn_where_one_is_known():
    known = Course([Step(4, 0.3, 0.1, 0.6)], [], 10, "viikkoa")
    unknown = replace(known, steps=[Step(4, 0.3)])

    bands = [
        [line for line in course(one, PERCENT).lines if line.look == "band"]
        for one in (known, unknown)
    ]

    assert list(map(len, bands)) == [1, 0]
    assert bands[0][0].closed


@given(
    st.integers(0, 12).flatmap(
        lambda n: st.lists(
            st.builds(Series, LABELS, st.lists(NUMBERS, min_size=n, max_size=n)),
            min_size=1,
            max_size=3,
        )
    )
)
def test_lines_stay_on_their_ground_and_break_where_nothing_may_be_told(series):
    periods = [f"Q{n % 4 + 1}/{2024 + n // 4}" for n in range(len(series[0].numbers))]

    drawn = by_period(periods, series, VOICE)

    assert_inside(drawn)
    told = [number for line in series for number in line.numbers if number is not None]
    assert len(drawn.dots) == len(told)
    silent = any(all(line.numbers[n] is None for line in series) for n in range(len(periods)))
    assert any(word.look == "untold" for word in drawn.words) == silent


def test_a_line_is_as_high_as_its_numbers():
    drawn = by_period(["Q1", "Q2", "Q3"], [Series("kokeilua", [0, 5, 10])], VOICE)

    low, middle, high = (dot.y for dot in drawn.dots)
    assert low - middle == pytest.approx(middle - high, abs=0.2)
    assert drawn.rows == [("Q1", ["0"]), ("Q2", ["5"]), ("Q3", ["10"])]


@given(st.text(max_size=80), st.integers(60, 360))
def test_words_are_broken_into_lines_that_fit_and_nothing_is_lost(text, width):
    lines = in_lines(text, width)

    assert all(room_for(line) <= width for line in lines)
    kept = "".join("".join(lines).replace("-", "").split())
    assert kept == "".join(text.replace("-", "").split())


@given(st.integers(0, 10**7))
def test_an_edge_is_round_and_so_is_its_half(number):
    edge = rounded_up(number)

    assert number <= edge <= max(2, 2.5 * number)
    assert edge / 2 == int(edge / 2)
    assert len(ticks(edge)) <= 6


@pytest.mark.usefixtures("all_pages")
def test_a_label_is_text_wherever_it_stands_and_numbers_are_the_readers(app):
    macros = app.jinja_env.get_template("macros/charts.html").module
    with app.test_request_context(headers={"Accept-Language": "fi"}):
        draw = app.jinja_env.globals["draw_bars"]
        drawn = draw(
            [("<script>alert(1)</script> & muut", 12500, "none"), ("Muut", None, "none")]
        )

        markup = macros.chart("a", "<b>Otsikko</b>", drawn, ["Mitä", "Montako"])

    assert "<script>" not in markup
    assert "<b>" not in markup
    assert "&lt;script&gt;" in markup
    assert "12\xa0500" in markup
    assert "liian harva" in markup
    assert " style=" not in markup
