package footing

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/internal/recipe"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Change is what became of a tree, and the check that is to judge it.
type Change struct {
	Base, Result fs.FS
	Files        []workspace.Change
	Command      string
	Peoples      bool                   // people stand behind the check
	Agreed       func(path string) bool // to what became of a file
}

// Sides are the paths of a change by the side of a check on which they stand.
type Sides struct {
	Tests []string // behind the check: tests, what its command names, and what these stand on
	Bent  []string // of these, what was there before, or is loaded before what was, and nobody agreed to
	Parts []Part   // files of which a part is behind the check, and nobody agreed to change it
	Along []string // new tests that need what is bent
	Code  []string // the product, as the result has it
	Let   []string // of the tests, what was there before and people agreed to
}

// Agreed tells whether people agreed to what became of tests that were there: nobody
// agrees to anything by a test that is new.
func (s Sides) Agreed() bool { return len(s.Let) > 0 && len(s.Back()) == 0 }

// Back are the paths that are not as the change left them where the base's
// tests judge.
func (s Sides) Back() []string {
	out := slices.Clone(s.Bent)
	for _, one := range s.Parts {
		out = append(out, one.Path)
	}
	return out
}

// stand is what a check stands on, as a change leaves it.
type stand struct {
	*footing
	now fs.FS
}

func (c Change) stand() stand {
	var wanted []string
	for _, f := range c.Files {
		if old := formerly(f); old != "" {
			wanted = append(wanted, old)
		}
	}
	return stand{stood(c.Base, c.Command, c.Peoples, wanted), c.Result}
}

// Sides takes what a check names for a test of it, but of one that people stand
// behind the documents, and what it only asks for. What people agreed to of what
// it stands on otherwise is the work.
func (c Change) Sides() (s Sides) {
	on, asks, names := c.stand(), c.Peoples && OnlyAsks(c.Command), namedIn(c.Command)
	named := func(p string) bool { return !asks && names[p] && !(c.Peoples && documents.MatchString(p)) }
	for _, f := range c.Files {
		old := formerly(f)
		direct := language.IsTest(f.Path) || old != "" && language.IsTest(old) || named(f.Path) || named(old)
		one, apart, whole := on.part(f.Path)
		under := !asks && (old != "" && (on.behind[old] || whole || inParts(old) && f.New == "") || old == "" && on.loads(f.Path, on.now))
		let := old != "" && c.Agreed(old) || old == "" && c.Agreed(f.Path)
		switch {
		case apart && !let && !direct:
			s.Parts = append(s.Parts, one)
			fallthrough
		case !direct && (!under || let), let && serves(old):
			if f.New != "" && f.Mode&0o170000 == 0o100000 && f.Additions >= 0 {
				s.Code = append(s.Code, f.Path)
			}
			continue
		}
		both := []string{f.Path}
		if old != "" && old != f.Path {
			both = append(both, old)
		}
		s.Tests = append(s.Tests, both...)
		switch {
		case let && old != "":
			s.Let = append(s.Let, old)
		case !let && (old != "" || under):
			s.Bent = append(s.Bent, both...)
		}
	}
	slices.SortStableFunc(s.Bent, func(a, b string) int { return on.far(a) - on.far(b) }) // what the command leads to is named first
	return s.accompanied(c.Files, on, named)
}

// serves tells whether a file of the tests holds none itself: a helper of theirs.
func serves(p string) bool {
	return p != "" && language.IsTest(p) && language.Of(p).Code() && !language.Of(p).Collects(p)
}

// accompanied takes new tests along with what they need, or lets that be where
// the check names one of them: the work is to write it.
func (s Sides) accompanied(files []workspace.Change, on stand, named func(string) bool) Sides {
	for _, f := range files {
		if formerly(f) != "" || !language.IsTest(f.Path) || slices.Contains(s.Bent, f.Path) {
			continue
		}
		needed := func(at string) bool { return on.needs(f.Path, at, on.now) }
		switch {
		case !slices.ContainsFunc(s.Bent, needed):
		case named(f.Path):
			s.Bent = slices.DeleteFunc(s.Bent, func(at string) bool { return !on.files[at] && needed(at) })
		default:
			s.Along = append(s.Along, f.Path)
		}
	}
	return s
}

// far is how far from the command what it stands on is.
func (f *footing) far(p string) int {
	switch {
	case f.reached[p]:
		return 0
	case f.behind[p], !f.files[p]:
		return 1
	}
	return 2
}

// formerly is the path that what changed had before, if it was there.
func formerly(c workspace.Change) string {
	if c.OldPath == "" && c.Old != "" {
		return c.Path
	}
	return c.OldPath
}

var documents = regexp.MustCompile(`(?i)\.(md|markdown|rst|adoc)$`)

var between = regexp.MustCompile(`&&|\|\||[;\n]`)

// OnlyAsks tells whether a command only asks what files are there and what they
// hold: those that it names are the product, and no test of it.
func OnlyAsks(command string) bool {
	for _, part := range between.Split(command, -1) {
		part = strings.ReplaceAll(part, "$?", "0") // a status is a number
		words := strings.Fields(part)
		if len(words) > 1 && words[0] == "!" {
			words = words[1:]
		}
		switch {
		case len(words) < 2 || strings.ContainsAny(part, "`$<>|&("):
			return false
		case words[0] == "test", words[0] == "[":
		case words[0] == "grep":
			for _, w := range words[1:] {
				if strings.HasPrefix(w, "-") && strings.Contains(w, "f") { // what to look for stands in a file
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// namedIn are the paths that a command names, from where it runs.
func namedIn(command string) map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(command) {
		out[path.Clean(strings.Trim(word, "'\"`;()"))] = true
	}
	for _, s := range stepsOf(command, ".") {
		for _, word := range s.words {
			out[path.Join(s.dir, word)] = true
		}
	}
	return out
}

// IsData tells whether a file is no test, program, script or recipe.
func IsData(p string) bool {
	return (!language.IsTest(p) || language.Of(p).Name == "Text") && !program(p) && !scriptExt.MatchString(p) && !language.IsScript(p) && !runnerConfig.MatchString(path.Base(p)) && !recipe.IsFile(p)
}

// kin are files that may hold tests though runners look for none there by themselves.
var kin = regexp.MustCompile(`(?i)test|spec|check`)

// Tests are the files of a tree in which there may be tests, and the programs that a
// command names, as a path or as a module.
func Tests(tree fs.FS, command string) (out []string) {
	named := namedIn(command)
	for word := range strings.FieldsSeq(command) {
		for module := word; module != ""; module = module[:max(0, strings.LastIndex(module, "."))] {
			named[strings.ReplaceAll(module, ".", "/")+".py"] = true
		}
	}
	walk(tree, func(p string, e fs.DirEntry) {
		if e.Type().IsRegular() && (language.Of(p).Collects(p) || named[p] && program(p) || language.Of(p).Code() && kin.MatchString(p)) {
			out = append(out, p)
		}
	})
	return out
}
