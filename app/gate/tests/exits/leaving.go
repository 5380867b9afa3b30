package exits

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	leavesWell = regexp.MustCompile(`\bos\.Exit\(\s*0\s*\)|\bsyscall\.Exit\(\s*0|\bruntime\.Goexit\(|\bsys\.exit\(\s*(0|None|False|os\.EX_OK)?\s*\)|^\s*(exit|quit)\(\s*0?\s*\)|\bos\._exit\(|\braise\s+SystemExit(\(\s*(0|None)?\s*\))?\s*$|\bprocess\.(exit|reallyExit)\(\s*0?\s*\)|\bprocess\.exitCode\s*=\s*0|\bDeno\.exit\(\s*0?\s*\)|\bpytest\.exit\(`)
	replaces   = regexp.MustCompile(`\bos\.exec[lv]\w*\(|\b(syscall|unix)\.Exec\(`) // another program tells how it ends
	asksExec   = regexp.MustCompile(`\bexec\w*\b|\breplac\w+ (the|its|this|itself|current)\b|\bhand\w* over\b|\brestart\w*\b`)
	entryPath  = regexp.MustCompile(`(?i)(^|/)(bin|cmd|cli|scripts?|tools?|examples?)/|(^|/)(__main__|main|cli|manage|run|server|index|app|setup)(\.[\w]+)?$|(^|/)[\w-]*(cli|main|cmd)\.[\w]+$`)
	entryFunc  = regexp.MustCompile(`(?i)main|cli|command|cmd|run|start|serve|exit|quit|stop|shutdown|usage|help|version|parse_?(arg|flag|opt)|flags|options|handle|signal`)
	onFailure  = regexp.MustCompile(`\bif\b.*\b(err\w*|fail\w*|errors?|problems?|invalid|violations?)\b|^\s*except\b|\bcatch\b|^\s*(\}\s*)?else\b`)
)

// leaving finds code that ends the process with a success where no program
// ends: in a library, behind a failure, or in place of an exit that told one.
func leaving(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("xit", "exec", "Exec") {
		return nil
	}
	var out []change.Finding
	code := plainly(s, f)
	for _, h := range f.Hunks {
		told := slices.ContainsFunc(f.Was.Code[h.Old:h.OldEnd], suite.LeavesIll.MatchString)
		tells := slices.ContainsFunc(f.Is.Code[h.New:h.NewEnd], suite.LeavesIll.MatchString)
		for n := h.New; n < h.NewEnd; n++ {
			if !leavesWell.MatchString(code[n]) && (!replaces.MatchString(code[n]) || s.Speaks(asksExec)) || s.Went(f.Is.Lines[n]) || strings.Contains(language.Part(f.Is.Code, max(0, n-2), n), "EPIPE") {
				continue // nobody is left to read
			}
			if s.Speaks(endsWell) && onSignal(f.Is, n) {
				continue
			}
			switch {
			case told && !tells:
				out = append(out, f.At(n, "a failure ended the process, and a success does now."))
			case !program(f, n) || yields(f, n):
				out = append(out, f.At(n, "a part of the product ends the process with a success."))
			case letsOff(s, f, n):
				out = append(out, f.At(n, "a check ends well before it has checked."))
			case failing(f.Is, n), onEvent(f.Is, n):
				out = append(out, f.At(n, "the process ends well where something has failed."))
			}
		}
	}
	return out
}

// program tells whether a line belongs to where a program begins and ends.
func program(f *change.File, n int) bool {
	fn, in := f.Is.Around(n)
	switch f.Is.Lang.Name {
	case "Go":
		return slices.ContainsFunc(f.Is.Bare, func(l string) bool { return strings.HasPrefix(l, "package main") })
	case "Python":
		return strings.Contains(f.Is.Text, "__main__") || entryPath.MatchString(f.Path) || in && entryFunc.MatchString(fn.Name)
	}
	return entryPath.MatchString(f.Path) || strings.HasPrefix(f.Is.Text, "#!") || in && entryFunc.MatchString(fn.Name)
}

// yields tells whether a line stands in a function that gives its callers
// an answer: it is not where a program ends.
func yields(f *change.File, n int) bool {
	fn, in := f.Is.Around(n)
	return in && !entryFunc.MatchString(fn.Name) && slices.ContainsFunc(f.Is.Bare[fn.Body:min(fn.End, len(f.Is.Bare))], answers.MatchString)
}

// answers gives something back, and not what a program ends with.
var answers = regexp.MustCompile(`^\s*return\s+[^\s\d;}]`)

// failing tells whether a line stands in a branch that something failed into.
func failing(src *language.Source, n int) bool {
	depth := suite.Indent(src.Lines[n])
	for up := n - 1; up >= max(0, n-12); up-- {
		text := src.Bare[up]
		if strings.TrimSpace(text) == "" || suite.Indent(src.Lines[up]) >= depth {
			continue
		}
		return onFailure.MatchString(text) && !strings.Contains(text, "== nil") && !strings.Contains(text, "not ") && !strings.Contains(text, "!err") && !strings.Contains(text, "== 0")
	}
	return false
}

// letsOff tells whether a check of the base, which fails further down, ends well
// for something in what it checks; what it is called with is no such thing.
func letsOff(s *change.Set, f *change.File, n int) bool {
	if f.From == "" || !suite.Checking.MatchString(f.Base()) || s.Speaks(endsWell) || !slices.ContainsFunc(f.Is.Code[n+1:], suite.LeavesIll.MatchString) {
		return false
	}
	depth := suite.Indent(f.Is.Lines[n])
	for up := n - 1; up >= max(0, n-12); up-- {
		if text := f.Is.Code[up]; strings.TrimSpace(text) != "" && suite.Indent(text) < depth {
			return strings.Contains(text, "if") && f.IsAdded(up) && !calledWith.MatchString(text)
		}
	}
	return false
}

var calledWith = regexp.MustCompile(`(?i)arg[sv]?\b|help|version|usage|option|flag|\bdir\b|dry`)

// onEvent tells whether a line stands in what is called when nobody has handled
// an error.
func onEvent(src *language.Source, n int) bool {
	return slices.ContainsFunc(src.Code[max(0, n-6):n+1], unhandled.MatchString)
}

// onSignal tells whether a line stands in what handles a signal that tells the
// process to end.
func onSignal(src *language.Source, n int) bool {
	if slices.ContainsFunc(src.Code[max(0, n-6):n+1], signalled.MatchString) {
		return true
	}
	fn, in := src.Around(n)
	return in && fn.Name != "" && slices.ContainsFunc(src.Code, func(l string) bool { return signalled.MatchString(l) && strings.Contains(l, fn.Name) })
}

var (
	signalled = regexp.MustCompile(`\bsignal\.(signal|Notify\w*)\(|\badd_signal_handler\(|\bon(ce)?\(\s*["']SIG(TERM|INT|HUP|QUIT)["']|<-\s*(sig\w*|stop|quit|done|ctx\.Done\(\))`)
	endsWell  = regexp.MustCompile(`\b(exit\w*|status|code|ends?|leaves?|terminates?|stops?)\b[^.\n]{0,40}\b(0|zero)\b|\bclean(ly)?\b|\bgraceful\w*`)
)

var unhandled = regexp.MustCompile(`["'](uncaughtException|unhandledRejection|unhandledrejection|error)["']\s*,|\bsys\.excepthook\s*=`)

var (
	givesBack = regexp.MustCompile(`^\s*return\b|^\s*(os\.Exit|sys\.exit|process\.exit|exit|quit)\(`)
	resumes   = regexp.MustCompile(`^\s*(case\b|default\b|else\b|elif\b|except\b|finally\b|\}|\]|\)|@|def\b|async\b|class\b|func\b|function\b|export\b)`)
)

// closing tells whether a line ends a block.
func closing(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), "}") }

// severed finds work of the base that is reached no more: a way out was put
// before it, without a condition.
func severed(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		text := f.Is.Bare[n]
		if !strings.Contains(text, "return") && !strings.Contains(text, "xit(") || f.IsAdded(n+1) && f.IsAdded(n+2) || n+1 < len(f.Is.Bare) && closing(f.Is.Bare[n+1]) {
			continue
		}
		if !givesBack.MatchString(text) || s.Went(f.Is.Lines[n]) {
			continue
		}
		fn, in := f.Is.Around(n)
		if !in {
			continue
		}
		_, end := suite.Whole(f.Is, n, fn.End)
		for next := end + 1; next < min(fn.End, len(f.Is.Bare)); next++ {
			t := strings.TrimSpace(f.Is.Bare[next])
			if t == "" {
				continue
			}
			before := strings.TrimSpace(f.Is.Bare[max(0, n-1)])
			if suite.Indent(f.Is.Lines[next]) == suite.Indent(f.Is.Lines[n]) && !resumes.MatchString(f.Is.Bare[next]) && !f.IsAdded(next) && !strings.HasSuffix(before, ")") && !strings.HasSuffix(before, "else") {
				out = append(out, f.At(n, fn.Name+" gives up before it does its work."))
			}
			break
		}
	}
	return out
}
