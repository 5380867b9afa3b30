package app_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	top    = ".."
	module = "github.com/goalkeeper-dev/goalkeeper/"
)

// law says what packages may import of this module. The first law whose from
// matches a package is its law. "x/..." is x and all below it.
type law struct {
	from, may []string
	why       string
}

func laws() []law {
	var (
		nouns    = []string{"app", "goalspec"}
		ports    = []string{"app/store", "app/llm", "app/sandbox"}
		services = []string{"app/workspace", "app/policy"}
		stages   = []string{"app/intake/...", "app/steering/...", "app/agent/...", "app/gate/...", "app/verify/...", "app/publish/...", "app/breakpoint"}
		below    = slices.Concat(nouns, ports, services)
	)
	const (
		vocabulary = "the vocabulary has no I/O and stands on the goal language alone"
		port       = "a port knows the nouns, nothing that implements or uses it"
		adapter    = "an adapter knows its port"
		service    = "a service knows the nouns and its own parts, not who uses it"
		stage      = "a stage knows nouns, ports and services; never another stage, an adapter or GitHub: it returns what is to be done"
	)
	table := slices.Concat(readings(), []law{
		{[]string{"goalspec/..."}, []string{"goalspec/...", "internal/..."}, "the goal language is for others to import: it depends on nothing of ours but what is of no goal"},
		{[]string{"internal/trust"}, nil, "a mark knows nothing of what it marks"},
		{[]string{"internal/regexp"}, nil, "an expression knows nothing of what it is looked for in"},
		{[]string{"internal/recipe"}, []string{"internal/regexp"}, "a file of recipes is text: who runs it, and whether, is for others"},
		{[]string{"app"}, []string{"goalspec", "internal/trust"}, vocabulary},
		{ports, nouns, port},
		{[]string{"app/store/storetest"}, []string{"app", "app/store"}, adapter},
		{[]string{"app/store/..."}, []string{"app", "app/store", "app/jobs"}, adapter},
		{[]string{"app/jobs"}, []string{"app", "app/store"}, "jobs wake by what the store's port says, and know no adapter"},
		{[]string{"app/llm/llmtest"}, []string{"app", "app/llm", "app/llm/script"}, "the suite plays the scripted model against any adapter"},
		{[]string{"app/llm/..."}, []string{"app", "app/llm"}, adapter},
		{[]string{"app/sandbox/..."}, []string{"app", "app/sandbox", "app/sandbox/internal/..."}, adapter},
		{[]string{"app/workspace/..."}, []string{"app", "goalspec", "app/workspace/..."}, service},
		{[]string{"app/policy"}, nouns, service},
		{[]string{"app/policy/source"}, []string{"app", "app/policy"}, service},
		{[]string{"app/egress"}, nil, "the way out knows hosts and bytes, and nothing of goals"},
		{[]string{"app/pipeline"}, slices.Concat(below, stages, []string{"app/egress", "internal/regexp"}), "the spine drives stages over ports; adapters are wired in cmd"},
		{[]string{"app/verify/footing"}, []string{"app/gate/language", "app/workspace", "internal/recipe", "internal/regexp"}, "what a check stands on is text over trees: it knows languages and what differs, and no goal"},
		{[]string{"app/verify/doomed"}, []string{"app/gate/language"}, "which tests fail is text over files: it knows languages, and no goal"},
		{[]string{"app/deliver"}, []string{"app", "app/store", "app/github"}, "the deliverer carries out effects; what a failed call means is the GitHub adapter's vocabulary"},
		{[]string{"app/github"}, []string{"app"}, "the adapter to GitHub speaks in nouns"},
		{[]string{"webhooks"}, []string{"app"}, "the door speaks in nouns and stores through an interface of its own"},
		{[]string{"app/hub/..."}, []string{"app/hub/..."}, "the hub stands for GitHub: it shares no code with what is tested against it"},
		{[]string{"app/config"}, []string{"app"}, "the server's configuration is for cmd alone to hand out"},
		{[]string{"cmd/..."}, []string{"..."}, "cmd wires"},
	})
	for _, s := range stages {
		table = append(table, law{[]string{s}, append([]string{s, "internal/recipe", "internal/regexp"}, below...), stage})
	}
	return table
}

// readings are the laws of what the goal language reads with, each layer upon those before it.
func readings() (table []law) {
	const inside = "goalspec/internal/"
	may := []string{"internal/..."}
	for _, layer := range [][]string{
		{"page", "field", "tree"},
		{"prose"},
		{"check", "glob"},
		{"ruling"},
		{"saying"},
		{"backlog", "demand", "labels", "praise"},
		{"entry"},
	} {
		var from []string
		for _, name := range layer {
			from = append(from, inside+name)
		}
		table = append(table, law{from, slices.Clone(may), "a text is read in layers, from its page to the entries of a field: none knows the next, or one beside it"})
		may = append(may, from...)
	}
	return table
}

// reserve says which packages may import a module of others outside of tests.
type reserve struct {
	what string
	by   []string
	why  string
}

func reserves() []reserve {
	return []reserve{
		{"github.com/google/go-github", []string{"app/github", "webhooks", "cmd/..."}, "GitHub's types end at the door and at the adapter; cmd plays a person in the demo"},
		{"github.com/zricethezav/gitleaks", []string{"app/gate/text"}, "heavy: stays in a leaf"},
		{"github.com/getkin/kin-openapi", nil, "heavy: for tests"},
		{"github.com/chromedp", nil, "heavy: for tests"},
	}
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		tree, below := strings.CutSuffix(p, "...")
		return p == name || below && (strings.HasPrefix(name, tree) || name+"/" == tree)
	})
}

// judge gives the reason against an import, empty for none.
func judge(from, to string) string {
	if name, ours := strings.CutPrefix(to, module); ours {
		for _, l := range laws() {
			if matches(l.from, from) {
				if matches(l.may, name) {
					return ""
				}
				return l.why
			}
		}
		return "no law names " + from
	}
	for _, r := range reserves() {
		if strings.HasPrefix(to+"/", r.what+"/") && !matches(r.by, from) {
			return r.why
		}
	}
	return ""
}

func TestJudge(t *testing.T) {
	for _, tc := range []struct {
		from, to string
		legal    bool
	}{
		{"goalspec", "app", false},
		{"app", "goalspec", true},
		{"app", "app/store", false},
		{"app/store", "app/store/sqlite", false},
		{"app/store/sqlite", "app/store", true},
		{"app/store/sqlite", "app/jobs", true},
		{"app/store/storetest", "app/jobs", false},
		{"app/llm/openai", "app/llm/script", false},
		{"app/agent", "app/agent/tool", true},
		{"app/agent/tool", "app/gate", false},
		{"app/publish/markdown", "app/policy", true},
		{"app/gate", "app/workspace", true},
		{"app/gate", "app/verify", false},
		{"app/breakpoint", "app/agent", false},
		{"app/verify", "app/sandbox/bwrap", false},
		{"app/verify", "app/gate/language", false},
		{"app/verify/footing", "app/gate/language", true},
		{"app/intake", "app/github", false},
		{"app/publish", "app/config", false},
		{"app/pipeline", "app/intake", true},
		{"app/pipeline", "app/store/sqlite", false},
		{"app/hub/rest", "app", false},
		{"app/hub", "app/hub/git", true},
		{"app/hubris", "app", false},
		{"cmd/goalkeeper", "app/config", true},
	} {
		if why := judge(tc.from, module+tc.to); (why == "") != tc.legal {
			t.Errorf("%s → %s: %q", tc.from, tc.to, why)
		}
	}
	for from, to := range map[string]string{
		"app/hub":        "github.com/google/go-github/v60/github",
		"cmd/goalkeeper": "github.com/zricethezav/gitleaks/v8/detect",
		"app/github":     "github.com/chromedp/chromedp",
		"app/hub/rest":   "github.com/getkin/kin-openapi/openapi3",
	} {
		if judge(from, to) == "" {
			t.Errorf("%s → %s passes", from, to)
		}
	}
}

// pkg is what `go list` says of a package.
type pkg struct {
	ImportPath string
	Doc        string
	Imports    []string
	GoFiles    []string
}

func (p pkg) name() string { return strings.TrimPrefix(p.ImportPath, module) }

func packages(t *testing.T) []pkg {
	t.Helper()
	look(t)
	cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=ImportPath,Doc,Imports,GoFiles", "./...")
	cmd.Dir = top
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("list packages: %v", err)
	}
	var all []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(p.GoFiles) > 0 {
			all = append(all, p)
		}
	}
}

// look walks the tree, because a cached result is kept until something changes
// that the test itself has read: what `go list` reads does not count.
func look(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && name != top && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		for _, to := range p.Imports {
			if why := judge(p.name(), to); why != "" {
				t.Errorf("%s imports %s: %s", p.name(), strings.TrimPrefix(to, module), why)
			}
		}
	}
}

// TestLawsNameWhatExists keeps the tables short: they name no package that is
// not there, and every package has its law.
func TestLawsNameWhatExists(t *testing.T) {
	var names []string
	for _, p := range packages(t) {
		names = append(names, p.name())
	}
	governs := map[int]bool{}
	for _, name := range names {
		n := slices.IndexFunc(laws(), func(l law) bool { return matches(l.from, name) })
		if n < 0 {
			t.Errorf("no law names %s", name)
		}
		governs[n] = true
	}
	exists := func(pattern string) {
		if !slices.ContainsFunc(names, func(n string) bool { return matches([]string{pattern}, n) }) {
			t.Errorf("there is no package %s", pattern)
		}
	}
	for n, l := range laws() {
		for _, pattern := range slices.Concat(l.from, l.may) {
			exists(pattern)
		}
		if !governs[n] {
			t.Errorf("law %d governs nothing: %v", n, l.from)
		}
	}
	for _, r := range reserves() {
		for _, pattern := range r.by {
			exists(pattern)
		}
	}
}

func TestPackagesSayWhatTheyAre(t *testing.T) {
	drawers := []string{"util", "utils", "common", "models", "core", "manager", "helper", "helpers", "misc"}
	for _, p := range packages(t) {
		if p.Doc == "" {
			t.Errorf("%s has no package comment", p.name())
		}
		if slices.Contains(drawers, path.Base(p.name())) {
			t.Errorf("%s is a drawer: name the noun", p.name())
		}
		for _, file := range p.GoFiles {
			if slices.Contains(drawers, strings.TrimSuffix(file, ".go")) {
				t.Errorf("%s/%s is a drawer: name the noun", p.name(), file)
			}
		}
	}
}

func TestTopLevel(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "git", "ls-files", "-z")
	cmd.Dir = top
	out, err := cmd.Output()
	if err != nil || len(out) == 0 {
		t.Skipf("not a git checkout: %v", err)
	}
	var got []string
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		first, _, _ := strings.Cut(name, "/")
		if !strings.HasPrefix(first, ".") && !slices.Contains(got, first) {
			got = append(got, first)
		}
	}
	want := []string{"LICENSE", "README.md", "app", "charts", "cmd", "go.mod", "go.sum", "goalspec", "internal", "webhooks"}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("the top level holds %v, want %v", got, want)
	}
}
