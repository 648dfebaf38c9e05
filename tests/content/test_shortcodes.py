from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.shortcodes import expand


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ('{{< figure src="a b.png" alt="Une [vue]" caption="Bakou" >}}', '![Une \\[vue\\]](<a%20b.png> "Bakou")'),
        ('{{% figure src="a.png" %}}', "![](<a.png>)"),
        ('{{< figure src="a.png" link="/x/" >}}', "[![](<a.png>)](</x/>)"),
        ('{{< figure src="a.png" title="\\"B\\"" >}}', '![](<a.png> "&quot;B&quot;")'),
        ('{{< figure src="a.png" title=`"B"` >}}', '![](<a.png> "&quot;B&quot;")'),
        ('{{< figure\n  src="a.png"\n  alt="b"\n>}}\nc', "![b](<a.png>)\n\n\n\nc"),
        ('{{</* ref "b.md" */>}} {{%/* x */%}}', '{{< ref "b.md" >}} {{% x %}}'),
        ("{{/* x(a=1) */}} {%/* x */%}", "{{ x(a=1) }} {% x %}"),
        ("{{< youtube abc-_1 >}}", "[YouTube](https://www.youtube.com/watch?v=abc-_1)"),
        ('{{ vimeo(id="123") }}', "[Vimeo](https://vimeo.com/123)"),
        ('[a]({{< ref "b.md" >}})', "[a](b.md)"),
        ('[a]({{< relref "/monde/b.md#c" >}})', "[a](@/monde/b.md#c)"),
        ("[a]({% link monde/b.md %})", "[a](@/monde/b.md)"),
        ("[a]({% post_url 2017-02-16-b %})", "[a](@/_posts/2017-02-16-b.md)"),
        ("[a]({{ site.baseurl }}/b/)", "[a](/b/)"),
        ("[a]({{ '/b/' | relative_url }})", "[a](/b/)"),
        ("{% raw %}{{ a }}{% endraw %} {{ site.url }}", "{{ a }} "),
        ("{% raw %}\n{{ a }}\n{% endraw %}", "\n{{ a }}\n"),
        ("{% highlight py linenos %}\n{{ a }}\n{% endhighlight %}", "\n```py\n{{ a }}\n```"),
        ("{{< highlight go >}}\nx\n{{< /highlight >}}", "\n```go\nx\n```"),
        ("`{{< ref b >}}`", "`{{< ref b >}}`"),
        ("```\n{{< ref b >}}\n```", "```\n{{< ref b >}}\n```"),
        ("    {{< ref b >}}", "    {{< ref b >}}"),
    ],
)
def test_a_simple_shortcode_becomes_markdown(text: str, markdown: str) -> None:
    expanded = expand(text, "a.md", 1)
    assert (expanded.text, expanded.problems) == (markdown, ())


@pytest.mark.parametrize(
    "tag",
    [
        "{{< gallery >}}",
        "{% include x.html %}",
        "{{ page.title }}",
        "{{< youtube 'a b' >}}",
        "{{< figure >}}",
        "{% if a %}",
        "{{ config(x) }}",
    ],
)
def test_another_tag_is_left_and_named_with_its_place(tag: str) -> None:
    expanded = expand(f"Un.\n\nici {tag}", "a.md", 5)
    assert expanded.text == f"Un.\n\nici {tag}"
    (problem,) = expanded.problems
    assert str(problem.location) == "a.md:7:5"
    assert problem.message == f"the template tag `{tag}` is shown as text"


def test_a_tag_behind_a_raw_one_is_named_with_its_column_too() -> None:
    (problem,) = expand("a {% raw %}{{ b }}{% endraw %} {{ c }}", "a.md", 5).problems
    assert str(problem.location) == "a.md:5:32"


@pytest.mark.parametrize("text", ["{{< figure\n\nsrc='a.png' >}}", "{{< figure\n```\n>}}\n```", "a {{%\nb"])
def test_what_no_line_of_its_paragraph_closes_is_text(text: str) -> None:
    assert expand(text, "a.md", 1).text == text


@given(st.text(alphabet="{}<>%\"'=raw figure src\n`/"))
def test_every_line_knows_where_it_came_from(text: str) -> None:
    expanded = expand(text, "a.md", 1)
    assert len(expanded.origins) == expanded.text.count("\n") + 1
    assert list(expanded.origins) == sorted(expanded.origins)
    assert set(expanded.origins) == set(range(text.count("\n") + 1))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A {% comment %}secret{% endcomment %} B", "A B"),
        ("A\n{%- comment -%}\nsecret\n{{ x }}\n{%- endcomment -%}\nB", "A B"),
        ("A {{< comment >}}secret{{< /comment >}} B {% comment %}secret{% endcomment %} C", "A B C"),
        ("A\n{{% comment %}}\nsecret\n{{% /comment %}} B", "A B"),
        ("A {% comment %} {% comment %}secret{% endcomment %} B", "A B"),
        ("A {% comment %}secret\nsecret{% endcomment %}{% comment %}secret{% endcomment %} B", "A B"),
    ],
)
def test_what_is_commented_out_is_not_published(text: str, left: str) -> None:
    expanded = expand(text, "a.md", 1)
    assert " ".join(expanded.text.split()) == left
    assert expanded.problems == ()
    assert expanded.text.count("\n") == text.count("\n")


def test_a_comment_that_is_not_closed_hides_nothing() -> None:
    expanded = expand("A\n{% comment %}\nB", "a.md", 1)
    assert "B" in expanded.text
    assert [problem.location.line for problem in expanded.problems] == [2]
