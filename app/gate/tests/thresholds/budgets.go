package thresholds

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	floors   = regexp.MustCompile(`(?i)floor|minim|\bmin_?|at_?least`)
	ceilings = regexp.MustCompile(`(?i)budget|limit|ceiling|allowance|\bmax`)
	ofData   = regexp.MustCompile(`\.(toml|json|ya?ml|ini)$`)
)

// easedData finds numbers that moved in data of tests, or of a script that fails by
// them, so that more passes: by their names, how much there may be at most or has to
// be at least, or tests compare with them from one side.
func easedData(s *change.Set, f *change.File) []change.Finding {
	ofTool := budgeted.MatchString(f.Base())
	if f.From == "" || f.New == "" || !ofData.MatchString(f.Path) && !ofTool || len(f.Is.Lines) > maxSettings {
		return nil
	}
	var out []change.Finding
	was, is := suite.SettingsOf(f.Was), suite.SettingsOf(f.Is)
	for _, at := range slices.Sorted(maps.Keys(is)) {
		if ofTool && len(was[at]) > 1 && len(is[at]) > 1 {
			out = append(out, easedEntries(s, f, suite.Leaf(at), was[at], is[at])...)
		}
		x, had := oneNumber(was[at])
		y, has := oneNumber(is[at])
		name := path.Base(f.Path) + suite.Sep + at
		moved := had && has && x != y && f.IsAdded(is[at][0].Line) && !toMoveIn(s, f, suite.Leaf(at), was[at], is[at])
		eased := y > x && ceilings.MatchString(name) && !floors.MatchString(name) || y < x && floors.MatchString(name)
		easedTool := ofTool && (y > x && mostOf.MatchString(suite.Leaf(at)) || y < x && leastOf.MatchString(suite.Leaf(at)))
		if moved && (easedTool || eased && (f.Is.Test() || slices.ContainsFunc(scriptsOf(s, f), func(src *language.Source) bool { return failsBy(src, suite.Leaf(at)) })) || sideOf(s, f, suite.Leaf(at)).eased(x, y)) {
			out = append(out, f.At(is[at][0].Line, "more is tolerated than before."))
		}
	}
	return out
}

// easedEntries finds limits that moved so that more passes in a list whose entries, each on
// a line, say what they are for.
func easedEntries(s *change.Set, f *change.File, key string, was, is []suite.SetAt) (out []change.Finding) {
	entry := func(src *language.Source, v suite.SetAt) string {
		return strings.Join(slices.DeleteFunc(suite.QuotedIn(src.Code[v.Line]), func(q string) bool { return sized.MatchString(q) }), suite.Sep)
	}
	for n, v := range is {
		y, has := oneNumber(is[n : n+1])
		if !has || !f.IsAdded(v.Line) {
			continue
		}
		for o, w := range was {
			x, had := oneNumber(was[o : o+1])
			if had && entry(f.Was, w) == entry(f.Is, v) && (y > x && mostOf.MatchString(key) || y < x && leastOf.MatchString(key)) && !toMoveIn(s, f, key, was[o:o+1], is[n:n+1]) {
				out = append(out, f.At(v.Line, "more is tolerated than before."))
			}
		}
	}
	return out
}

// toMoveIn tells whether people ask for a setting to go from one number to another, or in
// the unit of both where they have one.
func toMoveIn(s *change.Set, f *change.File, key string, was, is []suite.SetAt) bool {
	x, _ := oneNumber(was)
	y, _ := oneNumber(is)
	if suite.ToMove(s, f, is[0].Line, key, x, y) {
		return true
	}
	inUnit := func(all []suite.SetAt) []string {
		for _, v := range all {
			if m := sized.FindStringSubmatch(v.Text); m != nil {
				return m
			}
		}
		return nil
	}
	a, b := inUnit(was), inUnit(is)
	return a != nil && b != nil && a[2] != "" && strings.EqualFold(a[2], b[2]) && suite.ToMove(s, f, is[0].Line, key, suite.Value(a[1]), suite.Value(b[1]))
}

var (
	// budgeted is the configuration of a tool that holds what it measures against limits.
	budgeted = regexp.MustCompile(`(?i)^\.?(lighthouse(rc)?|size-?limit|bundlewatch|bundlesize|stryker|angular|performance-?budgets?|budgets?|artillery)[\w.-]*\.(json|ya?ml)$|^\.?(lighthouserc|size-limit|stryker)[\w.-]*\.[cm]?js$`)
	mostOf   = regexp.MustCompile(`(?i)^(limit|budget|max\w*|timeLimit|p\d\d)$`)
	leastOf  = regexp.MustCompile(`(?i)^(min\w*|break|low|high|target)$`)
)

// loadLimits finds limits of a load test that were moved so that more passes.
func loadLimits(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || f.New == "" || !f.Holds("p(", "rate<", "rate>", "avg<", "med<", "max<", "count<", "count>") {
		return nil
	}
	var out []change.Finding
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			is := loadLimit.FindStringSubmatch(f.Is.Code[n])
			if is == nil {
				continue
			}
			for o := h.Old; o < h.OldEnd; o++ {
				was := loadLimit.FindStringSubmatch(f.Was.Code[o])
				if was == nil || was[1] != is[1] || was[2][:1] != is[2][:1] || suite.Indent(f.Was.Code[o]) != suite.Indent(f.Is.Code[n]) {
					continue
				}
				x, y := suite.Value(was[3]), suite.Value(is[3])
				if (is[2][0] == '<' && y > x || is[2][0] == '>' && y < x) && !suite.ToMove(s, f, n, "threshold", x, y) && suite.Skeleton(f.Was.Code[o]) == suite.Skeleton(f.Is.Code[n]) {
					out = append(out, f.At(n, "more is tolerated than before."))
				}
			}
		}
	}
	return out
}

var loadLimit = regexp.MustCompile(`["'](p\(\d+(?:\.\d+)?\)|avg|med|max|min|rate|count)\s*([<>]=?)\s*(\d+(?:\.\d+)?)["']`)

// maxScripts bounds the files that are read for what a file of data is for.
const maxScripts = 100

// scriptsOf are the files of the result, beside a file, where scripts are or what a
// check starts, that name it.
func scriptsOf(s *change.Set, f *change.File) (out []*language.Source) {
	dirs := append([]string{path.Dir(f.Path), path.Dir(path.Dir(f.Path)), "scripts", "tools", "ci", "bin", ".github/workflows"}, started(s)...)
	for n, dir := range dirs {
		all, err := fs.ReadDir(s.Candidate, dir)
		if err != nil || slices.Index(dirs, dir) != n {
			continue
		}
		for _, e := range all[:min(len(all), maxScripts)] {
			p := path.Join(dir, e.Name())
			if e.IsDir() || !language.Of(p).Code() && !language.IsScript(p) && !suite.Runs(p) {
				continue
			}
			text, err := fs.ReadFile(s.Candidate, p)
			if err != nil || !bytes.Contains(text, []byte(f.Base())) {
				continue
			}
			if src := language.Read(p, string(text)); slices.ContainsFunc(src.Code, func(l string) bool { return strings.Contains(l, f.Base()) }) {
				out = append(out, src)
			}
		}
	}
	return out
}

// started are the directories of what the checks, and recipes at the top, start.
func started(s *change.Set) []string {
	return change.Memo(s, "started", func() (out []string) {
		var commands strings.Builder
		if s.Plan != nil {
			for _, k := range s.Plan.Checks {
				commands.WriteString(k.Command + "\n")
			}
		}
		for _, at := range []string{"Makefile", "package.json", "tox.ini", "noxfile.py"} {
			if text, err := fs.ReadFile(s.Candidate, at); err == nil && len(text) < maxRecipe {
				commands.Write(text)
			}
		}
		for _, m := range startsFile.FindAllStringSubmatch(commands.String(), -1) {
			dir := path.Dir(path.Clean(m[1] + m[3] + strings.ReplaceAll(m[2], ".", "/")))
			if m[3] != "" {
				dir = path.Clean(m[3])
			}
			if fs.ValidPath(dir) && !slices.Contains(out, dir) && len(out) < maxScripts {
				out = append(out, dir)
			}
		}
		return out
	})
}

// maxRecipe is how long a recipe is, in bytes, that is read for what it starts.
const maxRecipe = 64 << 10

// startsFile is a command that starts a file, a module or a package of the tree.
var startsFile = regexp.MustCompile(`\b(?:python3?|node|tsx|ts-node|deno run|bun|bash|sh)\s+(?:--?[a-ln-z]\S*\s+)*([\w./-]+\.\w+)|\bpython3?["',\s]+-m["',\s]+([\w.]+)|\bgo\s+run\s+(?:-\S+\s+)*(\.?/?[\w./-]+)`)

// failsBy tells whether a script compares a value of a name, or what it calls that
// value, and may fail then.
func failsBy(src *language.Source, name string) bool {
	names := []string{name}
	ends := slices.ContainsFunc(src.Code, func(l string) bool { return suite.LeavesIll.MatchString(l) || suite.Decides.MatchString(l) })
	for n, l := range src.Code {
		if !ends || !slices.ContainsFunc(names, func(name string) bool { return regexp.HasWord(l, name) }) && !regexp.HasWord(joined(l), joined(name)) {
			continue
		}
		if m := suite.GivenName.FindStringSubmatch(l); m != nil && reads(l, names) {
			names = append(names, m[1])
		}
		if ordering.MatchString(l) && slices.ContainsFunc(src.Code[n:min(n+6, len(src.Code))], func(l string) bool {
			return suite.LeavesIll.MatchString(l) || suite.FailsOut.MatchString(l) || answersIll.MatchString(l)
		}) {
			return true
		}
	}
	return false
}

// reads tells whether all that a line does is to take a value of a name from
// somewhere.
func reads(line string, names []string) bool {
	if of, rest, ok := strings.Cut(line, "="); ok && converts.MatchString(rest) {
		line = strings.Replace(of+"="+rest, ")", "", 1)
	}
	line = strings.TrimRight(line, " \"'`];")
	return slices.ContainsFunc(names, func(name string) bool { return strings.HasSuffix(line, name) })
}

var (
	ordering   = regexp.MustCompile(`[<>]|\s-(lt|le|gt|ge)\s`)
	answersIll = regexp.MustCompile(`\breturn\b.*\b([1-9]|False|false)\b|\breturn\s+[^=]*[<>]`)
	converts   = regexp.MustCompile(`^\s*(float|int|Number|Decimal|parseFloat)\([^()]*\);?$`)
)
