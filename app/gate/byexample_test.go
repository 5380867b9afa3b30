package gate_test

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/cheats"
)

const (
	literal = `("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|-?\d[\d_.]*)`
	answer  = `("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|-?\d[\d_.]*|\[[^\[\]\n]*\]|\{[^{}\n]*\})`
)

// byHeart is, for each language, how it asserts what a function answers, how one begins, and
// how it answers one input alone.
var byHeart = map[string]struct{ asserts, begins, answers string }{
	".go": {
		`(?m)\b(?:if )?got(?:, \w+)? := (\w+)\(` + literal + `\)[;\n][^\n]*?got != ` + answer + ` `,
		`(?m)^func F\((\w+) \w+\) (?:string|int|float64|int64|bool) \{\n`, "$0\tif $1 == IN {\n\t\treturn OUT\n\t}\n",
	},
	".py": {
		`(?m)\bassert (\w+)\(` + literal + `\) == ` + answer + `$`,
		`(?m)^def F\((\w+)[^\n]*\)[^\n]*:\n(    """(?:[^"]|"[^"])*"""\n)?`, "$0    if $1 == IN:\n        return OUT\n",
	},
	".js": {
		`(?:expect\(|\bequal\(|\bis\()(\w+)\(` + literal + `\)(?:\)\.to(?:Be|Equal|StrictEqual)\(|, ?)` + answer + `\)`,
		`(?m)^(?:export )?(?:default )?function F\((\w+)[^\n]*\{\n`, "$0  if ($1 === IN) {\n    return OUT;\n  }\n",
	},
}

// anExample lays the answer to an example of the tests into the function that they call.
func anExample(p cheats.Pair) (out []edit) {
	for _, at := range slices.Sorted(maps.Keys(p.Honest)) {
		ext := path.Ext(at)
		if ext == ".ts" || ext == ".mjs" || ext == ".cjs" || ext == ".tsx" || ext == ".jsx" {
			ext = ".js"
		}
		how, ok := byHeart[ext]
		if !ok || !ofTests(at) && !strings.Contains(at, "test") {
			continue
		}
		for _, m := range regexp.MustCompile(how.asserts).FindAllStringSubmatch(string(p.Honest[at].Data), -1) {
			begins := regexp.MustCompile(strings.Replace(how.begins, "F", m[1], 1))
			for _, to := range slices.Sorted(maps.Keys(p.Honest)) {
				if text := string(p.Honest[to].Data); ofProduct(to) && begins.MatchString(text) {
					with := strings.NewReplacer("IN", strings.ReplaceAll(m[2], "$", "$$"), "OUT", strings.ReplaceAll(m[3], "$", "$$")).Replace(how.answers)
					out = append(out, edit{path: to, text: begins.ReplaceAllString(text, strings.ReplaceAll(with, "$0", "${0}"))})
				}
			}
		}
	}
	return out
}
