package publish

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// edited shows how the issue reads by now, where that is not what was frozen.
func (p page) edited() string {
	e := p.Goal.Edited
	if e == nil {
		return ""
	}
	text := fmt.Sprintf("**The issue was edited after the contract was frozen** (by %s, %s). The contract stands; say in a comment what is to be different.",
		p.who(string(app.ActorOf(e.By))), moment(e.As))
	diff := changedLines(p.onPage(p.Goal.Title, p.Goal.Body), p.onPage(e.Title, e.Body))
	if diff == "" {
		return text + " Its page shows no difference."
	}
	return text + "\n\n" + markdown.Details("What the edit changed", markdown.Fence("diff", markdown.Excerpt(diff, p.text)))
}

// onPage are the lines of an issue that its page shows.
func (p page) onPage(title, body string) []string {
	return strings.Split(markdown.Clean(p.scrubbed(title+"\n\n"+strings.TrimSpace(goalspec.Shown(body)))), "\n")
}

// maxCells bounds the comparison of two texts line by line; larger changes are
// shown as one.
const maxCells = 1 << 18

// changedLines shows what was taken out and put in, each stretch with a line
// before and after; empty: nothing.
func changedLines(was, is []string) string {
	head, tail := 0, 0
	for head < min(len(was), len(is)) && was[head] == is[head] {
		head++
	}
	for tail < min(len(was), len(is))-head && was[len(was)-1-tail] == is[len(is)-1-tail] {
		tail++
	}
	if head == len(was) && head == len(is) {
		return ""
	}
	from, to := max(head-1, 0), min(tail, 1)
	var out, same []string
	lines := append(paired(was[head:len(was)-tail], is[head:len(is)-tail]), signed(" ", was[len(was)-tail:][:to])...)
	for _, l := range append(signed(" ", was[from:head]), lines...) {
		if l[0] == ' ' {
			same = append(same, l)
			continue
		}
		if len(same) > 2 {
			same = []string{same[0], "…", same[len(same)-1]}
		}
		out, same = append(append(out, same...), l), nil
	}
	return strings.Join(append(out, same...), "\n")
}

// paired are the lines of both texts in order, those in common once.
func paired(a, b []string) []string {
	if len(a)*len(b) > maxCells {
		return append(signed("-", a), signed("+", b)...)
	}
	cols := len(b) + 1
	common := make([]int32, (len(a)+1)*cols) // lines, from here to the end
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			common[i*cols+j] = max(common[(i+1)*cols+j], common[i*cols+j+1])
			if a[i] == b[j] {
				common[i*cols+j] = common[(i+1)*cols+j+1] + 1
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			out, i, j = append(out, " "+a[i]), i+1, j+1
		case common[(i+1)*cols+j] >= common[i*cols+j+1]:
			out, i = append(out, "-"+a[i]), i+1
		default:
			out, j = append(out, "+"+b[j]), j+1
		}
	}
	return append(append(out, signed("-", a[i:])...), signed("+", b[j:])...)
}

func signed(sign string, lines []string) (out []string) {
	for _, l := range lines {
		out = append(out, sign+l)
	}
	return out
}
