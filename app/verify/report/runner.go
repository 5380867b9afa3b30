package report

import (
	"maps"
	"path"
	"regexp"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// PytestFile is the file that pytest is asked to write; ~ is the home of the check.
const PytestFile = "~/.goalkeeper/pytest.xml"

type reader func([]byte) (Report, bool)

// runner is a test runner: what starts it, and where it leaves word.
type runner struct {
	named   *regexp.Regexp // in a command that starts it
	left    []string       // files that it writes: patterns beneath the tree, or the home (~)
	asks    *regexp.Regexp // in a command that asks it for records
	records reader         // of its output, where it was asked for them
	texts   []reader       // of what it shows people
	alike   bool           // its readers give a test the same name
}

// word is a command that starts a runner, alone or at the end of a path.
func word(names string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[\s;&|("'/\x60])(?:` + names + `)(?:$|[\s;&|<>)"'\x60])`)
}

// known are the runners that are read.
var known = []runner{
	{named: word(`go\s+(?:-C[= ]?\S+\s+)?test`), asks: regexp.MustCompile(`\s--?json\b`), records: GoJSON, texts: []reader{GoText}, alike: true},
	{named: word(`(?:jest|vitest)(?:\.m?js|@\S+)?`), asks: regexp.MustCompile(`\s--(?:json\b|reporters?[= ]\S*\bjson\b)`), records: Jest, texts: []reader{JestText, Vitest}},
	{named: word(`_?mocha(?:\.js|@\S+)?`), texts: []reader{Mocha}},
	{named: word(`cargo\s+(?:\+\S+\s+)?(?:test|t|nextest)`), left: []string{"target/nextest/*/junit.xml"}, texts: []reader{Nextest, Cargo}},
	{named: word(`pytest|py\.test`), left: []string{PytestFile}, texts: []reader{Pytest}},
	{named: word(`-m\s*unittest|unittest\.main\(\)`), texts: []reader{Unittest}},
	{named: regexp.MustCompile(`\s--test(?:$|[\s=;&|)"']|-\w)|\b(?:tap|prove|tape)\b`), texts: []reader{TAP, Spec}, alike: true},
	{named: word(`mvnw?`), left: []string{"target/surefire-reports/TEST-*.xml", "*/target/surefire-reports/TEST-*.xml"}},
	{named: word(`gradlew?`), left: []string{"build/test-results/*/TEST-*.xml", "*/build/test-results/*/TEST-*.xml"}},
}

var (
	// through starts what it does not name.
	through = word(`make|npm|pnpm|yarn|just|task|tox|nox|\S+\.sh`)

	// lists asks a runner which tests there are, and not to run them.
	lists = regexp.MustCompile(`\s--?(?:collect-only|co|list|listTests|list-tests)(?:[\s=|;&)]|$)`)

	// files asks for report files by name, whatever the runner.
	files = regexp.MustCompile(`(?i)junit|\.xml\b|test-(?:results|reports)`)
)

// anyones are files that a runner writes where it was told to.
var anyones = []string{"junit.xml", "reports/junit.xml", "test-results/*.xml", "test-reports/*.xml"}

// Runners are those that a command starts: what others would have written is
// none of its report.
type Runners struct {
	of      []runner
	command string
	open    bool // the command does not say which it starts: it may be any
	named   bool // it names report files, or may write them
}

// Of reads which runners a command starts, as far as it says so.
func Of(command string) Runners {
	r := Runners{command: command}
	for _, one := range known {
		if one.named.MatchString(command) {
			r.of = append(r.of, one)
		}
	}
	if r.open = len(r.of) == 0 || through.MatchString(command); r.open {
		r.of = known
	}
	r.named = r.open || files.MatchString(command)
	return r
}

// Left are patterns of the files in which the runners may have written reports,
// beneath the tree or the home (~) of a check.
func (rs Runners) Left() []string {
	var out []string
	for _, one := range rs.of {
		out = append(out, one.left...)
	}
	if rs.named {
		out = append(out, anyones...)
	}
	return out
}

// Lists tells whether the command asks which tests there are: then none has to run.
func (rs Runners) Lists() bool { return lists.MatchString(rs.command) }

// Records tells whether the output may hold the records of `go test -json`.
func (rs Runners) Records() bool {
	return slices.ContainsFunc(rs.of, func(one runner) bool {
		return one.alike && one.records != nil && (rs.open || one.asks.MatchString(rs.command))
	})
}

// Read reads what a command left, by the names of the files, and wrote; ok says
// that a runner was recognised. Of what two tell of one test the worse stands,
// and none is complete that another belies, or whose runner's end may lie where
// the output was cut.
func (rs Runners) Read(left map[string][]byte, output []byte, cut bool) (Report, bool) {
	r, ok := Files(left)
	if !ok {
		r, ok = rs.Output(output)
		if cut {
			r.broken("its output was cut")
		}
		return r, ok
	}
	for _, one := range rs.of {
		out, also := rs.output(one, output)
		switch own := one.wrote(left); {
		case !also:
		case own == 0:
			r.Merge(out)
		case !rs.open && len(rs.of) == 1 && own == len(left) && out.Counts().Passed < r.Counts().Passed:
			r.broken("its report file names more tests that passed than its output counts")
			fallthrough
		default:
			r.against(out)
		}
	}
	return r, true
}

// wrote counts the files that a runner may have written.
func (one runner) wrote(left map[string][]byte) (n int) {
	for name := range left {
		if fits(slices.Concat(one.left, anyones), name) {
			n++
		}
	}
	return n
}

func fits(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		ok, _ := path.Match(pattern, name) // the patterns are sound
		return ok
	})
}

// Output reads a command's output alone.
func (rs Runners) Output(b []byte) (out Report, found bool) {
	out.Complete = true
	for _, one := range rs.of {
		if r, ok := rs.output(one, b); ok {
			out.Merge(r)
			found = true
		}
	}
	return out, found
}

// output reads one runner's part. Records that were not asked for never stand
// before what the runner shows.
func (rs Runners) output(one runner, b []byte) (out Report, found bool) {
	readers := one.texts
	switch {
	case one.records == nil:
	case one.asks.MatchString(rs.command):
		readers = append([]reader{one.records}, readers...)
	case rs.open:
		readers = append(slices.Clip(readers), one.records)
	}
	for _, read := range readers {
		r, ok := read(b)
		switch {
		case !ok:
		case !found:
			out, found = r, true
		case one.alike:
			out.Merge(r)
		default:
			out.against(r)
		}
	}
	return out, found
}

// against holds another report of the same tests against r: it can take from
// what r says, and adds no test.
func (r *Report) against(o Report) {
	for name, s := range o.Tests {
		if have, known := r.Tests[name]; known && isRed(s) && !isRed(have) {
			r.Tests[name] = s
		}
	}
	if o.red() && !r.red() {
		r.broken("what it shows says " + o.Format + " was red, and its report does not")
	}
	if !o.Complete {
		r.broken(o.Why)
	}
}

func (r Report) red() bool {
	c := r.Counts()
	return c.Failed+c.Errors+c.Unloaded > 0
}

func isRed(s app.Status) bool { return s == app.StatusFail || s == app.StatusError }

// Files reads report files of one run, by content; others are passed over.
func Files(all map[string][]byte) (Report, bool) {
	out := Report{Complete: true}
	found := false
	for _, name := range slices.Sorted(maps.Keys(all)) {
		r, ok := JUnit(all[name])
		if !ok {
			r, ok = Jest(all[name])
		}
		if ok {
			out.Merge(r)
			found = true
		}
	}
	return out, found
}
