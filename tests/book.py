"""Pages as books for Hugo have them, each named by what it shows, and the site they are in."""

from pathlib import Path

from tests.conftest import SITE_YAML, Trial

SETTINGS = """\
checks: {damage: off, language: off}
params: {author: {name: Ada, since: 1843}, tags: [one, two], open: true, level: site}
"""

FRONT = """\
---
title: {title}
params: {{level: page, day: 2024-02-29}}
weight: 7
---

"""

ODD = '<b>\\"'
"""An argument that is to be escaped, as authors write it."""

IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"/>'

NESTED = """\
{{< tabs "outer" >}}
{{< tab "One" >}}
{{< tabs items="甲, 乙" >}}
{{% tab %}}
{{% notice style="tip" title="Deep" %}}
**In** the tab
{{% /notice %}}
{{% /tab %}}
{{< tab >}}second{{< /tab >}}
{{< tab >}}third{{< /tab >}}
{{< /tabs >}}
{{< /tab >}}
{{% tab title="Two" %}}
two
{{% /tab %}}
{{< /tabs >}}

{{< tabpane text=true right=true >}}
{{% tab header="Languages" disabled=true /%}}
{{% tab header="German" lang="de" %}}
Willkommen
{{% /tab %}}
{{< /tabpane >}}
"""

COLUMNS = {
    "lines": "{{< columns ratio=1:2 >}} <!-- a comment -->\n## a\n\n<---> <!-- sep -->\n\nb\n\n"
    "<--->\n\n- c\n{{< /columns >}}",
    "tight": "{{% columns %}}\na\n<--->\nb\n<--->\nc\n{{% /columns %}}",
    "calls": "{{< columns >}}\n" + "{{< column >}}\nx\n{{< /column >}}\n" * 3 + "{{< /columns >}}",
}

CODE = 'def f(x):\n    """A\n\n    b"""\n    return x < 1\n\ny = f("<b>")\n'

EVERYTHING = f"""\
Press {{{{< kbd >}}}}Ctrl{{{{< /kbd >}}}}, {{{{< badge style="info" title="v" value="1" />}}}},
{{{{< ruby "漢字" "かんじ" />}}}}, {{{{< katex >}}}}x_1{{{{< /katex >}}}}.
{{{{< button href="/" >}}}}Home{{{{< /button >}}}}

{{{{< lead >}}}}
A lead.
{{{{< /lead >}}}}

{{{{< hint info >}}}}
A **hint**.
{{{{< /hint >}}}}

{{{{< notice warning >}}}}
A notice.
{{{{< /notice >}}}}

{{{{< expand "More" >}}}}
Hidden.
{{{{< /expand >}}}}

{NESTED}
{COLUMNS["tight"]}

{{{{< quote author="Ada" source="Notes" link="https://example.com/" >}}}}
Words.
{{{{< /quote >}}}}

## Steps

{{{{< steps >}}}}
### One

First.
{{{{< /steps >}}}}

{{{{< cards >}}}}
{{{{< card link="/" title="Home" subtitle="All" tag="new" />}}}}
{{{{< /cards >}}}}

{{{{< highlight python "linenos=table,hl_lines=2-3" >}}}}
{CODE}{{{{< /highlight >}}}}

{{{{< mermaid >}}}}
graph LR
{{{{< /mermaid >}}}}

{{{{< math >}}}}
\\int_0^1 f(x)\\,dx = \\sum_{{k=1}}^{{\\infty}} a_k + b_k + c_k + d_k + e_k + f_k + g_k + h_k
{{{{< /math >}}}}

{{{{< youtube w7Ft2ymGmfc >}}}}

{{{{< figure src="/images/x.svg" caption="Shown" attr="Me" attrlink="https://example.com/" >}}}}

{{{{< video src="/images/x.mp4" title="Film" >}}}}
"""

DOCUMENTED = """\
{{< youtube id=a allowFullScreen=false autoplay=true class=c controls=false end=9 loading=lazy \
loop=true mute=true start=3 title=T >}}

{{< vimeo id=1 class=c title=T loading=lazy allowFullScreen=true >}}

{{< vimeo 1 c T lazy >}}

{{< highlight type=py wrap=true lineNos=inline lineNoStart=4 hl_lines="1" style=emacs title=T >}}
x
{{< /highlight >}}

{{< details summary=S open=true class=c name=n title=T >}}x{{< /details >}}

{{% notice style="primary" title="T" icon="x" color="red" groupid="g" expanded="false" %}}
x
{{% /notice %}}

{{% expand title="T" expanded="true" %}}x{{% /expand %}}

{{< expand "Label" "..." >}}x{{< /expand >}}

{{< details "Title" open >}}x{{< /details >}}

{{< tabs groupid="g" title="T" style="s" color="c" icon="i" >}}
{{% tab title="T" style="s" color="c" icon="i" %}}x{{% /tab %}}
{{< /tabs >}}

{{< tabs items="a" defaultIndex="0" >}}{{< tab selected=true >}}x{{< /tab >}}{{< /tabs >}}

{{< cards cols="2" >}}
{{< card link="/" title=T subtitle=S icon=i tag=t tagType=info tagColor=blue image="/images/x.svg" \
imageStyle=s method=Resize options="1x" />}}
{{% card title=T header=H footer=F subtitle=S %}}x{{% /card %}}
{{% card href="/" image="/images/x.svg" alt=A class=c %}}x{{% /card %}}
{{< /cards >}}

{{% children containerstyle="div" style="h2" showhidden=true description=true depth=2 sort=title \
type=tree headingdepth=2 image=false %}}

{{% button href="/" style=tip icon=x iconposition=right target=_self type=button color=c %}}
x{{% /button %}} {{< button relref="/" class=c >}}x{{< /button >}}
{{< button link="/" size=md color=c border=true icon=x >}}x{{< /button >}}
{{< badge content=x type=warning link="/" icon=x border=false class=c />}}
{{% badge style=primary icon=x color=c title=T %}}x{{% /badge %}}
{{% icon icon=x style=s color=c %}} {{< icon name=x attributes="height=24" >}}
{{< katex display >}}x{{< /katex >}}

{{< mermaid align="center" zoom="true" >}}x{{< /mermaid >}}

{{< math align="center" >}}x{{< /math >}}

{{< image src="/images/x.svg" alt=a title=t caption=c linked=false width=9 height=9 rel=r >}}

{{< audio src="/images/x.mp4" loop=true muted=true preload=auto class=c >}}

{{< tabpane text=true langEqualsHeader=true persist=lang right=true >}}
{{< tab header=H lang=en highlight="" text=true right=true disabled=false >}}x{{< /tab >}}
{{< /tabpane >}}
"""
"""Calls as the manuals of Hugo and of the themes have them."""


def write_book(site: Trial, pages: dict[str, str]) -> None:
    """Write a book of one section and its pages, the bodies under their names."""
    home = "content/_index.ja.md"
    site.write(
        {
            "site.yaml": SITE_YAML + SETTINGS,
            home: "---\ntitle: 本\n---\n\n{{% children depth=2 description=true %}}\n",
            "content/deep/_index.ja.md": "---\ntitle: 章\ndescription: <b>深い\n---\n",
            "content/deep/page.ja.md": "---\ntitle: 節\n---\n",
            "static/images/x.svg": IMAGE,
            "static/images/x.mp4": b"",
            **{
                f"content/{name}.ja.md": FRONT.format(title=name) + body
                for name, body in pages.items()
            },
        }
    )


def article(site: Trial, name: str) -> str:
    """Return the HTML of a page's body."""
    html = (site.output / Path("ja", name, "index.html")).read_text(encoding="utf-8")
    return html.partition("</h1>")[2].partition("</article>")[0]
