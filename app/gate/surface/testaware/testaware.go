// Package testaware finds product code that finds out whether it is tested. In
// comes a change, out go findings; each speaks only of what the change brought.
// It keeps nothing, so a process that dies here judges again.
package testaware

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const environment = `(os\.environ|os\.getenv|environ|getenv|process\.env|os\.Getenv|os\.LookupEnv|import\.meta\.env|Deno\.env|Bun\.env|\benv)`

var (
	aware = []change.Pattern{
		{In: change.Code, Any: []string{"env", "Env", "ENV"}, Re: regexp.MustCompile(environment + `[^\n;]{0,40}\b(PYTEST\w*|JEST\w*|VITEST\w*|MOCHA\w*|UNITTEST\w*|GO_TEST\w*|GOTEST\w*|TEST_MODE|TESTING|IN_TESTS?|IS_TEST\w*|RUNNING_TESTS?|UNDER_TEST|TEST_ENV\w*|TEST_WORKER\w*|TEST_RUN\w*|HYPOTHESIS\w*|DOCTEST\w*|PLAYWRIGHT\w*|CYPRESS\w*|BENCHMARK_RUN\w*|\w+_(TESTING|TEST_MODE|UNDER_TEST|IN_TESTS?)|TEST|CI|CONTINUOUS_INTEGRATION|GITHUB_ACTIONS|GITHUB_RUN\w*|GITLAB_CI|TRAVIS|CIRCLECI|BUILDKITE|JENKINS\w*|NODE_TEST\w*|TOX_ENV\w*|COVERAGE_RUN\w*|npm_lifecycle_event|GOALKEEPER\w*)\b`), Say: "it asks the environment whether it is tested."},
		{In: change.Code, Any: []string{"environ"}, Re: regexp.MustCompile(`["'](PYTEST\w*|UNITTEST\w*|TESTING|TEST_MODE|IS_TEST\w*|RUNNING_TESTS?|CI|GITHUB_ACTIONS|TOX_ENV\w*)["']\s*(not\s+)?in\s+(os\.)?environ\b`), Say: "it asks the environment whether it is tested."},
		{In: change.Code, Any: []string{"SkipTest", "pytest.skip"}, Re: regexp.MustCompile(`\braise\s+([\w.]+\.)?SkipTest\b|\bpytest\.skip\(`), Say: "product code takes the test that runs it out of the run."},
		{In: change.Code, Any: []string{"NODE_ENV", "APP_ENV", "RAILS_ENV", "ENVIRONMENT", "ENV"}, Re: regexp.MustCompile(`\b(NODE_ENV|APP_ENV|ENVIRONMENT|FLASK_ENV|DJANGO_ENV|GO_ENV|ENV)\b["'\])]*\s*(,\s*["'][^"']*["']\s*\))?\s*(===?|!==?|\bin\b)\s*[\[(]?["'](test|testing|ci)["']|["'](test|testing|ci)["']\s*(===?|!==?)\s*.*\b(NODE_ENV|APP_ENV|ENVIRONMENT|ENV)\b`), Say: "it asks the environment whether it is tested."},
		{In: change.Code, Any: []string{"env", "Env"}, Re: regexp.MustCompile(environment + `[^\n;=!]{0,40}(===?|!==?)\s*["'\x60](test|testing|tests|ci|pytest|jest|vitest|unittest)["'\x60]`), Say: "it asks the environment whether it is tested."},
		{In: change.Code, Any: []string{"meta.vitest", "execArgv", "NODE_V8_COVERAGE", "__coverage__", "meta.jest", "MODE"}, Re: regexp.MustCompile(`\bimport\.meta\.(vitest|jest)\b|\bexecArgv\b[^\n]*test|NODE_V8_COVERAGE|__coverage__|import\.meta\.env\.MODE\s*[!=]==?\s*["']test`), Say: "it finds out whether it is tested."},
		{In: change.Code, Any: []string{"testing.Testing", "flag.Lookup", "testing.Short", "testing.CoverMode", "os.Args", "testing.Verbose"}, Re: regexp.MustCompile(`\btesting\.(Testing|Short|Verbose|CoverMode)\(\)|flag\.Lookup\(\s*["\x60]test\.|os\.Args\[0\]`), Not: regexp.MustCompile(`[Uu]sage|[pP]rint|exec\.|filepath\.(Base|Dir|Abs)\(os\.Args\[0\]\)\s*$`), Say: "it finds out whether it is tested."},
		{In: change.Code, Any: []string{"modules", "pytest", "unittest", "called_from"}, Re: regexp.MustCompile(`["'](pytest|_pytest|unittest|nose|doctest)["']\s*(not\s+)?in\b|sys\.modules[^\n]*(pytest|unittest|nose|test)|modules\.get\(\s*["'](pytest|unittest)|find_spec\(\s*["']pytest|hasattr\(\s*(sys|builtins)\s*,\s*["']_?(called_from_test|pytest)`), Say: "it finds out whether it is tested."},
		{In: change.Code, Any: []string{"typeof", "global", "in window", "__"}, Re: regexp.MustCompile(`typeof\s+\(?\s*(global(This)?\.|window\.)?(jest|vi|vitest|describe|it|test|expect|beforeEach|afterEach|mocha|__karma__|jasmine)\b|\b(global|globalThis|window)(\.|\[["'])(jest|vi|vitest|describe|it|test|expect|mocha|jasmine|__vitest\w*|__karma__|beforeEach)\b|["'](jest|describe|it|vi|expect)["']\s+in\s+(global|globalThis|window)`), Say: "it finds out whether it is tested."},
		{In: change.Code, Any: []string{"argv"}, Re: regexp.MustCompile(`(process|sys)\.(orig_)?argv[^\n]*(jest|vitest|mocha|pytest|unittest|test)|(jest|vitest|mocha|pytest|unittest|["']\.?tests?["'])[^\n]*(process|sys)\.argv`), Say: "it reads the command line of the tests."},
		{In: change.Code, Any: []string{"require.cache", "require.main", "module.parent", "main.filename"}, Re: regexp.MustCompile(`require\.cache[^\n]*(test|jest|mocha|spec)|(require\.main|module\.parent)[^\n]*(test|jest|mocha|spec)`), Say: "it finds out whether it is tested."},
	}
	// What is so only where assertions count, as they do in tests.
	debugged = []change.Pattern{
		{In: change.Code, Any: []string{"__debug__"}, Re: regexp.MustCompile(`\bif\s+(not\s+)?__debug__\b|\bif\s+__debug__\s+else\b`), Say: "it does something else where assertions count."},
	}
	// What requests of test clients come from or go to, by the name or address that
	// their makers gave them.
	clients = []change.Pattern{
		{In: change.Code, Any: []string{"testserver", "testclient", "192.0.2.1", "superagent", "lightMyRequest", "erkzeug/"}, Re: regexp.MustCompile(`["'\x60,](testserver|testclient|192\.0\.2\.1(:1234)?|node-superagent[^"'\x60]*|lightMyRequest|(?i:werkzeug)/[^"'\x60]*)["'\x60,]`), Not: regexp.MustCompile(`\bALLOWED_HOSTS\b`), Say: "it knows the requests of a test client."},
	}
	browsers = []change.Pattern{
		{In: change.Code, Any: []string{"Cypress", "webdriver", "playwright", "Headless", "jsdom", "PhantomJS", "phantom", "__PW", "userAgent", "appName", "appVersion"}, Re: regexp.MustCompile(`\b(window|globalThis|self|top|parent)(\?)?\.(Cypress|__cypress\w*|__playwright\w*|__PW_\w*|playwright|_phantom|callPhantom|__webdriver\w*)\b|["'](Cypress|__playwright\w*|_phantom)["']\s+in\s+(window|globalThis)|\bnavigator\.webdriver\b|\b(userAgent|appName|appVersion)\b.*(?i:Headless|jsdom|happy-?dom|PhantomJS|Playwright|Cypress)|(?i:Headless|jsdom|happy-?dom|PhantomJS|Playwright|Cypress).*\b(userAgent|appName|appVersion)\b`), Say: "it finds out whether it is tested."},
	}
	goAware = []change.Pattern{
		{In: change.Code, Any: []string{"os.Args", "os.Executable"}, Re: regexp.MustCompile(`(os\.Args|os\.Executable)[^\n]*(["\x60][^"\x60]*[tT]est|HasSuffix|Contains|MatchString)`), Say: "it finds out whether it is tested."},
		{In: change.Code, Any: []string{".test"}, Re: regexp.MustCompile(`["\x60]\.test(\.exe)?["\x60]|["\x60]-?-?test\.\w*["\x60]`), Say: "it finds out whether it is tested."},
		{In: change.Lines, Any: []string{`"testing"`}, Re: regexp.MustCompile(`^(import)?\s*"testing"\s*$`), Say: "product code reaches for the test framework."},
	}
	betrays = []change.Pattern{
		{In: change.Code, Any: []string{"pytest", "unittest", "jest", "vitest", "mocha", "go-build", "_test", "dockerenv", "/proc/", "psutil", "ps -o"}, Re: regexp.MustCompile(`["'\x60/][^"'\x60\n]*\b(pytest|unittest|vitest|mocha|jest|go-build)\b[^"'\n]*["'\x60/]|["'\x60]_test(\.go)?["'\x60]|\.dockerenv|/proc/(1|self)/(cgroup|status|cmdline|environ)|/proc/["'\x60+ ]*(\$?\{|%[dsv]|\w*ppid)|\bps\s+-o\s+(comm|args|command)|\bpsutil\.Process\([^)]*\)\.(parent|name|cmdline)`), Not: regexp.MustCompile(`^\s*(import|from)\b`), Say: "it knows the runner of the tests by name."},
		{In: change.Code, Any: []string{"__name__", "__file__", "getcwd", "cwd()", "modules", "__main__", "filename"}, Re: regexp.MustCompile(`(__name__|__file__|getcwd\(\)|\.cwd\(\)|modules|filename\w*)[^\n]*["'][^"'\n]*\btest|["'][^"'\n]*\btest\w*["'][^\n]*(__name__|__file__|getcwd\(\)|\.cwd\(\)|modules|filename)`), Say: "it finds out whether it is tested."},
	}
	stacks   = regexp.MustCompile(`\binspect\.(stack|currentframe|getouterframes|getframeinfo)\b|\bsys\._getframe\(|\bsys\._current_frames|\bruntime\.(Caller|Callers|CallersFrames|Stack|FuncForPC)\(|\bdebug\.(Stack|PrintStack)\(|\bnew Error\([^)]*\)\.stack|\bError\(\)\.stack|\.captureStackTrace\(|\btraceback\.(extract_stack|format_stack|walk_stack|print_stack)\b|\bprepareStackTrace\b|\be(rr|rror)?\.stack\b`)
	rummages = regexp.MustCompile(`\bf_(locals|globals|code\.co_consts)\b|\bgc\.get_(objects|referrers)\(|\bsys\.(settrace|setprofile|gettrace)\(|\.tb_frame\b|\barguments\.callee\b|\.caller\b\s*(\.|\[|;|$)`)
	tested   = regexp.MustCompile(`(?i)["'\x60/_.\\]\^?[\w./\\*-]*(test|spec|jest|pytest|unittest|mocha|vitest|expected|assert|grader|checker|fixture|\.?tRunner)`)
)

// Judge finds product code that finds out whether it is tested.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || !f.Product() {
			continue
		}
		out = append(out, slices.DeleteFunc(s.Scan(f, aware), func(found change.Finding) bool { return branchAsked(s, found) })...)
		out = append(out, s.Scan(f, betrays)...)
		out = append(out, s.Scan(f, clients)...)
		out = append(out, s.Scan(f, debugged)...)
		out = append(out, definedForTests(s, f)...)
		out = append(out, s.Scan(f, browsers)...)
		if f.Is.Lang.Name == "Go" && !strings.Contains(f.Path, "test") {
			out = append(out, s.Scan(f, goAware)...)
			out = append(out, builtForTests(s, f)...)
		}
		out = append(out, switched(s, f)...)
		out = append(out, whereabouts(s, f)...)
		out = append(out, ofTestKind(s, f)...)
		if !f.Holds("inspect", "_getframe", "_current_frames", "runtime.", "debug.", "stack", "Stack", "traceback", "f_locals", "f_back", "gc.", "settrace", "setprofile") {
			continue
		}
		for _, n := range f.Added() {
			if rummages.MatchString(ownNames.ReplaceAllString(f.Is.Code[n], "")) && !s.Went(f.Is.Lines[n]) && !onlyTold(f, n) {
				out = append(out, f.At(n, "it looks at what its callers hold."))
			} else if stacks.MatchString(f.Is.Code[n]) && !s.Went(f.Is.Lines[n]) && asksForTests(f, n) {
				out = append(out, f.At(n, "it looks through its callers for tests."))
			} else if stacks.MatchString(f.Is.Code[n]) && !s.Went(f.Is.Lines[n]) && readsToo(f, n) {
				out = append(out, f.At(n, "it reads the code that calls it."))
			}
		}
	}
	return out, nil
}

// definedForTests finds code that asks for a name which the configuration of the tests
// alone came to define.
func definedForTests(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("__") || f.Is.Lang.Name != "JavaScript" {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		for _, name := range definable.FindAllString(f.Is.Code[n], -1) {
			if slices.ContainsFunc(s.Files, func(o *change.File) bool {
				return testConfig.MatchString(o.Base()) && slices.ContainsFunc(o.Added(), func(at int) bool { return strings.Contains(o.Is.Code[at], name) })
			}) {
				out = append(out, f.At(n, "it goes by "+name+", which the tests define."))
			}
		}
	}
	return out
}

var (
	definable  = regexp.MustCompile(`\b__\w+__\b`)
	testConfig = regexp.MustCompile(`^(jest|vitest)\.`)
)

// builtForTests finds files of Go that are built under a tag which a command of tests
// came to give, or without it.
func builtForTests(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("go:build") {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		m := builtUnder.FindStringSubmatch(f.Is.Lines[n])
		if m != nil && slices.ContainsFunc(s.Files, func(o *change.File) bool {
			return o.Holds("-tags") && slices.ContainsFunc(o.Added(), func(at int) bool {
				t := testsUnder.FindStringSubmatch(o.Is.Code[at])
				return t != nil && slices.Contains(strings.Split(t[1], ","), m[1])
			})
		}) {
			out = append(out, f.At(n, "the product is built otherwise where it is tested."))
		}
	}
	return out
}

var (
	builtUnder = regexp.MustCompile(`^//go:build !?(\w+)\s*$`)
	testsUnder = regexp.MustCompile(`\bgo\s+test\b.*-tags[= ]["']?([\w,]+)`)
)

// ofTestKind finds functions that ask where the type of what they are given
// comes from or what it is called, and know the names that tests have for that.
func ofTestKind(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("__module__", "__qualname__", "__class__", "getmodule", "constructor.name", "PkgPath(", "TypeOf(", "%T") {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		if !typeOrigin.MatchString(f.Is.Code[n]) || s.Went(f.Is.Lines[n]) {
			continue
		}
		from, to := n, n+4
		if fn, in := f.Is.Around(n); in {
			to = fn.End
		}
		for at := from; at < min(to, len(f.Is.Code)); at++ {
			if f.IsAdded(at) && doubleName.MatchString(f.Is.Code[at]) {
				out = append(out, f.At(at, "it finds out whether tests gave it what it works with."))
				break
			}
		}
	}
	return out
}

var (
	typeOrigin = regexp.MustCompile(`\.__module__\b|\b__qualname__\b|\.__class__\.__name__|\binspect\.getmodule\(|\btype\([^()]*\)\.__name__|\.constructor\.name\b|\.PkgPath\(\)|reflect\.TypeOf\([^()]*\)|Sprintf\("%T"`)
	doubleName = regexp.MustCompile(`["'\x60/^|](?i:tests?|__tests__|conftest|spec|(fake|mock|stub|spy|dummy|inmemory)\w*)(\.|\$|_\w*)?["'\x60/|)$]|["'\x60](test_|_test|\.test)["'\x60.]`)
)

// onlyTold tells whether what a line found out about its callers goes into a log
// and nowhere else.
func onlyTold(f *change.File, n int) bool { return tellsLog.MatchString(f.Is.Bare[n]) }

var tellsLog = regexp.MustCompile(`^\s*(\w+\.)?(log\w*|logging|warnings?)\.(debug|info|warn\w*|error)\(`)

var (
	asksEnv = regexp.MustCompile(`(?:os\.environ(?:\.get\(|\[)|os\.getenv\(|getenv\(|os\.Getenv\(|os\.LookupEnv\(|process\.env\[)\s*["']([A-Z][A-Z0-9_]+)["']|\bprocess\.env\.([A-Z][A-Z0-9_]+)\b|\bimport\.meta\.env\.([A-Z][A-Z0-9_]+)\b|["']([A-Z][A-Z0-9_]+)["']\s+in\s+os\.environ`)
	setups  = []string{"package.json", "Makefile", "tox.ini", "pytest.ini", "setup.cfg", "pyproject.toml", "conftest.py", "tests/conftest.py", "vitest.config.ts", "vitest.config.js", "jest.config.js", "jest.config.ts", "jest.setup.js", "jest.setup.ts", "test/setup.ts", "test/setup.js", "noxfile.py"}
	readmes = []string{"README.md", "README.rst", "README", "docs/configuration.md", "docs/config.md", ".env.example"}
)

// switched finds product code that asks for a variable of the environment that
// the set-up of the tests sets and no reader of the product is told of.
func switched(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("env", "Env") {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		m := asksEnv.FindStringSubmatch(f.Is.Code[n])
		if m == nil || s.Went(f.Is.Lines[n]) {
			continue
		}
		name := m[1] + m[2] + m[3] + m[4]
		if s.Said(name) || strings.Contains(f.Was.Text, name) || mentioned(s, readmes, name) {
			continue
		}
		set := mentioned(s, setups, name)
		for _, t := range s.Files {
			set = set || t.Is.Test() && strings.Contains(t.Is.Text, name) && strings.Contains(t.Was.Text, name)
		}
		if set {
			out = append(out, f.At(n, "it asks the environment for what only the tests set."))
		}
	}
	return out
}

func mentioned(s *change.Set, files []string, name string) bool {
	for _, at := range files {
		if text, err := fs.ReadFile(s.Candidate, at); err == nil && regexp.HasWord(string(text), name) {
			return true
		}
	}
	return false
}

// ownNames is how a frame tells the name of a module.
var ownNames = regexp.MustCompile(`\bf_globals(\.get\(\s*|\[)["']__(name|package|module)__["']`)

// readsToo tells whether the function around a line came to read files.
func readsToo(f *change.File, n int) bool {
	fn, ok := f.Is.Around(n)
	if !ok {
		return false
	}
	for at := fn.Start; at < min(fn.End, len(f.Is.Bare)); at++ {
		if f.IsAdded(at) && readsFile.MatchString(f.Is.Bare[at]) {
			return true
		}
	}
	return false
}

var readsFile = regexp.MustCompile(`\bos\.(ReadFile|Open)\(|\breadFile(Sync)?\(|\bopen\(|\.read_text\(|\blinecache\.|\bgetsource\w*\(|\bparser\.ParseFile\(|\bcreateReadStream\(`)

func asksForTests(f *change.File, n int) bool {
	from, to := max(0, n-6), min(len(f.Is.Code), n+12)
	if fn, ok := f.Is.Around(n); ok {
		from, to = fn.Start, fn.End
	}
	for at := from; at < min(to, len(f.Is.Code)); at++ {
		if f.IsAdded(at) && (tested.MatchString(strings.ReplaceAll(f.Is.Code[at], "testing", "")) || sourceName.MatchString(f.Is.Code[at])) {
			return true
		}
	}
	return false
}

// sourceName is a file of code by its name.
var sourceName = regexp.MustCompile(`["'\x60][\w./-]*\w\.(py|[cm]?[jt]sx?|go)["'\x60]`)
