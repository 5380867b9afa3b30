package product

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Values are the literals of code without quotes, and with numbers written alike.
func Values(code string) []string {
	all := language.Literals(code)
	for n, v := range all {
		all[n] = strings.ReplaceAll(strings.Trim(v, "\"'`"), "_", "")
		if v[0] != '"' && v[0] != '\'' && v[0] != '`' {
			all[n] = strings.TrimSuffix(all[n], ".0") // the same number
			if len(v) > 2 && v[0] == '0' && v[1] > '9' {
				if i, err := strconv.ParseUint(all[n], 0, 64); err == nil {
					all[n] = strconv.FormatUint(i, 10)
				}
			}
		}
	}
	return all
}

// ValueSet are the values of code, each once; nil for none.
func ValueSet(code string) map[string]bool {
	all := Values(code)
	if len(all) == 0 {
		return nil
	}
	out := make(map[string]bool, len(all))
	for _, v := range all {
		out[v] = true
	}
	return out
}

// Trivial values stand everywhere.
func Trivial(v string) bool {
	switch v {
	case "", "0", "1", "true", "false", "True", "False", "None", "null", "nil", "undefined", "0.0", "1.0":
		return true
	}
	return false
}

// AllTrivial tells whether none of some values is one by which an example is known.
func AllTrivial(all []string) bool {
	for _, v := range all {
		if !Trivial(v) {
			return false
		}
	}
	return true
}

// Separators stand between the parts of a text that is put together.
const Separators = ",:|;_-/ "

var pieces = regexp.MustCompile(`[A-Za-z]+|\d+`)

// Parts are the words and numbers of a text; a letter alone joins them.
func Parts(v string) []string {
	return slices.DeleteFunc(pieces.FindAllString(v, -1), func(p string) bool {
		return len(p) == 1 && (p[0] < '0' || p[0] > '9')
	})
}

// Gap is where a template of JavaScript is filled in.
var Gap = regexp.MustCompile(`\$\{[^{}]*\}`)

// OnlyValue is an answer that is written out, with nothing in it to be worked out.
var OnlyValue = regexp.MustCompile(`^(?:(?:(?:new\s+)?(?:Decimal|Fraction|set|frozenset|list|tuple|dict|float|int|str|Set|Map|Date|Promise\.resolve|big\.NewInt)?\(|[\w.&*\[\]]*\{|\[)\s*)*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|` + "`(?:[^`$]|\\$[^`{]|\\$\\{[^`()}]*\\})*`" + `|0[xXbBoO][\da-fA-F_]+|-?\d[\d_.eE]*|true|false|True|False|None|null|nil|undefined|\w+\s*:|["']\w+["']\s*:|[({\[]|[)}\]])[\s,]*)*$`)

// Named is a constant by its name alone.
var Named = regexp.MustCompile(`^[A-Z][A-Z0-9_]+$`)
