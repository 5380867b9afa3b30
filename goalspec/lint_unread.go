package goalspec

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// unread finds what a criterion measures or runs and does not say for certain.
func (l *linter) unread(c Criterion) {
	if ruling.StruckOut.MatchString(prose.BlankCode(c.Text)) {
		l.add(misread(c.ID, "part of it is struck out; write what holds, and leave out what does not", c.Span))
		return
	}
	if c.ByInspection {
		return
	}
	if ruling.OnlyPaths(c.Text) && c.Command == "" {
		f := unreadPath.at(c.Span.orStart(), "%s is only a path; put it under \"Do not modify\" or \"Only modify\"", c.ID)
		if name := prose.BareCode(c.Text); check.MayBeScript(name) {
			f = unreadPath.at(c.Span.orStart(), "%s is only a path, and does not say that it is run", c.ID)
			f.Suggestion = "If it is to be run, write: `" + name + "` passes. If it must not change, put it under \"Do not modify\"."
		}
		l.add(f)
		return
	}
	p, boundFault := check.BoundIn(c.Text)
	if check.EitherRead(boundFault) {
		l.add(misread(c.ID, boundFault, c.Span))
		return
	}
	given := c
	if c.Command == "" {
		given.Command = check.CommandIn(c.Text)
	}
	if fault := overclaims(given, p, boundFault); fault != "" {
		l.unbound(c, fault)
		return
	}
	if given.Command == "" && (boundFault == check.OfShare || boundFault == check.TwoBounds && twoOfOne.MatchString(c.Text)) {
		l.unbound(c, boundFault)
		return
	}
	if _, remark, ok := strings.Cut(c.Command, " #"); ok && check.Failing(remark) || c.Command != "" && check.CommandIn(c.Text) == "" && check.Failing(c.Text) {
		l.add(misread(c.ID, check.NotSuccess, c.Span))
		return
	}
	l.notPassing(c.ID, c.Text, c.Span)
}

// about finds a criterion that tells something of a command other than that it passes.
func (l *linter) about(c Criterion) {
	if code := aboutCommand(c.Text); code != "" && c.Command == "" && !c.ByInspection {
		f := unbound.at(c.Span.orStart(), "%s is about %q and does not say that it passes; the plan must bind a check", c.ID, prose.Clip(code))
		f.Suggestion = sayPasses
		l.add(f)
	}
}

// overclaims says what a statement, in which p or a fault was read for its bound, says
// of its command that one run of it, or one number that it prints, does not show. The
// command is as the statement gives it.
func overclaims(c Criterion, p *check.Bound, fault string) string {
	switch {
	case c.ByInspection, check.EitherRead(fault):
		return ""
	case fault != "" && namedCommand(c.Text) != "":
		return fault
	}
	if fault = moreFault(c, p); fault == "" && !strings.Contains(c.Command, check.FindsNothing("")) {
		fault = check.MeasureFault(c.Text, p)
	}
	return fault
}

// unbound says that a statement's command is not bound to it; one that stands by
// itself in a fence is, and then the statement is refused.
func (l *linter) unbound(c Criterion, fault string) {
	f := misread(c.ID, fault, c.Span)
	if c.Command == "" {
		f.Code, f.Severity = unbound.code, unbound.severity
	}
	l.add(f)
}

// misread is the finding of a fault, which says behind a semicolon what to write
// instead.
func misread(what, fault string, span Span) Finding {
	why, advice, _ := strings.Cut(fault, "; ")
	f := unreadBound.at(span.orStart(), "%s: %s", what, why)
	if advice != "" {
		f.Suggestion = strings.ToUpper(advice[:1]) + advice[1:] + "."
	}
	return f
}

// twoOfOne are two bounds of one thing: ">= 80% and <= 90%".
var twoOfOne = regexp.MustCompile(`(?i)\d\s?(?:%|\pL{1,12}\b)?\s*(?:[,;]|\b(?:and|but|or)\b|, (?:and|but|or)\b)\s*(?:[<>≤≥]|at (?:most|least)\b|(?:below|above|under|over|within|exactly)\b|(?:not |no )?` + check.Comparative + `)`)

var (
	repeats  = regexp.MustCompile(`(?i)\b(?:(?:pass(?:es)?|succeeds?|green|clean)\b[^.;,` + "`" + `]{0,30}|runs? (?:\S+ ){0,2})\b(?:times|twice|in a row|consecutive(?:ly)?|repeatedly)\b|\b(?:pass(?:es)?|succeeds?|green|clean)\b, (?:\w+ ){1,2}in a row\b|^(?:\w+ ){1,2}in a row\b|\b(?:twice|\d+ times|(?:two|three|five|ten) times) (?:in a row )?(?:passes|succeeds|is green)\b`)
	ofRuns   = regexp.MustCompile(`(?i)\b(?:each|every|almost every) (?:run|attempt) of\b|\bin (?:each|every) (?:run|attempt)\b|(?:\d%?|\b(?:percent|most|majority|half|some|all|` + check.CountWord + `))(?: (?:out )?of)?(?: the| ` + check.CountWord + `\d*)? (?:(?:test|consecutive|repeated) )?(?:runs|attempts|tries|executions)\b|\d times out of \d`)
	verdicts = regexp.MustCompile(`(?i)\b(?:pass(?:es|ed)?|succeed(?:s|ed)?|green|clean|fail(?:s|ed)?)\b`)
	severals = regexp.MustCompile(`(?i)\b(?:pass(?:es)?|succeeds?|green|clean|builds?|runs?|works?) (?:on|with|under|in|against|for) (?:both\b|(?:all|each|every|any) (?:of )?(?:\w+ ){0,3}(?:platforms?|versions?|browsers?|systems?|compilers?|environments?|runtimes?|databases?|engines?|backends?)\b|(?:\w+ ){0,2}v?\d[\d.]*(?:, (?:and )?| and | or | through | to |[-–]| as well as )(?:(?:on|with|under|in|against|for) )?(?:\w+ ){0,2}v?\d|(?:linux|macos|windows|mac|osx|debian|ubuntu|alpine|debug|release|gcc|clang|chrome|firefox|safari)(?:,| and| as well as) |and without )`)
	noWarned = regexp.MustCompile(`(?i)\b(?:` + check.Tells + ` (?:no|zero)|(?:pass(?:es)?|succeeds?|builds?|compiles?|runs?|completes?|finish(?:es)?|through|green|clean),? with(?: no| zero|out(?: any| an?)?)) (?:\w+ (?:or |and |nor )?(?:any |no )?)?warnings?\b`)
	// repeating is a number that a command may repeat something by.
	repeating = regexp.MustCompile(`(?:^|[\s=,(]|\.\.|\s-[A-Za-z])\d+(?:$|[\s;,)}"'])`)
	// passesAnyway ends a command that exits 0 whatever it does.
	passesAnyway = regexp.MustCompile(`(?:\|\|\s*(?:true|:|exit 0)|;\s*(?:exit 0|true|:)|[^&>]&)\s*$|^make (?:\S+ )*(?:-\w*n\w*|--dry-run|--just-print|--recon)(?:\s|$)`)
	showsOnly    = regexp.MustCompile(`\|&?\s*(?:tee|cat|head|tail|less|more|sort|uniq|wc|nl|column)\b[^|&;]*$`)
	strict       = regexp.MustCompile(`(?i)warn|-w ?error|-D|strict|deny|fatal`)
)

// onlyShows reports a pipe that ends in what passes whatever comes out of it.
func onlyShows(command string) bool {
	return showsOnly.MatchString(command) && !strings.Contains(command, "pipefail")
}

// moreFault says what a statement says of a command beside that it passes, and one
// run of the command does not show.
func moreFault(c Criterion, p *check.Bound) string {
	plain := prose.BlankCode(c.Text)
	switch {
	case ofRuns.MatchString(plain) && verdicts.MatchString(plain) && namedCommand(c.Text) != "", c.Command != "" && repeats.MatchString(plain) && !repeating.MatchString(c.Command):
		return "one run does not show that the command passes so often; write a command that repeats it and exits 0 when it passed often enough"
	case c.Command == "":
		return ""
	case severals.MatchString(plain):
		return "one run shows that the command passes in one of them only; make it a criterion of its own for each, with a command that picks it"
	case p != nil && check.PrintsBare(c.Command) && !check.CountOf(p.Unit, c.Command):
		return "the command prints a number without a unit, or one that is shortened, and that is not compared with " + p.Unit + "; write the bound in what it prints, as `wc -c < app` <= 5000000 does in bytes"
	case p == nil && onlyShows(c.Command):
		return "the pipe passes whatever its first command finds; write that command alone"
	case p == nil && passesAnyway.MatchString(c.Command):
		return "the command passes whatever it finds; write one that exits 0 exactly when the statement holds"
	case p == nil && noWarned.MatchString(check.NoneOf(plain)) && !strict.MatchString(c.Command):
		return "many a command exits 0 in spite of warnings; let it fail on them, such as with `--max-warnings 0`, and say that it passes"
	}
	return ""
}

// steps finds commands after each phase of which something else is said than
// that they pass.
func (l *linter) steps() {
	for i, s := range l.doc.afterPhase {
		l.notPassing(fmt.Sprintf("step %d after each phase", i+1), s.Text, s.Span)
	}
	for _, p := range l.doc.contract.phases {
		for _, s := range p.statements() {
			if cmd := namedCommand(s.Text); cmd != "" && doneWithin.MatchString(s.Text) && !runs(l.doc.contract.criteria, cmd) {
				f := unbound.at(s.Span.orStart(), "phase %d says when it is done, and %q is no criterion", p.Number, prose.Clip(cmd))
				f.Suggestion = "Put it under Evidence if it must hold at the end as well."
				l.add(f)
			}
		}
	}
}

// doneWithin says within a statement when something is done.
var doneWithin = regexp.MustCompile(`(?i)\b(?:done|complete|completed|finished|accepted|ready)(?: only)? (?:when|once|if)\b`)

func (l *linter) notPassing(what, words string, span Span) {
	if _, fault := check.CommandOf(words); fault != "" {
		f := misread(what, fault, span)
		f.Code, f.Severity = unbound.code, unbound.severity
		if cmd := check.Success(words); cmd != "" {
			f.Suggestion = "If that is meant, write: `" + cmd + "` passes."
		}
		l.add(f)
	}
}

// aboutFirst leads the command that a statement is about, in code marks.
var aboutFirst = regexp.MustCompile("(?i)^(?:(?:that|the|a|also|running|run|command|output|result|exit|status|code|of|last|line) )*`([^`]+)`\\s*(\\S*)")

// aboutCommand is the command that a statement is about.
func aboutCommand(words string) string {
	if loc := prose.CodeSpan.FindStringSubmatchIndex(words); loc != nil && check.AsksToPass.MatchString(words[:loc[0]]) && strings.Contains(words[loc[2]:loc[3]], " ") && check.ProgramName.MatchString(prose.FirstWord(words[loc[2]:loc[3]])) {
		return words[loc[2]:loc[3]]
	}
	m := aboutFirst.FindStringSubmatch(words)
	if m == nil || !check.LooksLikeCommand(m[1]) && !(check.MayRun(m[1]) && check.Printing.MatchString(m[2]+" ")) {
		return ""
	}
	return m[1]
}
