package footing

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// source is what products are made of that are no programs; data beside it is
	// what they are compared with.
	source   = regexp.MustCompile(`(?i)^(Dockerfile|Containerfile|Procfile)|\.(html?|css|s[ac]ss|less|vue|svelte|astro|sql|graphql|proto|tf|hcl|ya?ml|toml|ini|cfg|conf|env|properties|tmpl|tpl|j2|jinja2?|erb|ejs|hbs|svg|po|strings|ipynb)$`)
	expected = regexp.MustCompile(`(?i)(^|[/._-])(expect(ed|ations?)?|golden|want(ed)?|references?|baselines?|approved|snapshots?|samples?|cases?|tests?|specs?)([/._-]|$)`)
	// tooling is where programs lie that are run beside the product.
	tooling = regexp.MustCompile(`(^|/)(scripts?|tools?|hack|ci)/`)
	// lists declare what a product needs.
	lists    = regexp.MustCompile(`(^|/)(go\.(mod|sum|work)|Cargo\.(toml|lock)|[\w.-]*requirements[\w.-]*\.txt|[\w.-]*lock(\.\w+)?|npm-shrinkwrap\.json|composer\.json|Gemfile|pom\.xml|build\.gradle(\.kts)?)$`)
	judging  = regexp.MustCompile(`\b(test|diff|cmp|grep|exit|fail|assert|return)\b|\[ `)
	speaking = regexp.MustCompile(`(?m)^\s*(import|from)\s+(unittest|pytest)\b|\.assert[A-Z]\w*\(|^\s*assert\b|\bexpect\(|\bassert\w*\(|"testing"$|testify|\*testing\.|testing\.TB\b|\braise AssertionError|^\s*(function\s+)?\w*(assert|expect|check|verify|fail)\w*\s*\(\)`)
)

var (
	checkWord = regexp.MustCompile(`^(self|run)?(tests?|checks?|checker|verify|verifier|specs?|lint|assert|expect|validate|ci|smoke|acceptance)$`)
	checkDir  = regexp.MustCompile(`(^|/)(t|xt|ci|checks)/`)
)

// checking tells whether a file is named for checking, or lies where such files
// do.
func checking(p string) bool {
	dir, base := path.Split(p)
	words := strings.Split(wordsOf(stemOf(base))+wordsOf(path.Base(dir)), "_")
	return slices.ContainsFunc(words, checkWord.MatchString) || checkDir.MatchString(p)
}

// helper tells whether a file that checks take in is one of their own: it is
// named like one, beside code that is not, or speaks as tests do; and no test is
// named for it.
func (f *footing) helper(p string) bool {
	is, told := f.helps[p]
	if !told {
		name := wordsOf(stemOf(path.Base(p)))
		is = !slices.ContainsFunc(f.stems, func(s stem) bool {
			return s.of == language.Of(p) && strings.Contains(s.words, name) && name != "__"
		}) && (speaking.MatchString(f.text(p)) || helping(p) && f.besides(p))
		f.helps[p] = is
	}
	return is
}

// besides tells whether there is code like a file that no test would take for its
// own.
func (f *footing) besides(p string) bool {
	for q := range f.files {
		if q != p && language.Of(q) == language.Of(p) && (program(q) || f.script(q)) && !language.IsTest(q) && !language.IsConfig(q) && !helping(q) && !checking(q) {
			return true
		}
	}
	return false
}

var (
	testWord   = regexp.MustCompile(`^(tests?|testing|checks?|asserts?|assertions?|expect|expectations|verify|specs?)(lib|utils?|helpers?|kit|support|tools?|common|base|data)?$`)
	helperWord = regexp.MustCompile(`^(helpers?|utils?|common|support|lib|matchers|fixtures|factories|harness|mocks|stubs|fakes|setup)$`)
)

// helping tells whether a path is named for helping tests: its own name says no
// more than that, or speaks of tests.
func helping(p string) bool {
	words := strings.Split(strings.Trim(wordsOf(stemOf(path.Base(p))), "_"), "_")
	above := strings.Split(strings.Trim(wordsOf(path.Dir(p)), "_"), "_")
	return slices.ContainsFunc(slices.Concat(words, above), testWord.MatchString) || !slices.ContainsFunc(words, func(w string) bool { return !helperWord.MatchString(w) })
}
