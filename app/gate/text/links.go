package text

import (
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Links finds everything that is not a plain file with its plain mode:
// symbolic links, submodules, changed modes, attributes that change how others
// are read.
func Links(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		switch {
		case f.Mode == 0o120000 && f.OldMode != 0o120000:
			out = append(out, f.Whole("a symbolic link was added."))
		case f.Mode == 0o120000:
			out = append(out, f.Whole("a symbolic link leads elsewhere now."))
		case f.Mode == 0o160000:
			out = append(out, f.Whole("a submodule was added or moved."))
		case f.OldMode == 0 && f.Mode == 0o100755 && f.From == "" && !toRun(s, f):
			out = append(out, f.Whole("a new file is made to be run."))
		case f.OldMode != 0 && f.Mode != 0 && f.OldMode != f.Mode:
			out = append(out, f.Whole("the file's mode was changed."))
		}
		if name := f.Base(); name == ".gitmodules" || name == ".gitattributes" && !plainly(s, f) {
			out = append(out, f.Whole("it changes how git treats other files."))
		}
	}
	return out, nil
}

// toRun tells whether a new file is one to run: it says what runs it, or people or the
// plan name it.
func toRun(s *change.Set, f *change.File) bool {
	return strings.HasPrefix(f.Is.Text, "#!") || s.Planned(f.Path) || s.Said(f.Base())
}

// lineEnds is an attribute that says how lines end, or nothing.
var lineEnds = regexp.MustCompile(`^\s*(#.*)?$|^\s*[^\s]+(\s+(text|text=auto|eol=\w+))+\s*$`)

// plainly tells whether a change of attributes says how lines end, that large
// files lie elsewhere, or leaves out of sight what nobody writes by hand.
func plainly(s *change.Set, f *change.File) bool {
	odd := func(text string) bool { return !lineEnds.MatchString(text) && !ofOthers(s, text) }
	return !slices.ContainsFunc(f.Added(), func(n int) bool { return odd(f.Is.Lines[n]) }) &&
		!slices.ContainsFunc(f.Removed(), func(n int) bool { return odd(f.Was.Lines[n]) })
}

var (
	hides     = regexp.MustCompile(`^(-?text|-?diff|binary|-?merge|eol=\w+|linguist-(generated|vendored|documentation)(=\w+)?|(filter|diff|merge)=lfs)$`)
	byTools   = regexp.MustCompile(`(^|/)(dist|build|vendor|node_modules|generated)/|[._-](gen|generated|min|pb)\.\w+$|_pb2(_grpc)?\.pyi?$|\.(lock|sum|png|jpe?g|gif|ico|pdf|zip|gz|tar|bin|wasm|woff2?|mp[34])$`)
	toolsHead = regexp.MustCompile(`(?i)\bgenerated\b`)
)

// ofOthers tells whether a line of attributes names neither code that people
// write nor what tests read.
func ofOthers(s *change.Set, text string) bool {
	word := strings.Fields(text)
	if len(word) < 2 || slices.ContainsFunc(word[1:], func(a string) bool { return !hides.MatchString(a) }) {
		return false
	}
	glob := strings.TrimPrefix(word[0], "/")
	if !strings.Contains(word[0], "/") {
		glob = "**/" + glob
	}
	return !slices.ContainsFunc(code(s), func(p string) bool { return goalspec.MatchGlob(glob, p) })
}

// maxCode bounds the files that attributes are held against.
const maxCode = 20_000

// code are the files of the result that people write, and those of tests.
func code(s *change.Set) []string {
	return change.Memo(s, "written code", func() (out []string) {
		seen := 0
		_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
			if seen++; err != nil || seen > maxCode {
				return fs.SkipAll
			}
			if !d.IsDir() && (language.Of(p).Code() || language.IsTest(p)) && !byTools.MatchString(p) && !byHeader(s, p) {
				out = append(out, p)
			}
			return nil
		})
		return out
	})
}

func byHeader(s *change.Set, p string) bool {
	file, err := s.Candidate.Open(p)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, 300)
	n, _ := io.ReadFull(file, head)
	return toolsHead.Match(head[:n])
}
