// Package autoload finds code that a runner loads by itself, or that tests share,
// and that changes how tests judge. In comes a change, out go findings; each
// speaks only of what the change brought. It keeps nothing, so a process that
// dies here judges again.
package autoload

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// builtIn is what the language of a script itself has.
const builtIn = `Object|Array|String|Number|Function|Promise|Date|RegExp|Map|Set|Symbol|Error|BigInt|Boolean|Intl\.\w+`

var (
	startup = regexp.MustCompile(`^(sitecustomize|usercustomize)\.py$|\.pth$`)
	hooks   = []change.Pattern{
		{In: change.Bare, Any: []string{"pytest_"}, Re: regexp.MustCompile(`def\s+pytest_(runtest_\w+|pyfunc_call|collection_modifyitems|collection_finish|sessionfinish|ignore_collect|report_teststatus|itemcollected|collect_file|pycollect_\w+|deselected|assertrepr_compare|exception_interact|unconfigure|fixture_\w+|terminal_summary)\b`), Say: "a hook of the runner changes what it collects or reports."},
		{In: change.Bare, Any: []string{"outcome", "force_result", "exitstatus", "excinfo", "_pytest", "TestReport", "longrepr"}, Re: regexp.MustCompile(`\.outcome\s*=[^=]|force_result\(|exitstatus\s*=[^=]|\.excinfo\s*=[^=]|\.longrepr\s*=[^=]|\b_pytest\.\w+(\.\w+)*\s*=|TestReport\.\w+\s*=`), Say: "it rewrites the outcome of tests."},
		{In: change.Code, Any: []string{"setattr"}, Re: regexp.MustCompile(`setattr(?:__)?\(\s*\w+\s*,\s*["'](outcome|longrepr|passed|failed|excinfo|exitstatus|testsfailed|testscollected)["']`), Say: "it rewrites the outcome of tests."},
		{In: change.Bare, Any: []string{"config.option", "config.args", "config.known", "_inicache"}, Re: regexp.MustCompile(`config\.(option\.\w+|args|known_args_namespace\.\w+|_inicache\[[^\]]*\])\s*=[^=]`), Say: "it changes what the runner was told."},
		{In: change.Code, Any: []string{"TestCase", "TestResult", "TestProgram", "unittest"}, Re: regexp.MustCompile(`\b(unittest\.)?(TestCase|TestResult|TextTestResult|TestProgram|case\.TestCase)\.\w+\s*=[^=]|setattr\(\s*unittest`), Say: "it replaces a part of the runner."},
		{In: change.Bare, Any: []string{"builtins"}, Re: regexp.MustCompile(`\b(__builtins__|builtins)(\.\w+|\[[^\]]*\])\s*=[^=]|setattr\(\s*builtins`), Say: "it replaces a part of the language."},
		{In: change.Code, Any: []string{"os.Args", "test."}, Re: regexp.MustCompile(`\bos\.Args\s*=.*-test\.|\bflag\.Set\(\s*"test\.(run|skip|short|count)`), Say: "it tells the runner what to run."},
		{In: change.Bare, Any: []string{"sys.modules["}, Re: regexp.MustCompile(`sys\.modules\[[^\]]*\]\s*=`), Say: "it puts something else in a module's place."},
		{In: change.Bare, Any: []string{"expect"}, Re: regexp.MustCompile(`\b(global|globalThis|window|self)\s*(\.\s*|\[\s*["'] *["']\s*\])expect\s*=[^=]|^\s*expect\s*=[^=]|\bexpect\.extend\(.*(pass:\s*true)`), Say: "it replaces what tests assert with."},
		{In: change.Code, Any: []string{"global"}, Re: regexp.MustCompile(`\b(global|globalThis)\s*(\.\s*|\[\s*["'])(it|test|describe|expect|assert|beforeEach|afterEach|jest|vi)\b(["']\s*\])?\s*=[^=]`), Say: "it replaces what tests are written with."},
		{In: change.Code, Any: []string{"pass"}, Re: regexp.MustCompile(`\bpass\s*:\s*true\b|return\s*\{\s*pass\s*:\s*(true|!0)`), Say: "a matcher agrees always."},
		{In: change.Code, Any: []string{"assert"}, Re: regexp.MustCompile(`\b(assert|chai|should)(\.\w+|\[\w+\])+\s*=\s*(\(|function|async|jest|vi|\w+\s*=>)|require\(\s*["'](node:)?assert["']\s*\)(\.\w+)+\s*=|Object\.(assign|defineProperty)\(\s*(assert|expect|chai)\b`), Say: "it replaces what tests assert with."},
		{In: change.Code, Any: []string{"toBe", "toEqual", "toStrictEqual", "toMatch", "toThrow", "toContain", "toHaveLength"}, Re: regexp.MustCompile(`^\s*(async\s+)?(toBe|toEqual|toStrictEqual|toMatch(Object)?|toThrow|toContain(Equal)?|toHaveLength|toBeCloseTo)\s*(\([^)]*\)\s*\{|[:=]\s*(\(|async|function|\w+\s*=>))`), Say: "it replaces what tests assert with."},
		{In: change.Code, Any: []string{"overwrite"}, Re: regexp.MustCompile(`\.overwrite(Method|Property|ChainableMethod)\(\s*["']\w+["']`), Say: "it replaces what tests assert with."},
		{In: change.Code, Any: []string{"process"}, Re: regexp.MustCompile(`process\.on\(\s*["'](exit|beforeExit|uncaughtException|unhandledRejection)["']`), Say: "it steps in when the runner ends or fails."},
		{In: change.Code, Any: []string{"prototype", "__proto__"}, Re: regexp.MustCompile(`\b(` + builtIn + `|Test|Runnable|Runner|Suite)\.prototype(\.\w+|\[[^\]]*\])\s*=[^=]|__proto__\s*=|\b(defineProperty|defineProperties|assign|set)\(\s*(` + builtIn + `)\.prototype\b`), Say: "it changes what every object does."},
		{In: change.Bare, Any: []string{"Object.", "Array.", "Number.", "Reflect.", "String."}, Re: regexp.MustCompile(`^\s*(Object\.(is|keys|entries|values|getOwn\w+)|Number\.(is\w+|parse\w+)|Array\.(isArray|from)|Reflect\.\w+|String\.\w+)\s*=[^=]`), Say: "it changes what every object does."},
		{In: change.Code, Any: []string{"exitCode"}, Re: regexp.MustCompile(`\bdefineProperty\(\s*process\s*,\s*["'](exitCode|exit|reallyExit)["']`), Say: "it changes what the runner tells when it ends."},
		{In: change.Code, Any: []string{"testRunner", "testEnvironment", "resolver", "testResultsProcessor", "runner"}, Re: regexp.MustCompile(`["']?\b(testRunner|runner|testEnvironment|testResultsProcessor|resolver)\b["']?\s*:\s*["'](\./|<rootDir>|\.\./|/)`), Say: "the runner uses code of this change in place of its own."},
		{In: change.Code, Any: []string{"moduleNameMapper", "alias", "__mocks__", "stub", "fake"}, Re: regexp.MustCompile(`["'][^"']+["']\s*:\s*["'](<rootDir>|\./)[^"']*(mock|stub|fake|dummy)[^"']*["']`), Not: regexp.MustCompile(`(?i)css|less|scss|sass|svg|png|jpg|gif|woff|file|style|asset`), Say: "tests load something else in place of the product."},
	}
	// What loaded code may not say, and tests of such code may.
	reporting = []change.Pattern{
		{In: change.Code, Any: []string{"status", "state", "failureMessage", "numFailed"}, Re: regexp.MustCompile(`\b(status|state)["']?\s*[:=]\s*["'](passed|pass)["']|\bnumFailed\w*\s*=[^=]|\bfailureMessages?\s*=[^=]`), Say: "it rewrites the outcome of tests."},
		{In: change.Bare, Any: []string{"Math.", "JSON.", "Intl.", "Date."}, Re: regexp.MustCompile(`^\s*((globalThis|global|window)\.)?(Math\.\w+|JSON\.\w+|Intl\.\w+|Date\.(parse|UTC))\s*=[^=]|\b(spyOn|stub|replace)\(\s*((globalThis|global|window)\.)?(Math|JSON|Intl)\s*,`), Say: "every test gets something else in place of a part of the language."},
		{In: change.Bare, Any: []string{"rrors", "ailures", "failed", "Failed"}, Re: regexp.MustCompile(`\b\w+\.(\w*[fF]ailures|\w*[eE]rrors|\w*[fF]ailed)\s*=\s*0\b|\b\w+\.\w*([eE]rrors|[fF]ailures)(\.length\s*=[^=]|\.(splice|pop|shift|clear)\(|\[[^\]]*\]\s*=[^=]|\s*=\s*(\[\s*\]|None\b|null\b))`), Not: regexp.MustCompile(`^\s*(this|self)\.`), Say: "it drops what failed before it is told."},
	}
	plugins = regexp.MustCompile(`(^|\s|["'])-p[ =]?\s*([A-Za-z_][\w.]*)|pytest_plugins\s*=|NODE_OPTIONS\s*=|--require[= ]\S+|\s-r\s+\./\S+|--import[= ]\./|PYTHONSTARTUP|LD_PRELOAD|PYTEST_PLUGINS|--rootdir|--confcutdir|-W\s+ignore`)
)

// ownOption tells whether a line gives a value to an option that the change itself
// brought to the runner.
func ownOption(f *change.File, n int) bool {
	m := setOption.FindStringSubmatch(f.Is.Bare[n])
	if m == nil {
		return false
	}
	name := `"--` + strings.ReplaceAll(m[1], "_", "-") + `"`
	return !f.Was.Holds(name) && slices.ContainsFunc(f.Added(), func(at int) bool {
		return strings.Contains(f.Is.Code[at], "addoption(") && strings.Contains(language.Part(f.Is.Code, at, at+2), name)
	})
}

var setOption = regexp.MustCompile(`^\s*config\.option\.(\w+)\s*=[^=]`)

// Judge finds code that a runner loads by itself, or that tests share, and
// that changes how tests judge. Fixtures and helpers as such are none of that.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" {
			continue
		}
		if startup.MatchString(f.Base()) && len(f.Hunks) > 0 {
			out = append(out, f.Whole("every run of Python loads it by itself."))
			continue
		}
		if strings.HasPrefix(f.Base(), ".npmrc") || strings.HasPrefix(f.Base(), ".env") || f.Base() == ".yarnrc.yml" {
			for _, n := range f.Added() {
				if preloads.MatchString(f.Is.Lines[n]) {
					out = append(out, f.At(n, "every run of Node loads something that it did not."))
				}
			}
		}
		if f.Is.Test() && f.Is.Lang.Code() || suite.Loads(s, f) || suite.Configures(f) {
			out = append(out, slices.DeleteFunc(s.Scan(f, hooks), func(found change.Finding) bool {
				return harmless(s, f, found.Place.Line-1) || tidiesAtEnd(f.Is, found.Place.Line-1) || tellsOnly(s, f, found.Place.Line-1) || ownOption(f, found.Place.Line-1)
			})...)
		}
		if suite.Loads(s, f) && f.Is.Lang.Code() {
			out = append(out, s.Scan(f, reporting)...)
		}
		if suite.Configures(f) {
			out = append(out, remapped(s, f)...)
		}
		if f.Holds("OPTIMIZE", "-O") && (f.Is.Lang.Name != "Python" || f.Is.Test()) {
			for _, n := range f.Added() {
				if noAsserts.MatchString(f.Is.Code[n]) && !s.Went(f.Is.Lines[n]) {
					out = append(out, f.At(n, "Python runs without its assertions."))
				}
			}
		}
		if strings.HasSuffix(f.Path, "_test.go") {
			out = append(out, mains(s, f)...)
		}
		if f.Base() == "conftest.py" || strings.HasSuffix(f.Path, "__init__.py") && f.Is.Test() || suite.Loads(s, f) && (f.Is.Test() || f.Holds("jest.", "vi.", "pytest")) {
			out = append(out, patches(s, f)...)
		}
		if f.From != "" && (suite.Configures(f) || language.IsScript(f.Path)) {
			for _, h := range f.Hunks {
				for n := h.New; n < h.NewEnd; n++ {
					if text := f.Is.Code[n]; (suite.Runner.MatchString(text) || suite.Addopts.MatchString(text) || strings.Contains(text, "_plugins") || strings.Contains(text, "_OPTIONS") || strings.Contains(text, "PRELOAD")) && suite.Fresh(plugins, text, f.Was.Code[h.Old:h.OldEnd]) && !s.Went(f.Is.Lines[n]) && !strings.Contains(text, "no:") && !shownHere(s, text) {
						out = append(out, f.At(n, "the runner loads something that it did not."))
					}
				}
			}
		}
	}
	return suite.Dedupe(out), nil
}

// noAsserts has Python take assertions for nothing.
var noAsserts = regexp.MustCompile(`\bPYTHONOPTIMIZE\b["']?\]?\s*[=:]\s*["']?[1-9]|\bpython[\d.]*\s+(?:-[a-zA-Z]+\s+)*-O{1,2}\b[^\n]*\b(pytest|unittest|tests?)\b`)

// shownHere tells whether all that a runner is told to load is code of the
// change, which is looked at itself: what another path than one from here on may be,
// people say.
func shownHere(s *change.Set, text string) bool {
	told := toLoad.FindAllStringSubmatch(text, -1)
	return len(told) > 0 && len(told) == len(plugins.FindAllString(text, -1)) && !slices.ContainsFunc(told, func(m []string) bool {
		f := s.Find(path.Clean(m[1]))
		return f == nil || f.New == "" || !suite.Loads(s, f) || !strings.HasPrefix(m[1], "./") && !s.Asked(m[1])
	})
}

var (
	toLoad   = regexp.MustCompile(`(?:--require|--import|-r)[= ]["']?((?:\./|[\w.-]+/)[\w./-]+)`)
	preloads = regexp.MustCompile(`(?i)node[-_]options["']?\s*[=:].*(--require|--import|-r\s|--loader|--experimental-loader)|\b(PYTHONSTARTUP|LD_PRELOAD|PYTEST_ADDOPTS|PYTEST_PLUGINS|GOFLAGS)\s*=`)
	mapping  = regexp.MustCompile(`["'/](\^?[^"'\s]+?)["'/]\s*[:,]\s*(?:replacement:\s*)?["'](?:<rootDir>|\.{1,2})/([^"']+)["']`)
)

// remapped finds entries of a configuration that lead the import of a product
// file that changed to another file.
func remapped(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		for _, m := range mapping.FindAllStringSubmatch(f.Is.Lines[n], -1) {
			key, err := regexp.Compile(strings.ReplaceAll(m[1], `\\`, `\`))
			if err != nil || s.Went(f.Is.Lines[n]) {
				continue
			}
			for _, p := range s.Files {
				stem := strings.TrimSuffix(p.Base(), path.Ext(p.Path))
				if p.Product() && p.From != "" && p.Path != path.Clean(m[2]) && (key.MatchString("./"+stem) || key.MatchString("../src/"+stem) || key.MatchString("@/"+stem)) {
					out = append(out, f.At(n, "tests load "+m[2]+" in place of the product's "+p.Path+"."))
					break
				}
			}
		}
	}
	return out
}
