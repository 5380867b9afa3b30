package language

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// pytest is what a file of Python says of which of its functions are collected.
type pytest struct {
	bare  []string
	above []int          // the line that each one stands under, -1 for none
	built map[int]bool   // classes, by their lines, that are made with something
	lost  map[string]int // the last line that takes a name away, by its indent
}

var (
	pyClass   = regexp.MustCompile(`^\s*class\s+(\w+)\s*(\([^)]*\))?`)
	pyNever   = regexp.MustCompile(`^\s*(?:if|elif|while)\s+(?:False|0|None|TYPE_CHECKING|typing\.TYPE_CHECKING)\s*:`)
	pyLost    = regexp.MustCompile(`^(\s*)(?:del\s+(test\w*(?:\s*,\s*\w+)*)|(test\w*)\s*=\s*(?:None|False|True|0|\.\.\.|lambda\b.*|["'].*)\s*)$`)
	pyFixture = regexp.MustCompile(`^\s*@(?:pytest\.|pytest_asyncio\.)?fixture\b`)
	pyMark    = regexp.MustCompile(`^\s*@(?:pytest\.mark\.|(?:unittest\.)?skip|(?:unittest\.)?expectedFailure)`)
	pyYields  = regexp.MustCompile(`(^|[=(\s])yield\b`)
)

func collector(bare []string) *pytest {
	p := &pytest{bare: bare, above: make([]int, len(bare)), built: map[int]bool{}, lost: map[string]int{}}
	var open []int
	for n, l := range bare {
		p.above[n] = -1
		text := strings.TrimLeft(l, " \t")
		if text == "" {
			continue
		}
		for len(open) > 0 && indent(bare[open[len(open)-1]]) >= indent(l) {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			p.above[n] = open[len(open)-1]
		}
		open = append(open, n)
		if strings.HasPrefix(text, "def __init__(") && p.above[n] >= 0 {
			p.built[p.above[n]] = true
		}
		if m := pyLost.FindStringSubmatch(l); m != nil {
			for name := range strings.SplitSeq(m[2]+m[3], ",") {
				p.lost[m[1]+strings.TrimSpace(name)] = n
			}
		}
	}
	return p
}

// collects tells whether runners collect a function that is named as a test: it stands on
// its own or in a class of tests that is made with nothing, where the module or the class
// keeps it, and runs to its end.
func (p *pytest) collects(fn Func) bool {
	head := p.bare[fn.Head]
	if p.lost[head[:indent(head)]+fn.Name] > fn.Head {
		return false
	}
	marked := false
	for n := fn.Start; n < fn.Head; n++ {
		if pyFixture.MatchString(p.bare[n]) {
			return false
		}
		marked = marked || strings.HasPrefix(strings.TrimSpace(p.bare[n]), "@") && !pyMark.MatchString(p.bare[n])
	}
	return p.within(fn.Start) && (marked || !p.yields(fn))
}

// within tells whether runners look for tests where a line stands.
func (p *pytest) within(n int) bool {
	for n = p.above[n]; n >= 0; n = p.above[n] {
		l := p.bare[n]
		text := strings.TrimLeft(l, " \t")
		if m := pyClass.FindStringSubmatch(l); m != nil {
			return (strings.HasPrefix(m[1], "Test") && (!p.built[n] || m[2] != "")) || strings.Contains(m[2], "Test")
		}
		if strings.HasPrefix(text, "def ") || strings.HasPrefix(text, "async def ") || pyNever.MatchString(l) {
			return false
		}
	}
	return true
}

// yields tells whether a function gives something before its end, for which runners do
// not wait.
func (p *pytest) yields(fn Func) bool {
	for n := fn.Body; n < min(fn.End, len(p.bare)); n++ {
		if !pyYields.MatchString(p.bare[n]) {
			continue
		}
		for up := p.above[n]; up >= fn.Head; up = p.above[up] {
			if up == fn.Head {
				return true
			}
			if pyFunc.MatchString(p.bare[up]) {
				break
			}
		}
	}
	return false
}
