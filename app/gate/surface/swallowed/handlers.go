package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	dropping = regexp.MustCompile(`^(pass|continue|break|\.\.\.|return|return;|return\s*\(?\s*(None|null|undefined|false|False|true|True|\{\}|\[\]|""|''|0|-1|nil|self|this|default\w*|[\[\]\w.*&]+\{\}(,\s*nil)?|[\[\]\w.*&]+\{[^{}]*\},\s*nil|(\w+\.)?([dD]efault|New|[eE]mpty|[zZ]ero)\w*\([^()]*\),\s*nil|\w+,\s*nil|nil,\s*nil|"[^"]*"|'[^']*'|\d+(\.\d+)?|\w+)\s*\)?;?|\w+\s*=\s*(None|null|undefined|false|False|0|""|''|\[\]|\{\}|nil|\[\]byte\("[^"]*"\)|[\w.&*\[\]]+\{\}|(dict|list|set)\(\)|new (Map|Set)\(\));?|\w+(\+\+|\s*\+=\s*1);?|//.*|#.*)$`)
	already  = regexp.MustCompile(`^\s*except\s+\(?(FileNotFoundError|FileExistsError|ProcessLookupError)\b[^,]*:`)
	doneTo   = regexp.MustCompile(`^\s*[\w.]*\b(unlink|remove|rmdir|rmtree|kill|terminate|mkdir|makedirs)\([^()]*(\([^()]*\)[^()]*)*\)\s*$`)
	quiet    = regexp.MustCompile(`(?m)^(\s*)(log\w*|logging|_log|LOG\w*)\.(debug|info)\(.*\)\s*$|^(\s*)print\(.*\)\s*$`)
)

// handler is the body of a block that a line begins.
func handler(src *language.Source, n int) string {
	head := src.Bare[n]
	at := strings.LastIndexByte(head, '{')
	if m := product.Catches.FindStringIndex(head); m != nil {
		at = m[1] - 1
	}
	var b strings.Builder
	depth := 0
	for line := n; line < min(len(src.Bare), n+20); line++ {
		text := src.Bare[line]
		if line == n {
			text = text[max(at, 0):]
		}
		for _, c := range text {
			switch c {
			case '{':
				if depth++; depth == 1 {
					continue
				}
			case '}':
				if depth--; depth == 0 {
					return b.String()
				}
			}
			b.WriteRune(c)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func emptyBody(body string) bool { return strings.Trim(body, " \t\n;") == "" }

// dropsAll tells whether every line of a handler gives up without a word.
func dropsAll(body, name string) bool {
	if regexp.HasWord(body, name) || uses.MatchString(body) {
		return false
	}
	for l := range strings.SplitSeq(body, "\n") {
		for part := range strings.SplitSeq(l, ";") {
			if t := strings.TrimSpace(part); t != "" && !dropping.MatchString(t) {
				return false
			}
		}
	}
	return true
}

// pyBody is the body of a Python handler.
func pyBody(src *language.Source, n int) string {
	head := src.Bare[n]
	depth := len(head) - len(strings.TrimLeft(head, " \t"))
	_, rest, _ := strings.Cut(head, ":")
	body := rest
	for at := n + 1; at < min(len(src.Bare), n+15); at++ {
		t := strings.TrimLeft(src.Bare[at], " \t")
		if t != "" && len(src.Bare[at])-len(t) <= depth {
			break
		}
		body += "\n" + src.Bare[at]
	}
	return body
}

func emptyHandler(src *language.Source, n int) bool {
	body := pyBody(src, n)
	return !(toPeople.MatchString(body) && endsIll.MatchString(body)) && dropsAll(quiet.ReplaceAllString(body, "pass"), boundName(src.Bare[n]))
}

// A command tells people of an error, and whoever called it by how it ends.
var (
	toPeople = regexp.MustCompile(`\bfile\s*=\s*(sys\.)?stderr\b|\bstderr\.write\(|\becho\([^\n]*\berr\s*=\s*True`)
	endsIll  = regexp.MustCompile(`(?m)^\s*return\s+[1-9]\d*\s*$|\bexit\(\s*[1-9]`)
)

// soAlready tells whether a handler drops the one error which says that what was
// to be done is done already: there is nothing to remove, to end or to make.
func soAlready(src *language.Source, n int) bool {
	return n > 1 && already.MatchString(src.Bare[n]) && doneTo.MatchString(src.Bare[n-1]) && strings.TrimSpace(src.Bare[n-2]) == "try:"
}

// boundName is the name under which a handler knows its error.
func boundName(head string) string {
	if m := boundAs.FindStringSubmatch(head); m != nil {
		return m[1]
	}
	return ""
}

// mute tells whether a handler does its work without a word of the error.
func mute(body, name string) bool {
	return !regexp.HasWord(body, name) && !uses.MatchString(body)
}

func silentHandler(src *language.Source, n int) bool {
	t := strings.TrimSpace(pyBody(src, n))
	return t == "pass" || t == "..."
}

// elseAsAsked tells whether a handler of one kind of error answers with something else
// as people asked.
func elseAsAsked(s *change.Set, f *change.File, n int) bool {
	text := f.Is.Bare[n]
	return f.Is.Lang.Name == "Python" && product.Narrow.MatchString(text) && !wide.MatchString(text) && strings.HasPrefix(strings.TrimSpace(pyBody(f.Is, n)), "return") && s.SpeaksWith(insteadOf, itFails) && !toBeTold(s, text)
}

// toBeTold tells whether people want the error that a line catches to be told.
func toBeTold(s *change.Set, text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(s.Sought(asksFor), func(m []string) bool { return regexp.HasWord(text, m[1]) })
}

// answersNothing tells whether a handler of Python that was put around statements of a
// function of the base gives up without a word, and nobody asked for that.
func answersNothing(s *change.Set, f *change.File, n int) bool {
	if f.Is.Lang.Name != "Python" || !product.Narrow.MatchString(f.Is.Bare[n]) || !emptyHandler(f.Is, n) || !wraps(f, n) || soAlready(f.Is, n) || elseAsAsked(s, f, n) {
		return false
	}
	fn, in := f.Is.Around(n)
	_, had := before(f, fn)
	return in && had
}

// before is the function of the base that one stands for: the one of its name, or the only
// one that is there no more.
func before(f *change.File, fn language.Func) (language.Func, bool) {
	if was, had := f.Was.Before(fn); had {
		return was, true
	}
	gone := slices.DeleteFunc(slices.Clone(f.Was.Funcs()), func(was language.Func) bool {
		_, kept := f.Is.Before(was)
		return kept
	})
	if len(gone) != 1 {
		return language.Func{}, false
	}
	return gone[0], true
}

// guardedInLine is a statement with its handler in one line.
var guardedInLine = regexp.MustCompile(`\btry \{ ([^{}]+;) \} catch\b`)

// wraps tells whether a handler was put around statements of the base.
func wraps(f *change.File, n int) bool {
	if f.From == "" {
		return false
	}
	had := map[string]bool{}
	for _, o := range f.Removed() {
		if t := strings.TrimSpace(f.Was.Bare[o]); ofWork(t) {
			had[t] = true
			if _, expression, ok := strings.Cut(t, "=> "); ok && strings.HasSuffix(t, ";") {
				had["return "+expression] = true // the body of an arrow function
			}
		}
	}
	if m := guardedInLine.FindStringSubmatch(f.Is.Bare[n]); m != nil && had[m[1]] {
		return true
	}
	fn, _ := f.Is.Around(n)
	for up := n - 1; up >= max(fn.Body, n-15); up-- {
		t := strings.TrimSpace(f.Is.Bare[up])
		if ofWork(t) && (had[t] || !f.IsAdded(up)) && !strings.HasPrefix(t, "def ") && !strings.HasPrefix(t, "func") && !strings.HasPrefix(t, "try") && !strings.HasPrefix(t, "@") && !strings.HasSuffix(t, "{") {
			return true
		}
		if strings.HasPrefix(t, "try") {
			return false
		}
	}
	return false
}

// triesGiven tells whether what a handler guards is what its function was given
// to call.
func triesGiven(src *language.Source, n int) bool {
	fn, ok := src.Around(n)
	return ok && slices.ContainsFunc(fn.Params, func(p string) bool {
		return !product.Formal.MatchString(p) && slices.ContainsFunc(src.Bare[min(n, max(fn.Body, n-3)):n], func(l string) bool { return strings.Contains(" "+strings.TrimSpace(l), " "+p+"(") })
	})
}

// under tells whether the lines below a statement of Python that belong to it
// stood in the base.
func under(f *change.File, n int) bool {
	depth := len(f.Is.Bare[n]) - len(strings.TrimLeft(f.Is.Bare[n], " \t"))
	for at := n + 1; at < len(f.Is.Bare); at++ {
		t := strings.TrimLeft(f.Is.Bare[at], " \t")
		if t == "" {
			continue
		}
		if len(f.Is.Bare[at])-len(t) <= depth {
			return false
		}
		if len(t) > 4 && strings.Contains(f.Was.Text, strings.TrimSpace(f.Is.Lines[at])) {
			return true
		}
	}
	return false
}

// ofWork tells whether a line does something by which it is known again.
func ofWork(line string) bool { return len(line) > 6 || len(line) > 2 && strings.HasSuffix(line, ")") }
