package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// OnlyTests tells whether all that people ask for is work on tests, some of them by
// their names: the title asks for that, or is about tests that a sentence wants to be
// worked on, or a sentence says that nothing else is meant; and nobody asks for anything
// else to be mended.
func OnlyTests(title string, sentences, tests []string) bool {
	mark := func(text string) string {
		for _, name := range tests {
			text = put(text, name, "§")
		}
		return framed.ReplaceAllString(text, "$3")
	}
	title = mark(strings.ToLower(strings.TrimSpace(title)))
	only := ofTests.MatchString(title) || worksOnTests(title) || steadies.MatchString(title) || reachesLittle.MatchString(title)
	about := AboutTests(title)
	for _, text := range sentences {
		text = mark(text)
		for _, c := range clauses(text) {
			if m := mendsNow.FindStringIndex(c); m != nil && !denied.MatchString(c) && !aboutTests.MatchString(c[m[1]:]) {
				return false
			}
			only = only || about && (worksOnTests(c) || steadies.MatchString(c) || givesTime.MatchString(c)) && !denied.MatchString(c)
		}
		only = only || testsAlone.MatchString(text)
	}
	return only
}

// AboutTests tells whether a title is about tests, and not about what makes them fail.
func AboutTests(title string) bool {
	title = strings.ToLower(title)
	return aboutTests.MatchString(title) && !illTests.MatchString(title)
}

// worksOnTests tells whether a clause begins with a call to work on tests.
func worksOnTests(clause string) bool {
	at := worksOn.FindStringIndex(clause)
	if at == nil {
		return false
	}
	rest := clause[at[1]:]
	return slices.ContainsFunc(someTests.FindAllStringIndex(rest, -1), func(of []int) bool {
		return !barrier.MatchString(rest[:of[0]]) && (of[1] == len(rest) || goesOnWith.MatchString(rest[of[1]:]))
	})
}

var (
	worksOn = regexp.MustCompile(`^(please |then |so |we should |let.s )?(add|write|extend|complete|cover|move|rename|split|merge|parametri[sz]e|de-?flake|stabili[sz]e|speed up|refactor|rewrite|convert|port|migrate|clean up|tidy( up)?|reorgani[sz]e|group|isolate|deduplicate|dedupe|improve|increase|reformat|simplify|harden|unskip|strengthen|sharpen|tighten|use|fix (a |the )?(flak\w+|unstable|unsteady))\b`)
	// someTests are tests, and what belongs to them alone.
	someTests  = regexp.MustCompile(`§|\b(test (suite|files?|cases?|helpers?|data|fixtures?|names?|coverage|code)|tests?|specs|testdata|coverage|assertions?)\b|[\w/-]+_test\.(go|py)\b|\btest_\w+\.py\b|\S+\.(test|spec)\.[cm]?[jt]sx?\b`)
	barrier    = regexp.MustCompile(`\b(for|to|of|in|into|with|from|on|by|and|or|before|after|as|when|so|that)\b`)
	goesOnWith = regexp.MustCompile("^[`\"']?([.,:;)]|$| (for|of|to|into|in|with|that|which|on|by|from|after|against|about|as|so|per|between|where)\\b)")
	ofTests    = regexp.MustCompile(`^(tests?|test\([^)]*\)|\w+\(tests?\)): |^§: (cover|try|add|use|check)\b|^(missing|more|additional|further) (test )?cases? (for|in|of) §|\b(use|replace|share|introduce|avoid)\b.* in (all )?(the |our )?(\w+ )?(unit |integration )?(tests|test (suite|files|helpers|code))$|^(missing|more|better|additional|further|unit|integration) tests?\b|^tests (for|of)\b|^test coverage (for|of)\b`)
	aboutTests = regexp.MustCompile(`§|\b(tests?|testdata|specs|(test )?suite)\b`)
	illTests   = regexp.MustCompile(`\b(fail\w*|red|green|pass(es|ing)?|broken|breaks?)\b`)
	steadies   = regexp.MustCompile(`^(please |so |then )?(make|keep) (it|them|§|(the|these|those|this|that) tests?) (\w+ )?(deterministic|stable|steady|robust|independent|reliable|order[- ]independent|hermetic|readable)\b`)
	givesTime  = regexp.MustCompile(`^(please )?(raise|increase|extend|lift|bump|double) (its|their|the|that) (time-?out|time limit)\b|^(please )?give (it|them|§) (\w+ ){0,4}(time-?out|more time|longer)\b`)
	// reachesLittle says that the tests reach too little of the product, or nothing of a part.
	reachesLittle = regexp.MustCompile(`\bcoverage\b.*\b(low|lower|under|below|drop(s|ped)|fell|short|poor|missing|gaps?|only)\b|\b(low|poor|missing|insufficient) (\w+ )?coverage\b|\b((has|have|with|there (is|are)) (still |as yet )?(no|hardly any|too few)|lacks?|without( any)?) (unit |integration )?tests?( at all| yet)?$|\b(is|are) (not tested|untested|never tested|not covered)\b`)
	testsAlone    = regexp.MustCompile(`\bonly (the )?tests? (needs?|changes?|(is|are) to|should|must|may|has to|have to)\b|\bno (changes? (in|to|of) )?(the )?(product|production|application) code\b|\b(product|production) code ((stays|remains)\b|(is|are) (right|fine|correct)\b|(must|should|does|need)( not|n.t) (be )?(need |to )?(change|touch)\w*)`)
	mendsNow      = regexp.MustCompile(`^(please |then |also |and )*(fix|mend|repair|correct|implement|support|handle|reject|return)\b|\b(please|then|also|and|must|should|needs? to|has to) (be )?(fix(ed)?|mend(ed)?|repair(ed)?|correct(ed)?|implement(ed)?)\b`)
)
