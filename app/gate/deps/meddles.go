package deps

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	putsModule = regexp.MustCompile(`\bsys\.modules(?:\[\s*["']([\w.]+)["']\s*\]\s*=[^=]|\.setdefault\(\s*["']([\w.]+)["'])`)
	intoCopies = regexp.MustCompile(`\bnode_modules/@?\w|\bsite-packages\b|\bpkg/mod\b`)
	rewrites   = regexp.MustCompile(`\b(writeFile(Sync)?|appendFile(Sync)?|copyFile(Sync)?|cpSync|renameSync|write_text|write_bytes|shutil\.(copy\w*|move)|os\.WriteFile)\(|\bsed\s+-i|^\s*(-\s+run:\s*)?(cp|mv|patch|ln)\s|["']\s*(cp|mv|patch|ln)\s`)
	ofModule   = regexp.MustCompile(`(?m)^module\s+(\S+)`)
)

// meddles finds product code that puts a module of its own in the place of one that it
// does not hold, and scripts that write into installed dependencies.
func meddles(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	if name := stoodFor.FindStringSubmatch(f.Path); name != nil && f.From == "" && (depends(s, name[1]) || depends(s, path.Base(f.Path))) && !reachesOut.MatchString(name[1]) && !(s.Asked(name[1]) && s.Speaks(doubling)) {
		out = append(out, f.Whole("all tests get something of the repository in place of "+name[1]+"."))
	}
	if f.Product() && f.Holds("sys.modules") {
		for _, n := range f.Added() {
			m := putsModule.FindStringSubmatch(f.Is.Code[n])
			if m == nil || s.Went(f.Is.Lines[n]) {
				continue
			}
			if name, _, _ := strings.Cut(m[1]+m[2], "."); missing(s.Base, name) {
				out = append(out, f.At(n, "it puts something else in the place of the module "+name+"."))
			}
		}
	}
	if f.Holds("node_modules/", "site-packages", "pkg/mod") && slices.ContainsFunc(f.Added(), func(n int) bool { return intoCopies.MatchString(f.Is.Code[n]) }) {
		for _, n := range f.Added() {
			if rewrites.MatchString(f.Is.Code[n]) && !s.Went(f.Is.Lines[n]) {
				out = append(out, f.At(n, "it writes into an installed dependency."))
				break
			}
		}
	}
	return out
}

var (
	stoodFor   = regexp.MustCompile(`^__mocks__/((?:@[\w.-]+/)?[\w.-]+?)(?:\.[cm]?[jt]sx?|/index\.[cm]?[jt]sx?)?$`)
	reachesOut = regexp.MustCompile(`(?i)axios|http|fetch|aws|redis|\bpg\b|sql|mongo|stripe|mail|socket|\bws\b|request|\bgot\b|undici|sdk|client|api|electron|native|expo|\bfs\b|puppeteer|playwright`)
	doubling   = regexp.MustCompile(`\b(mock|stub|fake|doubl)\w*\b`)
)

// depends tells whether the package at the root of a repository depends on another one.
func depends(s *change.Set, name string) bool {
	text, err := fs.ReadFile(s.Base, "package.json")
	if err != nil {
		return false
	}
	read, _ := manifestOf("package.json")
	for dep := range read(string(text)) {
		if dep == name || strings.HasSuffix(dep, " "+name) {
			return true
		}
	}
	return false
}

// poses tells whether a new module of Go has the name of one that the repository
// requires.
func poses(s *change.Set, f *change.File) bool {
	m := ofModule.FindStringSubmatch(f.Is.Text)
	text, err := fs.ReadFile(s.Base, "go.mod")
	if m == nil || err != nil || path.Dir(f.Path) == "." {
		return false
	}
	read, _ := manifestOf("go.mod")
	_, requires := read(string(text))[strings.ToLower(m[1])]
	return requires
}
