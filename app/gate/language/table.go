package language

import (
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Language is what rules have to know about one language. One that is to be read
// needs its functions here, and its violations in testdata/rules of package
// gate; until then rules are told to know nothing of it.
type Language struct {
	Name       string
	Extensions []string
	lexis      lexis
	tests      *regexp.Regexp // paths of files that a runner collects tests from
	funcs      func(*Source) []Func
	program    bool // products are written in it, and no rule reads it

	Assertion *regexp.Regexp // in code: a line that can fail a test
	Skip      *regexp.Regexp // in code: takes a test out of the run
	Focus     *regexp.Regexp // in code: takes all others out of it
	Suppress  *regexp.Regexp // in comments: silences a tool
}

// Code tells whether the language is one that products are written in.
func (l *Language) Code() bool { return l.funcs != nil }

// Unread tells whether products are written in the language and rules know
// nothing of it.
func (l *Language) Unread() bool { return l.program && l.funcs == nil }

// Collects tells whether a runner looks for tests in the file.
func (l *Language) Collects(p string) bool {
	return l.tests != nil && l.tests.MatchString(p) && !elsewhere.MatchString(p)
}

// elsewhere are Go's tests that other platforms than this one run, or that lie
// where the go tool does not look, and what AVA takes for a helper.
var elsewhere = regexp.MustCompile(`_(aix|android|darwin|dragonfly|freebsd|illumos|ios|js|netbsd|openbsd|plan9|solaris|wasip1|windows|386|arm|loong64|mips\w*|ppc64\w*|riscv64|s390x|wasm)_test\.go$|(^|/)(_[^/]*|\.[^/]+|testdata|vendor)/.*_test\.go$|(^|/)[_.][^/]*_test\.go$|(^|/)(tests?|__tests__)/(.*/)?_[^/.]*\.[cm]?[jt]sx?$`)

var (
	slashes = lexis{line: []string{"//"}, block: [2]string{"/*", "*/"}}
	double  = quote{open: `"`, close: `"`}
	single  = quote{open: "'", close: "'"}
)

func languages() []*Language {
	return []*Language{
		{
			Name: "Go", Extensions: []string{".go"},
			lexis:     lexis{line: slashes.line, block: slashes.block, quotes: []quote{{open: "`", close: "`", lines: true, raw: true}, double, single}},
			tests:     regexp.MustCompile(`_test\.go$`),
			funcs:     goFuncs,
			Assertion: regexp.MustCompile(`\b\w+\.(Error|Errorf|Fatal|Fatalf|Fail|FailNow)\(|\b(assert|require|is|check|qt|c|g)\.[A-Z]\w*\(|\bpanic\(|(?i)\b(assert|require|check|expect|must|want|verify|ensure)\w*\(`),
			Skip:      regexp.MustCompile(`\b\w+\.(Skip|Skipf|SkipNow)\(`),
			Focus:     regexp.MustCompile(`\b(FIt|FDescribe|FContext|FEntry|FSpecify)\(`),
			Suppress:  regexp.MustCompile(`//\s*nolint\b|//\s*lint:(ignore|file-ignore)|#nosec|//\s*revive:disable|//\s*staticcheck:ignore|//\s*coverage:ignore|//\s*exhaustive:ignore|nosemgrep|NOSONAR`),
		},
		{
			Name: "Python", Extensions: []string{".py", ".pyi"},
			lexis: lexis{line: []string{"#"}, quotes: []quote{
				{open: `"""`, close: `"""`, lines: true}, {open: "'''", close: "'''", lines: true}, double, single,
			}},
			tests:     regexp.MustCompile(`(^|/)test_[^/]*\.py$|_test\.py$|(^|/)tests?\.py$`),
			funcs:     pythonFuncs,
			Assertion: regexp.MustCompile(`^\s*assert\b|\bself\.(assert|fail)\w*\(|\bpytest\.(raises|warns|fail)\(|\.assert_\w+\(|\bassert_\w+\(|^\s*raise AssertionError|\bnp\.testing\.\w+\(|(?i)\b(check|expect|verify|ensure)_\w*\(`),
			Skip:      regexp.MustCompile(`@?\bpytest\.mark\.(skip|skipif|xfail)\b|\bpytest\.(skip|xfail|importorskip)\(|@?\bunittest\.(skip\w*|expectedFailure)\b|@(skip|skipIf|skipUnless|expectedFailure|skipif|xfail)\b|(^|[^.\w])skip(If|Unless)(Any)?(DBFeature)?\(|\bself\.skipTest\(|\braise\s+(unittest\.)?SkipTest\b|^\s*__test__\s*=\s*False|\bpytestmark\s*=.*\b(skip|xfail)|@nottest\b|\bmarks\s*=.*\b(skip|xfail)\b`),
			Suppress:  regexp.MustCompile(`(?i)#\s*(noqa\b|type:\s*ignore|pylint:\s*disable|pyright:\s*(ignore|basic|strict=false|report\w+=false)|mypy:\s*(ignore|disable|allow)|ruff:\s*noqa|flake8:\s*noqa|nosec\b|pragma:\s*no\s*cover|fmt:\s*(off|skip)|isort:\s*skip|noinspection\b|pytype:\s*(skip|disable)|pyre-(ignore|fixme)|nosemgrep|NOSONAR|pylint:\s*skip-file|pragma:\s*no\s*branch|codespell:\s*ignore)`),
		},
		{
			Name: "JavaScript", Extensions: []string{".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"},
			lexis:     lexis{line: slashes.line, block: slashes.block, quotes: []quote{{open: "`", close: "`", lines: true}, double, single}, regexp: true},
			tests:     regexp.MustCompile(`\.(test|spec)\.[cm]?[jt]sx?$|(^|/)__tests__/.*\.[cm]?[jt]sx?$|(^|/)(tests?|spec)/[^/]*\.[cm]?[jt]sx?$|(^|/)test(-[^/]*|_[^/]*)?\.[cm]?[jt]s$`),
			funcs:     scriptFuncs,
			Assertion: regexp.MustCompile(`\bexpect\(|\bassert(\.\w+)*\(|\.should\b|\bt\.(is|deepEqual|true|false|truthy|falsy|throws\w*|equal|same|ok|not\w*|like|regex|fail|end|plan)\(|^\s*(strictEqual|deepStrictEqual|equal|deepEqual|ok|throws|rejects)\(|(?i)\b(check|expect|verify|ensure|assert)\w+\(`),
			Skip:      regexp.MustCompile(`\b(it|test|describe|context|suite|specify)\.(skip|todo|failing|fails|skipIf|runIf)\b|\b(xit|xtest|xdescribe|xcontext|xspecify|pit)\(|\bthis\.skip\(|\bt\.(skip|todo)\(|\btest\.fixme\(|\b(skip|todo)\s*:\s*(true\b|[^\s,}f])|\bctx\.skip\(|\bpending\(`),
			Focus:     regexp.MustCompile(`\b(it|test|describe|context|suite|specify)(\.\w+)*\.only\b|(?:^|[{;])\s*(fit|fdescribe|fcontext)\(|\bonly\s*:\s*true`),
			Suppress:  regexp.MustCompile(`eslint-disable|@ts-(ignore|nocheck|expect-error)|istanbul\s+ignore|c8\s+ignore|v8\s+ignore|tslint:disable|biome-ignore|oxlint-disable|jshint\s+ignore|jscs:disable|prettier-ignore|noinspection\b|@noflow\b|\$Flow(FixMe|Ignore)|deno-lint-ignore|standard-disable|stylelint-disable|\beslint\s+[\w@/-]+\s*:\s*\[?\s*["']?(off|0)\b|nosemgrep|NOSONAR`),
		},
		{
			Name: "Java", Extensions: []string{".java"}, program: true,
			lexis: lexis{line: slashes.line, block: slashes.block, quotes: []quote{{open: `"""`, close: `"""`, lines: true}, double, single}},
		},
		{
			Name: "Rust", Extensions: []string{".rs"}, program: true,
			lexis: lexis{line: slashes.line, block: slashes.block, quotes: []quote{double}},
		},
		{
			Name: "Other", program: true,
			Extensions: []string{
				".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".m", ".mm", ".cs", ".swift", ".dart", ".zig", ".kt", ".kts", ".scala", ".groovy",
				".php", ".rb", ".ex", ".exs", ".erl", ".pl", ".pm", ".r", ".jl", ".hs", ".ml", ".fs", ".clj", ".lua",
			},
		},
		{
			Name: "Shell", Extensions: []string{".sh", ".bash", ".zsh", ".mk", ".yml", ".yaml", ".toml", ".cfg", ".ini", ".conf", ".dockerfile", ".just"},
			lexis: lexis{line: []string{"#"}, quotes: []quote{double, single}},
		},
		{Name: "Text", lexis: lexis{}},
	}
}

// table is built once: nothing writes to it.
var table = languages()

// Of is the language of a path; one nobody knows is plain text.
func Of(p string) *Language {
	ext := strings.ToLower(path.Ext(p))
	for _, l := range table {
		for _, e := range l.Extensions {
			if e == ext {
				return l
			}
		}
	}
	if IsScript(p) {
		return table[len(table)-2]
	}
	return table[len(table)-1]
}

var (
	scriptName = regexp.MustCompile(`(?i)^(GNUmakefile|Makefile[^/]*|Justfile|Taskfile[^/]*|Rakefile|Dockerfile[^/]*|Jenkinsfile|Procfile|run[-_]?tests?|test|check|verify|ci|build)$|\.(sh|bash|zsh|mk|just)$`)
	scriptDir  = regexp.MustCompile(`(?i)^(scripts?|bin|ci|\.husky|\.?(git-?)?hooks)$`)
	testName   = regexp.MustCompile(`(?i)^conftest\.py$|\.snap$|\.golden$|_test\.[a-z]+$|^test_|\.(test|spec)\.[a-z]+$|Tests?\.java$|_spec\.rb$|^setup-?tests?\.[jt]s$|^tests?\.(py|[cm]?[jt]s)$`)
	testDir    = regexp.MustCompile(`(?i)^(tests?|__tests__|specs?|testing|testdata|fixtures|__fixtures__|__mocks__|__snapshots__|e2e|cypress)$`)
)

var configName = regexp.MustCompile(`(?i)^(setup\.py|noxfile\.py|conf\.py|vitest\.workspace\.[cm]?[jt]s|(gulp|grunt)file\.\w+|[\w.-]*\.(config|conf|setup)\.[cm]?[jt]s|\.[\w.-]*rc\.[cm]?js)$`)

// IsConfig tells whether code configures tools and is no part of the product.
func IsConfig(p string) bool { return configName.MatchString(path.Base(p)) }

// IsScript tells whether a path is a script or recipe for a shell.
func IsScript(p string) bool {
	dir, base := path.Split(p)
	return scriptName.MatchString(base) || base != "" && !strings.Contains(base, ".") && scriptDir.MatchString(path.Base(dir))
}

// IsTest tells whether a path is test code or what tests read.
func IsTest(p string) bool {
	dirs, base := path.Split(p)
	for dir := range strings.SplitSeq(dirs, "/") {
		if testDir.MatchString(dir) {
			return true
		}
	}
	return testName.MatchString(base)
}
