package checks

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	startsTests = regexp.MustCompile(`"go",\s*"(test|vet)"|exec\.Command\w*\([^)]*"(go|pytest|jest|vitest|npm|npx)"|\b(pytest|unittest|nose|vitest|jest|mocha)\.main\(|TextTestRunner|TextTestResult|TestResult\b|defaultTestLoader|TestLoader\(|(subprocess|os\.system|check_call|run|call|spawn\w*|exec\w*|execa)\b.*(pytest|unittest|jest|vitest|mocha|go test|tox|npm test|--test\b|playwright|eslint|mypy|ruff|tsc)|from\s+["']node:test["']|require\(["']node:test["']\)|new\s+Mocha\(|\brunCLI\(|startVitest\(|createVitest\(`)
	records     = regexp.MustCompile(`(?i)fail|\berr\w*\b|exit|\bstatus\b|return_?code|\bcode\b|broken|raise|throw|reject|panic|check\s*=\s*True|success|\brc\b|unexpected`)
	hushes      = regexp.MustCompile(`(?i)(known|allowed|ignored?|ignorable|flaky|quarantin\w*|tolerat\w*|accepted|excused|expected)[_ -]?(to[_ -])?(fail|err|flak|broken|test)|check\s*=\s*False|\breject\s*:\s*false|\bwarn\s*=\s*True|success_codes|ignore_?(failures?|errors?)\b|(\berrors?|\bfailures?|\bfailed|exit_?code|return_?code|\bstatus|\brc)\s*=\s*(0|\[\]|nil|None|null|false|False)\s*;?\s*(//.*|#.*)?$`)
	countsWell  = regexp.MustCompile(`(?i)\b\w*(pass(ed)?|ok|success(es)?|skip(ped)?)\w*(["'\]\)]*)\s*(\+\+|\+=\s*1|=\s*["']?(true|pass\w*|ok|success)\b)|\.(addSuccess|addSkip)\(|(=|return|:)\s*["'](pass(ed)?|ok|success|skipped|skip)["']`)
	reports     = regexp.MustCompile(`^(addFailure|addError|addSubTest|addUnexpectedSuccess|wasSuccessful|onTestFailure|onTestFail\w*|onTestResult|onTestCaseResult|getLastError|onRunComplete|testFailed|fail|onFinished|handleTestEvent)$`)
	handsOn     = regexp.MustCompile(`super\(|super\.|\braise\b|\bthrow\b|\.append\(|\.push\(|\+\+|\+=|\breturn\b.*(fail|err|not |!)|console\.error|stream`)
)

// runsTests tells whether a file of code starts the tests of the repository: a
// check names it, or it calls a runner.
func runsTests(s *change.Set, f *change.File) bool {
	if !f.Was.Lang.Code() {
		return false
	}
	starts := func() bool {
		return slices.ContainsFunc(runnerWords, f.Was.Holds) && startsTests.MatchString(f.Was.Text)
	}
	return f.Was.Tests() == nil && (checked(s, f) || starts())
}

// runnerWords are what a file holds that starts tests: others need no look.
var runnerWords = []string{
	"pytest", "unittest", "nose", "jest", "vitest", "Vitest", "ocha", `"test"`, `"vet"`, "go test", "tox", "npm", "npx", "--test", "playwright",
	"eslint", "mypy", "ruff", "tsc", "TestResult", "TestLoader", "TestRunner", "node:test", "runCLI",
}

// interpreters are the words that what is run follows.
var interpreters = map[string]bool{
	"run": true, "-m": true, "python": true, "python3": true, "node": true, "bash": true, "sh": true, "tsx": true, "ts-node": true, "deno": true, "bun": true,
	"&&": true, ";": true, "exec": true, "env": true,
}

// begins is the file of a directory that runs when that does.
var begins = regexp.MustCompile(`^(__main__\.py|__init__\.py|main\.go|index\.\w+)$`)

// checked tells whether a check's command runs a file, or the directory that begins
// with it.
func checked(s *change.Set, f *change.File) bool {
	if s.Plan == nil {
		return false
	}
	for _, k := range s.Plan.Checks {
		before := ""
		for w := range strings.FieldsSeq(k.Command) {
			executes := before == "" || interpreters[path.Base(before)] || strings.HasPrefix(w, "./")
			before = w
			if !executes {
				continue
			}
			w = path.Clean(strings.Trim(w, "'\"`;()"))
			dotted := strings.ReplaceAll(w, ".", "/")
			if w == f.Path || w == path.Dir(f.Path) && w != "." && begins.MatchString(f.Base()) || dotted+".py" == f.Path {
				return true
			}
		}
	}
	return false
}

// runners finds a runner of the repository's own that no longer tells of
// failures as it did.
func runners(s *change.Set) []change.Finding {
	var out []change.Finding
	for _, f := range s.Files {
		out = append(out, muffled(f)...)
		if f.From == "" || !f.Is.Lang.Code() {
			continue
		}
		reporter := f.Is.Test() || suite.Configures(f) || suite.Loads(s, f)
		runner := runsTests(s, f)
		if f.New != "" && (runner || serves(s, f)) {
			out = append(out, spared(s, f)...)
		}
		if !reporter && !runner {
			continue
		}
		if f.New == "" {
			if runner && !f.Was.Test() {
				out = append(out, f.Whole("what runs the tests is gone."))
			}
			continue
		}
		out = append(out, silenced(f)...)
		if !runner {
			continue
		}
		out = append(out, forgets(s, f)...)
	}
	return out
}

// silenced finds what hears of a failure and does not hand it on.
func silenced(f *change.File) []change.Finding {
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if !reports.MatchString(fn.Name) || fn.Test || !f.Touches(fn) {
			continue
		}
		body := language.Part(f.Is.Bare, fn.Head+1, fn.End)
		was, had := f.Was.Named(fn.Name)
		if had && !handsOn.MatchString(language.Part(f.Was.Bare, was.Head+1, was.End)) || !had && !overrides(f.Is, fn) && !suite.WritesTo(f.Is, fn) {
			continue // nobody waits for what it hands on
		}
		if countsWell.MatchString(body) || !handsOn.MatchString(body) || handsOnSome(f.Is, fn) {
			out = append(out, f.At(fn.Head, fn.Name+" hears of a failure and hands on none."))
		}
	}
	return out
}

// overrides tells whether a method stands in the place of its parent's; those of
// environments hear of events and have none.
func overrides(src *language.Source, fn language.Func) bool {
	return fn.Name != "handleTestEvent" && (fn.Owner == "" || slices.ContainsFunc(src.Bare, func(l string) bool {
		return strings.Contains(l, "class "+fn.Owner) && inherits.MatchString(l)
	}))
}

var inherits = regexp.MustCompile(`\bextends\b|\bclass\s+\w+\(\s*\w`)

var (
	judging    = regexp.MustCompile(`(?i)\b(got|actual|output|result|have)\b.*(!==?|===?|\.Equal\(|equals?\(|deepEqual).*\b(want|expected|golden|reference)\b|\b(want|expected|golden|reference)\b.*(!==?|===?|\.Equal\(|equals?\(|deepEqual).*\b(got|actual|output|result|have)\b`)
	passesOver = regexp.MustCompile(`^(continue|return|break)\b(\s*[^.(\s1-9][^.(]*)?;?$`)
)

// otherwise tells whether a line compares by another function than the one that
// stood in its place, which compared the same.
func otherwise(f *change.File, n int) bool {
	now := suite.Words.FindAllString(judging.FindString(f.Is.Bare[n]), -1)
	for _, h := range f.Hunks {
		if n < h.New || n >= h.NewEnd {
			continue
		}
		for o := h.Old; o < h.OldEnd; o++ {
			was := suite.Words.FindAllString(judging.FindString(f.Was.Bare[o]), -1)
			if judging.MatchString(f.Was.Code[o]) && len(now) > len(was) && !slices.ContainsFunc(was, func(w string) bool { return !slices.Contains(now, w) }) {
				return true
			}
		}
	}
	return false
}

// forgets finds lines that recorded a failure and have no successor, and lines
// that make a success of one.
func forgets(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	had, has := 0, 0
	first, exits := -1, -1
	for _, n := range f.Removed() {
		if words := len(records.FindAllString(f.Was.Code[n], -1)); words > 0 && !s.Came(f.Was.Lines[n]) {
			had += words
			if suite.LeavesIll.MatchString(f.Was.Code[n]) {
				exits = n
			}
			if first < 0 {
				first = n
			}
		}
	}
	for _, n := range f.Added() {
		text := f.Is.Code[n]
		if s.Went(f.Is.Lines[n]) {
			continue
		}
		has += len(records.FindAllString(text, -1))
		switch {
		case judging.MatchString(text) && otherwise(f, n):
			out = append(out, f.At(n, "the runner compares something else than it did."))
		case ofOneKind.MatchString(text) && !slices.ContainsFunc(f.Was.Code, ofOneKind.MatchString):
			out = append(out, f.At(n, "the runner asks of which kind a result is, and not what it holds."))
		case passesOver.MatchString(strings.TrimSpace(text)) && (afterFailure(f.Is, n) || unequal(f.Is, n) || ofStatus.MatchString(language.Part(f.Is.Code, n-1, n))) && !wantsFailure(f, n) && !letsAsAsked(s, f, n):
			out = append(out, f.At(n, "the runner excuses a failure."))
		case hushes.MatchString(text) && inOldFunc(f, n) && !f.Is.Tidies(n) && !letsAsAsked(s, f, n):
			out = append(out, f.At(n, "the runner lets failures pass."))
		case countsWell.MatchString(text) && afterFailure(f.Is, n):
			out = append(out, f.At(n, "the runner counts a failure as something else."))
		}
	}
	for _, h := range f.Hunks {
		out = append(out, milder(f, h)...)
	}
	if exits >= 0 && !slices.ContainsFunc(f.Added(), func(n int) bool { return suite.LeavesIll.MatchString(f.Is.Code[n]) }) {
		out = append(out, f.Gone(f.Was, exits, "the runner ended with a failure here, and does so no more."))
	} else if had > has && (exits < 0 || had > 2*has) {
		out = append(out, f.Gone(f.Was, first, "the runner told of failures here, and does so no more."))
	}
	return out
}

var (
	conjoins = regexp.MustCompile(`&&|\band\b`)
	above    = regexp.MustCompile(`>=?\s*([1-9]\d*)|\+=\s*(0)\b`)
)

// milder finds lines of a runner that ask for more before they tell of a
// failure, or that name less to run.
func milder(f *change.File, h change.Hunk) []change.Finding {
	var out []change.Finding
	came := map[string]bool{}
	for _, l := range f.Is.Code {
		for _, v := range suite.QuotedIn(l) {
			came[v] = true
		}
	}
	for n := h.New; n < h.NewEnd; n++ {
		for o := h.Old; o < h.OldEnd; o++ {
			was, is := f.Was.Code[o], f.Is.Code[n]
			a, b := suite.Tokens.FindAllString(was, -1), suite.Tokens.FindAllString(is, -1)
			if !suite.AlikeWords(a, b) {
				continue
			}
			lost := slices.DeleteFunc(suite.Without(suite.QuotedIn(was), suite.QuotedIn(is)), func(v string) bool { return v == "" || came[v] })
			switch {
			case records.MatchString(was) && len(conjoins.FindAllString(is, -1)) > len(conjoins.FindAllString(was, -1)):
				out = append(out, f.At(n, "the runner tells of a failure under one more condition."))
			case records.MatchString(was) && above.MatchString(is) && !above.MatchString(was):
				out = append(out, f.At(n, "the runner lets some failures pass."))
			case len(lost) > 0 && len(suite.Without(suite.QuotedIn(is), suite.QuotedIn(was))) == 0 && !printing.MatchString(f.Was.Bare[o]):
				out = append(out, f.At(n, "the runner runs "+change.Clip(lost[0])+" no more."))
			}
		}
	}
	return out
}

// ofOneKind compares of which type two things are, or how long.
var ofOneKind = regexp.MustCompile(`\btypeof\s+[\w.]+\s*(?:,|[!=]==?)\s*typeof\b|\btype\([\w.]+\)\s*(?:==|!=|is)\s*(?:not\s+)?type\(|\breflect\.TypeOf\([\w.]+\)\s*[!=]=\s*reflect\.TypeOf\(|\blen\([\w.]+\)\s*[!=]=\s*len\(|\b[\w.]+\.length\s*[!=]==?\s*[\w.]+\.length\b`)

// printing tells people something, and runs nothing.
var printing = regexp.MustCompile(`\bprint(ln)?\(|\bconsole\.\w+\(|\b(log|logger|logging)\.\w+\(|\bfmt\.(Fp|P|Sp)rint\w*\(|\b(stdout|stderr)\.write\(`)
