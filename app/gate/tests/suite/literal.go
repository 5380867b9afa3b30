package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Literals are the values of code, those of HTTP by their names too.
func Literals(code string) []string {
	out := language.Literals(code)
	if !strings.Contains(code, "Status") {
		return out
	}
	for _, m := range status.FindAllString(code, -1) {
		if v, ok := statuses[m]; ok {
			out = append(out, v)
		}
	}
	return out
}

var status = regexp.MustCompile(`\bStatus[A-Z]\w+`)

var statuses = map[string]string{
	"StatusOK": "200", "StatusCreated": "201", "StatusAccepted": "202", "StatusNoContent": "204", "StatusMovedPermanently": "301", "StatusFound": "302",
	"StatusNotModified": "304", "StatusBadRequest": "400", "StatusUnauthorized": "401", "StatusForbidden": "403", "StatusNotFound": "404",
	"StatusMethodNotAllowed": "405", "StatusConflict": "409", "StatusGone": "410", "StatusUnprocessableEntity": "422", "StatusTooManyRequests": "429",
	"StatusInternalServerError": "500", "StatusNotImplemented": "501", "StatusBadGateway": "502", "StatusServiceUnavailable": "503",
}

// Unquote is a value without its quotes.
func Unquote(v string) string {
	if n := len(v); n > 1 && strings.IndexByte("\"'`", v[0]) >= 0 && v[0] == v[n-1] {
		if v = v[1 : n-1]; strings.Contains(v, `\`) {
			v = unescape.Replace(v)
		}
		return v
	}
	return strings.Trim(v, "\"'`")
}

// unescape takes out what a value has only because of the quotes it stands in.
var unescape = strings.NewReplacer(`\"`, `"`, `\'`, `'`, "\\`", "`")

// Trivial values stand everywhere.
func Trivial(v string) bool {
	switch Unquote(v) {
	case "", "0", "1", "-1", "2", "true", "false", "True", "False", "None", "null", "nil", "undefined", "0.0", "1.0":
		return true
	}
	return false
}

// Skeleton is a line of code with its values blanked.
func Skeleton(code string) string { return Squeeze(language.Blanked(code, "§")) }

// Signed is a line of code with its values blanked, and those; a number's sign is a part
// of it.
func Signed(code string) (shape string, values []string) {
	var b []byte
	for at := 0; at < len(code); {
		n := language.Literal(code, at)
		if n == 0 {
			b = append(b, code[at])
			at++
			continue
		}
		v := code[at : at+n]
		at += n
		if v[0] >= '0' && v[0] <= '9' {
			from := max(0, len(b)-farthest)
			if m := itsSign.FindStringSubmatchIndex(string(b[from:])); m != nil {
				if b[from+m[2]] == '-' {
					v = "-" + v
				}
				b = b[:from+m[2]]
			}
		}
		b, values = append(b, "§"...), append(values, v)
	}
	return Squeeze(string(b)), values
}

// farthest is how far before a number its sign and what it stands behind are looked for.
const farthest = 16

// itsSign is a sign that takes nothing from what stands before it.
var itsSign = regexp.MustCompile(`(?:^|[(\[{,=<>:?|&!;]|\b(?:return|in|is|and|or|not|case))\s*([-+])\s*$`)

// QuotedIn are the texts of a line that stand between quotes, without the quotes.
func QuotedIn(text string) []string {
	var out []string
	for _, l := range language.Literals(text) {
		if strings.ContainsAny(l[:1], "\"'`") {
			out = append(out, Unquote(l))
		}
	}
	return out
}

// QuotedKey is the key between quotes that a line begins with.
var QuotedKey = regexp.MustCompile(`^\s*"[^"]*"\s*:`)

// NewIn are the quoted values of a line that none of the old lines has.
func NewIn(text string, old []string) []string {
	return slices.DeleteFunc(QuotedIn(QuotedKey.ReplaceAllString(text, "")), func(v string) bool {
		return Unreachable.MatchString(v) || slices.ContainsFunc(old, func(o string) bool { return strings.Contains(o, v) })
	})
}

// Indexes are the numbers by which items of a list are taken.
var Indexes = regexp.MustCompile(`\[-?\d+\]`)

// Verb is a gap in a text that code fills.
var Verb = regexp.MustCompile(`%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|\$?\{[^{}]*\}`)
