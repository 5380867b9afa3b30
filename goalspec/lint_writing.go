package goalspec

import (
	"iter"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// secret matches the fixed shapes of well-known credentials.
var secret = regexp.MustCompile(`^(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,}|AKIA[0-9A-Z]{16}|xox[abpr]-[A-Za-z0-9-]{20,}|sk-[A-Za-z0-9_-]{32,}|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)`)

// secretStarts are what every match of secret begins with.
var secretStarts = []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "AKIA", "xox", "sk-", "AIza", "npm_", "-----BEGIN "}

// maxSecret bounds how much of a credential is looked at.
const maxSecret = 60

// writing finds fences that swallow what follows, and credentials.
func (l *linter) writing() {
	var open, labels []page.Block
	for _, b := range l.doc.blocks {
		if b.Kind != page.Fence {
			continue
		}
		if b.Open {
			open = append(open, b)
		}
		for i, t := range b.Lines {
			if l.isLabel(t.S) || !l.doc.form && opensList(b, i) {
				if b.Open && l.doc.form {
					l.add(ambiguousLabel.at(spanOf(t), "the label %q stands in a code fence that is never closed; whose field is whose cannot be told", prose.Clip(t.S)))
				}
				labels = append(labels, page.Block{Name: t})
				break
			}
		}
	}
	l.bounded(len(open), openFence, func(i int) Finding { return openFence.found(spanOf(open[i].Name)) })
	l.bounded(len(labels), fencedLabel, func(i int) Finding {
		return fencedLabel.at(spanOf(labels[i].Name), "the label %q stands inside a code fence and is not read", labels[i].Name.S)
	})
	l.imitations()
	l.secrets()
}

// isLabel reports whether a fenced line would open a field of the form.
func (l *linter) isLabel(s string) bool {
	name, ok := strings.CutPrefix(s, "### ")
	return ok && l.doc.options.Form.index(strings.TrimSpace(name)) >= 0
}

// opensList reports a line of a fence that shows what people write by hand which, outside
// of it, would be a label over a list.
func opensList(b page.Block, i int) bool {
	switch b.Lang {
	case "", "text", "txt", "md", "markdown":
	default:
		return false
	}
	if i+1 == len(b.Lines) || !listMarked.MatchString(b.Lines[i+1].S) || len(b.Lines[i].S) > prose.MaxLead {
		return false
	}
	name, rest, ok := labels.Split(b.Lines[i])
	if heading := strings.TrimLeft(b.Lines[i].S, "#"); heading != b.Lines[i].S {
		name, ok = strings.TrimSpace(heading), true
	}
	if name = strings.Trim(name, "*_ "); !ok || rest.S != "" || name == "" || name[0] < 'A' || name[0] > 'Z' {
		return false // or a key of YAML
	}
	f, known := labels.Plain(name)
	return known && !labels.Weightless(f)
}

var listMarked = regexp.MustCompile(`^ {0,3}(?:[-*+]|\d{1,3}[.)]) \S`)

func (l *linter) secrets() {
	l.secretsIn("in the title", l.doc.title, func(int, int) Span { return Span{}.orStart() })
	l.secretsIn("here", l.doc.body, l.span)
}

func (l *linter) secretsIn(where, s string, span func(from, to int) Span) {
	n := 0
	for from, to := range secretsOf(s) {
		if n++; n > maxPerCode {
			return
		}
		l.add(looksSecret.at(span(from, to), "what looks like a credential stands %s: %s…", where, s[from:from+4]))
	}
}

// secretsOf are where what looks like a credential begins and ends, one kind after the other.
func secretsOf(s string) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for _, start := range secretStarts {
			for i := 0; ; {
				at := strings.Index(s[i:], start)
				if at < 0 {
					break
				}
				i += at
				size := len(secret.FindString(s[i:min(len(s), i+maxSecret)]))
				if size > 0 && !yield(i, i+size) {
					return
				}
				i += max(size, len(start))
			}
		}
	}
}
