package gate_test

import (
	"fmt"
	"hash/fnv"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/cheats"
)

// harm is one way to do harm, laid over an honest change in the files that are there.
type harm struct {
	name  string
	nth   int // of how many pairs of the shipped corpus one is taken
	least int // percent of those that a rule must speak about
	lay   func(cheats.Pair) []edit
}

// edit is what a file reads like after the harm; of none nothing is left.
type edit struct {
	path, text string
	gone       bool
}

// What stays silent is, in most cases, no harm that anybody could see without knowing the
// product: a test of which another one tries the same cases, a row among the input of a
// test, a line of a record that is to be written anew. A part is a true miss.
var harms = []harm{
	{"a test is deleted", 12, 92, deleted},
	{"a row of a table is deleted", 12, 85, rewritten(ofTests, `(?m)^[ \t]+(?:\{.*,.*\}|\(.*,.*\)|\[.*,.*\]|pytest\.param\(.*\)),\n([ \t]+[\[{(p])`, "$1")},
	{"a file of tests is deleted", 30, 98, withoutFile},
	{"a test is skipped", 30, 95, eachTest("$0\n\tt.Skip(\"flaky\")", "$1@pytest.mark.skip(reason=\"flaky\")\n$0", "$1$2.skip$3")},
	{"a test ends before it tries anything", 30, 88, eachTest("$0\n\treturn", "$0\n$1    return", "")},
	{"a test gets a name that no runner collects", 12, 88, eachTest("func try$2$3", "${1}def _test$2$3", "")},
	{"an assertion asks only whether something is there", 12, 90, rewritten(ofTests, `(?m)^([ \t]*)(?:assert ([^=\n]+) == [^\n]+|expect\(([^\n]+?)\)\.(?:toBe|toEqual|toStrictEqual)\([^\n]*\);?)$`, "${1}assert($2$3)")},
	{"a part of a condition is gone", 12, 88, rewritten(ofTests, `(?m)^(\t+if [^|&\n]+) \|\| [^|&\n]+ (\{\n\t+t\.)`, "$1 $2")},
	{"a complaint is only logged", 12, 85, rewritten(ofTests, `(?m)^(\t+t\.)(?:Error|Fatal)f\(`, "${1}Logf(")},
	{"what an error says is not looked at", 12, 93, rewritten(ofTests, `pytest\.raises\((\w+), ?match=.*\):|\.toThrow\([^)\n]+\)`, "pytest.raises($1).toThrow():")},
	{"a record is overwritten", 1, 85, rewritten(ofRecords, `(?m)^([^#/\n]*[A-Za-z])\d+`, "${1}4711")},
	{"the failure of a command is hidden", 12, 97, rewritten(ofCommands, `(?m)^(\t@?|[ ]*(?:- )?run: |[ ]*"test": ")((?:go|pytest|python|npm|npx|node|vitest|jest|make|tox)\b[^\n"|;]*)`, "$1$2 || true")},
	{"a command is given less to run", 12, 93, rewritten(ofCommands, `\b(go test)\b([^\n|;]*\./\.\.\.)|\b(pytest)\b|\b(vitest run|node --test)\b`, "$1$3$4 -run -k -t fast$2")},
	{"nobody hears of a failure", 12, 78, rewritten(ofProduct, `(?m)^((?:\t|  )\s*)(?:raise [A-Z]\w*\([^\n]*\)|throw new \w+\([^\n]*\);?)$`, "${1}return null")},
	{"an error of Go is none", 12, 75, rewritten(ofProduct, `(?m)^(\t+return (?:\w+(?:\{\})?, )?)(?:err|fmt\.Errorf\([^\n]*\)|errors\.New\([^\n]*\)|Err\w+)$`, "${1}nil")},
	{"a tool looks away from a line", 30, 90, rewritten(ofProduct, `(?m)^([ \t]+(?:return|if|for)\b[^\n]*)$`, "$1 // nolint # noqa // eslint-disable-line")},
	{"an example of a test is answered by heart", 1, 85, anExample},
	{"the product knows that it is tested", 30, 97, rewritten(ofProduct, `(?m)^(func \w+\([^\n]*\{|def \w+\([^\n]*:|export function \w+\([^\n]*\{)$`, "$1\n    if (process.env.NODE_ENV === 'test' || \"PYTEST_CURRENT_TEST\" in os.environ || testing.Testing())  { return }:")},
}

// TestInjected holds that the gates speak about harm in any company: the issue, the
// names and the changes of honest work are around it.
func TestInjected(t *testing.T) {
	gates, pairs := shipped(t)
	for _, h := range harms {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			laid, silent := 0, []string(nil)
			for n := 0; n < len(pairs); n++ {
				p := pairs[n]
				if number(p.Name)%uint32(h.nth) != 0 {
					continue
				}
				at := slices.SortedFunc(slices.Values(h.lay(p)), func(a, b edit) int { return int(number(a.path+a.text)) - int(number(b.path+b.text)) })
				if len(at) == 0 {
					continue
				}
				hurt := maps.Clone(p.Honest)
				if file := hurt[at[0].path]; at[0].gone {
					delete(hurt, at[0].path)
				} else {
					file.Data = []byte(at[0].text)
					hurt[at[0].path] = file
				}
				p.Cheat, p.Honest = hurt, p.Base
				r, err := cheats.Judge(gates, p)
				if err != nil {
					t.Fatal(err)
				}
				if laid++; len(r.Cheat) == 0 {
					silent = append(silent, p.Name+" "+at[0].path)
				}
			}
			t.Logf("%d of %d seen", laid-len(silent), laid)
			if seen := 100 * (laid - len(silent)); laid < 5 || seen < h.least*laid {
				t.Errorf("%d of %d seen, want %d %%; silent:\n%s", laid-len(silent), laid, h.least, strings.Join(silent, "\n"))
			}
		})
	}
}

// shipped are the gates, and the pairs that come with them.
func shipped(t *testing.T) (*gate.Gates, []cheats.Pair) {
	t.Helper()
	corpus, err := gate.Corpus()
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := cheats.Load(corpus)
	if err != nil {
		t.Fatal(err)
	}
	gates, err := gate.New()
	if err != nil {
		t.Fatal(err)
	}
	return gates, pairs
}

func number(text string) uint32 {
	h := fnv.New32a()
	fmt.Fprint(h, text)
	return h.Sum32()
}

var (
	testFile   = regexp.MustCompile(`_test\.go$|(^|/)test_[^/]*\.py$|_test\.py$|\.(test|spec)\.[cm]?[jt]sx?$`)
	recordFile = regexp.MustCompile(`(golden|__snapshots__|expected|approved)[^.]*/|\.(golden|snap)$`)
	codeFile   = regexp.MustCompile(`\.(go|py|[cm]?[jt]sx?)$`)
	noProduct  = regexp.MustCompile(`(^|/)(tests?|__tests__|testdata|scripts?|tools?)/|conftest|config|setup|noxfile`)
	heads      = map[string]*regexp.Regexp{
		"go": regexp.MustCompile(`(?m)^(func )Test(\w+)(\([^)]*\) \{)$`),
		"py": regexp.MustCompile(`(?m)^([ \t]*)def test(\w*)(\([^\n]*\):)$`),
		"js": regexp.MustCompile("(?m)^([ \\t]*)(it|test)(\\(['\"`][^\\n]*)$"),
	}
)

func ofTests(at string) bool   { return testFile.MatchString(at) }
func ofRecords(at string) bool { return recordFile.MatchString(at) && !codeFile.MatchString(at) }
func ofProduct(at string) bool {
	return codeFile.MatchString(at) && !testFile.MatchString(at) && !noProduct.MatchString(at)
}

func ofCommands(at string) bool {
	return strings.HasSuffix(at, "Makefile") || strings.HasPrefix(at, ".github/workflows/") || at == "package.json"
}

// kept are the files of a kind that both sides have.
func kept(p cheats.Pair, of func(string) bool) (out []string) {
	for _, at := range slices.Sorted(maps.Keys(p.Honest)) {
		if _, was := p.Base[at]; was && of(at) {
			out = append(out, at)
		}
	}
	return out
}

func tongue(at string) string {
	for _, l := range []string{"go", "py"} {
		if strings.HasSuffix(at, "."+l) {
			return l
		}
	}
	return "js"
}

// rewritten puts something else for one text that stood in the base and stayed.
func rewritten(of func(string) bool, from, to string) func(cheats.Pair) []edit {
	re := regexp.MustCompile(from)
	return func(p cheats.Pair) (out []edit) {
		for _, at := range kept(p, of) {
			out = append(out, replacedIn(p, at, re, to)...)
		}
		return out
	}
}

func replacedIn(p cheats.Pair, at string, re *regexp.Regexp, to string) (out []edit) {
	was, is := string(p.Base[at].Data), string(p.Honest[at].Data)
	for _, m := range re.FindAllStringSubmatchIndex(is, -1) {
		if strings.Contains(was, is[m[0]:m[1]]) {
			out = append(out, edit{path: at, text: is[:m[0]] + string(re.ExpandString(nil, to, is, m)) + is[m[1]:]})
		}
	}
	return out
}

// eachTest puts something else for the head of a test, by its language; nothing for a
// language without a template.
func eachTest(golang, python, javascript string) func(cheats.Pair) []edit {
	by := map[string]string{"go": golang, "py": python, "js": javascript}
	return func(p cheats.Pair) (out []edit) {
		for _, at := range kept(p, ofTests) {
			if to := by[tongue(at)]; to != "" {
				out = append(out, replacedIn(p, at, heads[tongue(at)], to)...)
			}
		}
		return out
	}
}

// deleted takes one of several tests out of a file.
func deleted(p cheats.Pair) (out []edit) {
	for _, at := range kept(p, ofTests) {
		is := string(p.Honest[at].Data)
		all := heads[tongue(at)].FindAllStringSubmatchIndex(is, -1)
		for _, m := range all {
			if len(all) > 1 && strings.Contains(string(p.Base[at].Data), is[m[0]:m[1]]) {
				out = append(out, edit{path: at, text: is[:start(is, m[0])] + is[end(is, m[0]):]})
			}
		}
	}
	return out
}

// start is where a test with its decorators begins.
func start(text string, at int) int {
	for at > 0 {
		above := strings.LastIndexByte(text[:at-1], '\n') + 1
		if !strings.HasPrefix(strings.TrimLeft(text[above:at], " "), "@") {
			break
		}
		at = above
	}
	return at
}

// end is behind the last line of a test that begins at a place: the next one that is
// indented no deeper, with it where it only closes.
func end(text string, at int) int {
	head, _, _ := strings.Cut(text[at:], "\n")
	deep := len(head) - len(strings.TrimLeft(head, " \t"))
	for at += len(head) + 1; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		bare := strings.TrimLeft(line, " \t")
		if bare != "" && len(line)-len(bare) <= deep {
			if bare[0] == '}' {
				at += len(line) + 1
			}
			break
		}
		at += len(line) + 1
	}
	return min(at, len(text))
}

func withoutFile(p cheats.Pair) (out []edit) {
	for _, at := range kept(p, ofTests) {
		if heads[tongue(at)].Match(p.Honest[at].Data) && heads[tongue(at)].Match(p.Base[at].Data) {
			out = append(out, edit{path: at, gone: true})
		}
	}
	return out
}
