"""What one page asks again and again is looked up once, and not remembered after."""

from naung.kit.once import once, remembering


def test_it_works():
    asked = []
    with remembering():
        assert [once("posts", lambda: asked.append(1) or len(asked)) for _ in range(3)] == [1, 1, 1]
        assert once("others", lambda: "else") == "else"
    assert asked == [1]


def test_a_writer_and_the_next_page_ask_anew():
    asked = []
    with remembering(really=False):
        assert [once("posts", lambda: asked.append(1) or len(asked)) for _ in range(2)] == [1, 2]
    with remembering():
        assert once("posts", lambda: asked.append(1) or len(asked)) == 3
    assert once("posts", lambda: asked.append(1) or len(asked)) == 4


def test_one_page_inside_another_forgets_nothing_of_the_outer():
    with remembering():
        once("a", lambda: "outer")
        with remembering(really=False):
            assert once("a", lambda: "inner") == "inner"
        assert once("a", lambda: "again") == "outer"
