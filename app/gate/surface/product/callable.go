package product

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Callable is what callers of a function have to know of it, and of anything else what
// it holds, as its result.
type Callable struct {
	Takes []param
	Gives string // empty: it is not said
	holds string // the kind of the value that stands there, where no type does
	Way   way
	kin   kin
	bound arity // the types that it is made for

	declared bool       // it is said, and done elsewhere
	also     []Callable // other ways to call it
}

// param is one thing that a function takes.
type param struct {
	name string // where callers may name it
	Kind string // its type; empty: it is not said
	open bool   // callers may leave it out
	rest bool   // it stands for any number
	only bool   // callers have to name it
	free bool   // the language lets callers leave it out

	called, body string // what is done with it by which name, where the language lets callers leave it out
}

// mayMiss tells whether callers may leave it out.
func (p param) mayMiss() bool { return p.open || p.rest || p.free && !p.needed() }

// Shape tells callables apart.
func (c *Callable) Shape() string {
	if len(c.also) > 0 {
		var all []string
		for _, one := range c.ways() {
			all = append(all, one.Shape())
		}
		return strings.Join(all, " | ")
	}
	var parts []string
	for _, p := range c.Takes {
		text := p.name
		if p.rest {
			text = "..." + text
		}
		if p.open {
			text += "?"
		}
		if p.only {
			text = "*" + text
		}
		parts = append(parts, strings.TrimSpace(text+" "+p.Kind))
	}
	text := "(" + strings.Join(parts, ", ") + ") " + c.Gives + c.Way.told() + c.kin.told() + c.bound.told()
	if c.holds != "" {
		text += " = " + c.holds
	}
	return text
}

// ways are all in which it may be called.
func (c *Callable) ways() []Callable {
	one := *c
	one.also = nil
	return append([]Callable{one}, c.also...)
}

// GoesOn tells whether who used a callable as it was can use what it became.
func (c *Callable) GoesOn(now *Callable) bool {
	if c != nil && now != nil && len(c.also)+len(now.also) > 0 {
		ways := now.ways()
		return !slices.ContainsFunc(c.ways(), func(was Callable) bool {
			return !slices.ContainsFunc(ways, func(is Callable) bool { return was.GoesOn(&is) })
		})
	}
	if c == nil || now == nil || !holdsAll(now.Gives, c.Gives) || c.holds != "" && now.holds != "" && c.holds != now.holds {
		return false
	}
	return c.Way.same(now.Way) && c.kin.goesOn(now.kin) && c.bound.goesOn(now.bound) && c.CalledAs(now)
}

// CalledAs tells whether what callers give to a callable can be given to what it became.
func (c *Callable) CalledAs(now *Callable) bool {
	given := make([]bool, len(now.Takes))
	for n, p := range c.Takes {
		if p.only {
			n = slices.IndexFunc(now.Takes, func(q param) bool { return q.name == p.name && !q.rest })
		}
		if n < 0 || n >= len(now.Takes) {
			if !slices.ContainsFunc(now.Takes, func(q param) bool { return q.rest }) {
				return false
			}
			continue
		}
		q := now.Takes[n]
		if given[n] = true; !p.givenAs(q) {
			return false
		}
	}
	for n, q := range now.Takes {
		if !given[n] && !q.mayMiss() {
			return false
		}
	}
	return true
}

// givenAs tells whether what callers give for one parameter can be given for another one.
func (p param) givenAs(q param) bool {
	switch {
	case p.rest || q.rest:
		return q.rest && holdsAll(p.Kind, q.Kind)
	case p.open && !q.mayMiss(), p.name != q.name, q.only && !p.only:
		return false
	}
	return holdsAll(p.Kind, q.Kind)
}

// Names are those of what it takes.
func (c *Callable) Names() (out []string) {
	for _, p := range c.Takes {
		out = append(out, p.name)
	}
	return out
}

// holdsAll tells whether each alternative of one type is one of another one; what is
// not said may be any.
func holdsAll(part, whole string) bool {
	if part == "" || whole == "" || part == whole || anything.MatchString(part+" "+whole) {
		return true
	}
	all := map[string]bool{}
	for _, a := range alternatives.Split(whole, -1) {
		all[a] = true
	}
	return !slices.ContainsFunc(alternatives.Split(part, -1), func(a string) bool { return !all[a] })
}

// anything is a type that says nothing of what it is.
var anything = regexp.MustCompile(`\b(any|Any|unknown|object)\b`)

var alternatives = regexp.MustCompile(`\s*\|\s*`)

// needed tells whether callers have to give something that the language would let them
// leave out: it is taken apart, asked for a part or called, whether it is there or not.
func (p param) needed() bool {
	name := strings.TrimSpace(p.called)
	if name == "" || p.body == "" {
		return false
	}
	if strings.ContainsAny(name[:1], "{[") {
		return true
	}
	needs := false
	for at := 0; ; {
		n := regexp.IndexWord(p.body[at:], name, func(before, after byte) bool {
			return !regexp.InWord(before) && before != '.' && before != '$' && !regexp.InWord(after)
		})
		if n < 0 {
			return needs
		}
		before, after := strings.TrimRight(p.body[:at+n], " \t"), strings.TrimLeft(p.body[at+n+len(name):], " \t")
		at += n + len(name)
		switch {
		case guardsBefore.MatchString(before) || guardsBehind.MatchString(after):
			return false
		case takenBehind.MatchString(after) || strings.HasSuffix(before, " of") || reckonsBefore.MatchString(before):
			needs = true
		}
	}
}

var (
	guardsBefore  = regexp.MustCompile(`(?:!|\btypeof|\bif\s*\(|&&|\|\|)$`)
	guardsBehind  = regexp.MustCompile(`^(?:\?|\|\||&&|[!=]==?|=[^=>]|\))`)
	takenBehind   = regexp.MustCompile(`^(?:\.\w|\[|\(|[*/%-])`)
	reckonsBefore = regexp.MustCompile(`[\w)\]]\s*[*/%-]$`)
)
