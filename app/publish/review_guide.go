package publish

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// part is a place in the order of reading a change.
type part int

const (
	partRest part = iota
	partStructure
	partDeletions
	partRisky
	partTests
	partDocs
)

// readingOrder is the order in which a reviewer gets the parts.
func readingOrder() []struct {
	part part
	name string
} {
	return []struct {
		part part
		name string
	}{
		{partStructure, "Architecture: new and moved files, interfaces, dependencies, configuration"},
		{partDeletions, "Deletions"},
		{partRisky, "Risky paths"},
		{partRest, "The rest of the code"},
		{partTests, "Tests"},
		{partDocs, "Documentation"},
	}
}

var (
	configured = regexp.MustCompile(`(?i)\.(ya?ml|toml|ini|cfg|conf|properties|env)$|(^|/)(config|settings)[^/]*\.\w+$`)
	describing = regexp.MustCompile(`(?i)(\.(proto|graphql|sql|xsd|avsc|thrift)|schema[^/]*\.(json|ya?ml)|(open)?api[^/]*\.(json|ya?ml)|(^|/)(go\.mod|package\.json|Cargo\.toml|pyproject\.toml|pom\.xml|Gemfile|requirements[^/]*\.txt))$|(^|/)migrations?/`)
	risky      = regexp.MustCompile(`(?i)(?:^|[^a-z])(o?auth2?|authn|authz|authentication|authorization|log_?in|sessions?|tokens?|jwt|csrf|secrets?|passw(?:or)?ds?|crypto|permissions?|payments?|billing|capture|charge|refunds?|security|sandbox|webhooks?)(?:[^a-z]|$)`)
	reaching   = regexp.MustCompile(`(?i)(?:^|[^a-z])(quer(?:y|ies)|db|database|dao|store|repository|client|http|rpc|smtp|errors?|retry|exec)[^a-z/][^/]*$`)
	read       = regexp.MustCompile(`\.(go|pyi?|[cm]?[jt]sx?)$`) // the lines of such a file tell what it does
	operating  = regexp.MustCompile(`(?i)(^|/)(Dockerfile|Makefile|\.[^/]+/)|\.(sh|tf|lock|sum)$`)
	humps      = regexp.MustCompile(`([a-z0-9])([A-Z])`)
	testCode   = regexp.MustCompile(`(?i)(_test\.\w+|\.(test|spec)\.[jt]sx?|_spec\.rb|Test\.java)$|(^|/)(test_[^/]*\.py|tests?/|__tests__/|spec/|testdata/)`)
	locks      = regexp.MustCompile(`(?i)(^|/)(go\.sum|[^/]*[.-]lock(\.(json|ya?ml))?|npm-shrinkwrap\.json)$`)
	documents  = regexp.MustCompile(`(?i)\.(md|rst|adoc|txt)$|(^|/)(docs?|LICENSE|CHANGELOG)(/|$)`)
)

// sort puts a file where a reviewer should meet it.
func (p page) sort(f app.FileStat) part {
	switch {
	case f.Status == "deleted":
		return partDeletions
	case p.flagged(f.Path) && !describing.MatchString(f.Path):
		return partRisky
	case testCode.MatchString(f.Path):
		return partTests
	case documents.MatchString(f.Path) && !describing.MatchString(f.Path):
		return partDocs
	case describing.MatchString(f.Path):
		return partStructure
	case f.Added < 0, len(p.does(f.Path)) > 0, nameSays(f.Path) != "", p.level(f.Path) == policy.LevelHigh:
		return partRisky
	case f.Status == "added", f.OldPath != "" && f.OldPath != f.Path, f.Status == "typechanged", configured.MatchString(f.Path):
		return partStructure
	}
	return partRest
}

// level is the risk that the repository's policy sees in a path.
func (p page) level(path string) policy.Level {
	level, _ := p.Policy.Risk(goalspec.WorkUnknown, []string{path})
	return level
}

// does is what the changed lines of a file do that is read with care.
func (p page) does(path string) (out []string) {
	for _, r := range p.change().Risks {
		switch {
		case r.Path != path:
		case r.Line > 0:
			out = append(out, fmt.Sprintf("%s in line %d", p.words(r.Kind), r.Line))
		default:
			out = append(out, p.words(r.Kind)+" taken out")
		}
	}
	return out
}

// nameSays is the whole word of a path by which it is risky.
func nameSays(path string) string {
	words := humps.ReplaceAllString(path, "$1-$2")
	if m := risky.FindStringSubmatch(words); m != nil {
		return m[1]
	}
	if m := reaching.FindStringSubmatch(words); m != nil && !read.MatchString(path) {
		return m[1]
	}
	return strings.Trim(operating.FindString(path), "/")
}

// flagged tells whether a gate pointed at a path.
func (p page) flagged(path string) bool {
	return slices.ContainsFunc(p.findings(app.ActionFlag, app.ActionAsk, app.ActionStop), func(f finding) bool { return f.at.Path == path })
}

// reviewGuide groups the changed files in the order to read them, with an
// estimate of the time it takes.
func (p page) reviewGuide() string {
	stat := p.change()
	if len(stat.Files) == 0 {
		return ""
	}
	groups := map[part][]app.FileStat{}
	for _, f := range unmoved(stat.Files) {
		at := p.sort(f)
		groups[at] = append(groups[at], f)
	}
	out := []string{
		fmt.Sprintf("About %d minutes: %s, +%d −%d. Read in this order:",
			p.minutes(stat.Files), count(len(stat.Files), "file"), stat.Added, stat.Removed),
	}
	for _, o := range readingOrder() {
		var lines []string
		if o.part == partStructure {
			lines = p.structure(stat)
		}
		for _, f := range first(groups[o.part], p.files) {
			line := p.changed(f)
			if why := p.risk(f); o.part == partRisky && why != "" {
				line += ", " + why
			}
			lines = append(lines, line)
		}
		if left := len(groups[o.part]) - p.files; left > 0 {
			lines = append(lines, fmt.Sprintf("and %d more", left))
		}
		out = append(out, titled(fmt.Sprintf("**%s**%s", o.name, sizeOf(groups[o.part])), markdown.List(lines)))
	}
	return filledJoin(append(out, p.again())...)
}

// structure is what changes the shape of the program: new directories, what
// users rely on, and what gates saw of dependencies.
func (p page) structure(stat app.DiffStat) []string {
	var lines []string
	for _, d := range first(stat.NewDirs, p.files) {
		lines = append(lines, "new directory "+p.code(d+"/"))
	}
	for _, n := range first(stat.Public, p.items) {
		if n.Kind == "dependency" && n.Change == "changed" {
			n.Change = "upgraded"
		} else if strings.HasPrefix(n.Kind, "default of") {
			n.Change = "reset"
		}
		lines = append(lines, fmt.Sprintf("%s %s of %s %s", p.words(n.Kind), p.code(n.Name), p.code(n.Path), cmp.Or(changes()[n.Change], "is gone or another")))
	}
	if left := len(stat.Public) - p.items; left > 0 {
		lines = append(lines, fmt.Sprintf("and %d more of these", left))
	}
	var found []string
	for _, f := range p.findings(app.ActionFlag, app.ActionAsk, app.ActionStop) {
		if slices.Contains([]string{"locks", "overrides"}, f.rule.Rule) { // of names and directories more is told above
			found = append(found, p.place(f.at)+": "+p.reason(f))
		}
	}
	return append(lines, first(found, p.items)...)
}

// changes say what became of something public.
func changes() map[string]string {
	return map[string]string{"removed": "is gone", "changed": "has another form", "added": "is new", "upgraded": "has another version", "reset": "is another"}
}

// unmoved are files without what is gone because it was moved.
func unmoved(files []app.FileStat) []app.FileStat {
	moved := map[string]bool{}
	for _, f := range files {
		moved[f.OldPath] = f.OldPath != f.Path
	}
	return slices.DeleteFunc(slices.Clone(files), func(f app.FileStat) bool { return f.Status == "deleted" && moved[f.Path] })
}

// risk says why a file is read with care.
func (p page) risk(f app.FileStat) string {
	var rules []string
	for _, found := range p.findings(app.ActionFlag, app.ActionAsk, app.ActionStop) {
		if rule := p.words(found.rule.Rule); found.at.Path == f.Path && !slices.Contains(rules, rule) {
			rules = append(rules, rule)
		}
	}
	var why []string
	if len(rules) > 0 {
		why = append(why, "flagged: "+strings.Join(rules, ", "))
	}
	why = append(why, p.does(f.Path)...)
	switch word := nameSays(f.Path); {
	case len(why) > 0, f.Added < 0: // it is told
	case word != "":
		why = append(why, "its name says "+p.code(word))
	default:
		why = append(why, "a risk by the policy")
	}
	return strings.Join(why, ", ")
}

// sizeOf is the size of a group of files.
func sizeOf(files []app.FileStat) string {
	if len(files) == 0 {
		return ""
	}
	added, removed := 0, 0
	for _, f := range files {
		added, removed = added+max(f.Added, 0), removed+max(f.Removed, 0)
	}
	return fmt.Sprintf(" (%s, +%d −%d)", count(len(files), "file"), added, removed)
}

func (p page) changed(f app.FileStat) string {
	name := p.code(f.Path)
	if f.OldPath != "" && f.OldPath != f.Path {
		name = p.code(f.OldPath) + " → " + name
	}
	return name + " " + lineCount(f)
}

// change is what the pull request changes.
func (p page) change() app.DiffStat {
	if c := p.Goal.LastCheckpoint(); c != nil {
		return c.Stat
	}
	return p.Goal.Stat
}

// minutes estimates the reading: half a minute to open a file, and lines at a
// pace that depends on what they are.
func (p page) minutes(files []app.FileStat) int {
	total := 1.0
	for _, f := range files {
		pace := 15.0 // lines a minute
		switch at := p.sort(f); {
		case locks.MatchString(f.Path):
			pace = 1000
		case at == partTests, at == partDocs:
			pace = 40
		case at == partDeletions:
			pace = 100
		case at == partRisky:
			pace = 10
		}
		total += 0.5 + float64(max(f.Added, 0)+max(f.Removed, 0))/pace
	}
	minutes := int(total + 0.5)
	if minutes > 10 {
		minutes = (minutes + 4) / 5 * 5
	}
	return minutes
}
