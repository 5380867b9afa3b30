package suite

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How much an assertion says: nothing, that something is there, something of
// it, exactly what its size, type or order-less content is, all of it.
const (
	SaysNothing = iota
	saysThere
	SaysPart
	SaysShape
	SaysAll
)

// Complains is the line by which a test of Go fails.
var Complains = regexp.MustCompile(`^\s*(if .*\{\s*)?\w+\.(Error|Errorf|Fatal|Fatalf|Fail|FailNow)\(`)

// scale is how assertions of a language are told apart: the first that matches.
type scale []struct {
	re *regexp.Regexp
	is int
}

func grade(pairs ...any) scale {
	var out scale
	for n := 0; n < len(pairs); n += 2 {
		out = append(out, struct {
			re *regexp.Regexp
			is int
		}{regexp.MustCompile(pairs[n].(string)), pairs[n+1].(int)})
	}
	return out
}

var scales = map[string]scale{
	"Go": grade(
		`^(if|} else if) (false|true)\b|&& false\b`, SaysNothing,
		`\.(True|False)\(t?,? ?(true|false)\b`, SaysNothing,
		`\bcmpopts\.(Ignore|Equate|Sort)\w*|\bcmp\.(Comparer|FilterPath|FilterValues|Transformer)\(|\b(mock|gomock)\.(Anything|AnythingOfType|Any)\b`, SaysPart,
		`\.(ElementsMatch|Len|Lenf|Empty|Zero|IsType|EqualValues|WithinDuration\w*)\(`, SaysShape,
		`\.(Equal\w*|Exactly|JSONEq|YAMLEq|ErrorIs|EqualError|Nil|Same|PanicsWith\w+)\([^"]*\b(len|cap|strings\.(ToLower|ToUpper|TrimSpace|Fields)|math\.(Round|Floor|Trunc|Abs)|reflect\.TypeOf|slices\.Sorted)\(`, SaysShape,
		`\.(Equal\w*|Exactly|JSONEq|YAMLEq|ErrorIs|EqualError|Nil|Same|PanicsWith\w+)\(`, SaysAll,
		`\.(True|False)\(.*(==|!=|DeepEqual|\.Equal)`, SaysAll,
		`\.(Contains|In\w+|Regexp|Greater\w*|Less\w*|NoError|Error|ErrorAs|ErrorContains|Subset|Panics|Eventually)\(`, SaysPart,
		`\.(NotNil|NotEmpty|NotZero|True|False|NotPanics|NotEqual)\(`, saysThere,
		`DeepEqual|cmp\.Diff|cmp\.Equal|(bytes|slices|maps)\.Equal|\.Equal\(|errors\.Is`, SaysAll,
		`len\(\w[\w.]*\) (==|<|<=) 0|[^r] == nil|== ""`, saysThere,
		`\berr\w* != nil|\berr\w* == nil`, SaysPart,
		`\b(len|cap)\([^()]*(\([^()]*\))?\) *(!=|==)|\b(strings\.(ToLower|ToUpper|TrimSpace)|math\.(Round|Floor|Trunc|Abs)|reflect\.TypeOf)\(|%T`, SaysShape,
		`strings\.(Contains|HasPrefix|HasSuffix)|[<>]|regexp|Match`, SaysPart,
		`!=|==`, SaysAll,
		`.`, SaysPart,
	),
	"Python": grade(
		`^\s*assert\s*\(?\s*(True|1|not False|"[^"]*"|'[^']*')\s*\)?\s*(,|$)|\bor True\b|assertTrue\(\s*True|assertFalse\(\s*False|\bor 1\s*$`, SaysNothing,
		`(==\s*|[,(]\s*)(mock\.)?ANY\s*\)?\s*$`, saysThere,
		`\bassert (?:[^"']|"[^"]*"|'[^']*')*\bor\b`, SaysPart,
		`\b(assertCountEqual|assertSetEqual)\(|assert_frame_equal\(.*\bcheck_\w+\s*=\s*False|assert_\w*equal\(.*(check_like|ignore_order)\s*=\s*True`, SaysShape,
		`\b(assertEqual|assertEquals|assertDictEqual|assertListEqual|assertTupleEqual|assertSequenceEqual|assertMultiLineEqual|assertIs|assertIsNone|assert_called_once_with|assert_called_with|assert_has_calls|assert_array_equal|assert_equal|assert_frame_equal)\(\s*(len|type|set|sorted|bool|round|int|abs|frozenset|Counter)\(`, SaysShape,
		`\b(assertEqual|assertEquals|assertDictEqual|assertListEqual|assertTupleEqual|assertSequenceEqual|assertMultiLineEqual|assertIs|assertIsNone|assert_called_once_with|assert_called_with|assert_has_calls|assert_array_equal|assert_equal|assert_frame_equal)\(`, SaysAll,
		`(raises|assertRaises\w*|warns)\(\s*(\(?\s*)(Exception|BaseException)\b`, saysThere,
		`assertRaisesRegex\(|raises\(.*\bmatch\s*=`, SaysAll,
		`(raises|assertRaises\w*)\(`, SaysShape,
		`\bapprox\([^,()]*\)|\bapprox\(.*\b(abs|rel)\s*=\s*1e-([3-9]|\d\d)`, SaysShape,
		`\b(approx|isclose|allclose|assertAlmostEqual|assert_allclose|assert_almost_equal)\b`, SaysPart,
		`\b(assertIn|assertRegex|assertGreater\w*|assertLess\w*|assertIsInstance|assert_called_once|assertLogs|assertWarns)\(`, SaysPart,
		`\b(assertTrue|assertFalse)\(.*(==)`, SaysAll,
		`\b(assertTrue|assertFalse|assertIsNotNone|assertNotEqual|assertNotIn|assert_called)\(`, saysThere,
		`is not None|!=|len\([^)]*\) *(>|>=|!=) *[01]\b`, saysThere,
		`assert\b.*( in |<|>|isinstance|startswith|endswith|match\(|search\(|issubset|any\().*$`, SaysPart,
		`assert\b\s*\(?(len|type|set|sorted|bool|round|int|abs|frozenset|Counter|sum)\(.*==|\.(shape|size|status|keys\(\)|lower\(\)|upper\(\)|strip\(\)|split\(\)|casefold\(\))\s*==`, SaysShape,
		`assert\b.*(==| is ([^\sn]|n[^o]|no[^t]))`, SaysAll,
		`assert\b\s+not\b`, SaysPart,
		`^\s*assert\b`, saysThere,
		`.`, SaysPart,
	),
	"JavaScript": grade(
		`expect\(\s*(true|1|!0)\s*\)\s*\.\s*(toBe(Truthy|Defined)?|toEqual|toStrictEqual)\(\s*(true|1)?\s*\)|assert(\.ok|\.equal|\.strictEqual)?\(\s*(true|1)\s*[,)]|\|\|\s*true\s*\)`, SaysNothing,
		`\.(toBe|toEqual|toStrictEqual|toHaveBeenCalledWith)\(\s*expect\.anything\(\)\s*\)`, saysThere,
		`\.not\s*\.\s*(toThrow|toBeNull|toBeUndefined|toEqual|toBe|toHaveLength|toContain)\b|toBe(Defined|Truthy|Falsy)\(|assert\.notEqual|notStrictEqual|doesNotThrow|\.to\.(exist|be\.ok)`, saysThere,
		`\b(?:expect|assert(?:\.\w+)?)\(\s*(?:(?:Array|Number|Object|Buffer|ArrayBuffer)\.is[A-Z]\w*\(|[\w.]+ instanceof\b)|expect\.(any|anything|objectContaining|arrayContaining|stringContaining|stringMatching)|toMatchSnapshot|toMatchObject|toContain\w*\(|toMatch\(|toBeCloseTo|toBe(Greater|Less)\w+|toHaveProperty|toHaveBeenCalled\(\)|toThrow(Error)?\(\s*\)|toBeInstanceOf|toBeTypeOf|assert\.match|\.to\.(include|contain|match|be\.above|be\.below|be\.closeTo|be\.an?)\b|partialDeepStrictEqual|toSatisfy|toBeOneOf`, SaysPart,
		`\.(toHaveLength|toHaveBeenCalledTimes|toHaveCount)\(|\.count\(\)\s*\)\s*\.\s*to(Be|Equal|StrictEqual)\(|(expect|assert\.\w+|assert)\(\s*(typeof\b|!!|Boolean\(|Object\.(keys|values)\(|new Set\(|Math\.(round|floor|ceil|trunc|abs)\(|parseInt\(|Number\(|String\([\w.]*\)\.(trim|toLowerCase))|\.(length|size|toFixed\(\d*\)|sort\([^)]*\)|toSorted\([^)]*\)|toLowerCase\(\)|trim\(\))\s*(\)\s*\.\s*(not\.)?to|===?|,)`, SaysShape,
		`\b(throws|rejects)\(.*,\s*(/.*/\w*|\{.*\}|[A-Z]\w*|["'\x60].*|\(?\w+\)? => .*)\s*\)\s*;?$`, SaysAll,
		`\b(throws|rejects)\(`, SaysShape,
		`\.(toBe|toEqual|toStrictEqual|toBeNull|toBeUndefined|toThrow\w*|toHaveBeenCalledWith|toHaveBeenNthCalledWith|toHaveBeenLastCalledWith|toMatchInlineSnapshot|toBeNaN|toHaveReturnedWith|toHaveTextContent|toHaveText|toHaveAttribute|toHaveValue)\(|(strictEqual|deepEqual|deepStrictEqual|\bequal|throws|rejects|\bis|\bsame)\(|\.to\.(equal|eql|deep|be\.(true|false|null|undefined)|throw|have\.)`, SaysAll,
		`assert(\.ok)?\(.*===?`, SaysAll,
		`assert(\.ok)?\(`, saysThere,
		`.`, SaysPart,
	),
}

// Strength grades an assertion; one that compares a thing with itself says
// nothing.
func Strength(lang, text string) int {
	flat := strings.ReplaceAll(strings.Join(strings.Fields(text), " "), ".Error()", "") // what an error says is a value
	if itself(flat) {
		return SaysNothing
	}
	if lang == "JavaScript" && strings.HasPrefix(flat, "expect(") && !Matched.MatchString(flat) {
		return SaysNothing
	}
	if lang == "Python" && tupled(flat) {
		return SaysNothing
	}
	if lang == "Python" {
		flat = ofEach.ReplaceAllString(flat, "for")
	}
	if lang == "Go" {
		flat = orElse.ReplaceAllString(flat, "if ")
	}
	if lang == "Go" && onlyEqual(flat) {
		return saysThere
	}
	for _, s := range scales[lang] {
		if s.re.MatchString(flat) {
			return s.is
		}
	}
	return SaysPart
}

// ofEach is the part of a comprehension that says of which things it is made.
var ofEach = regexp.MustCompile(`\bfor [\w, ()*]+ in\b`)

// orElse is an error that must not be, beside something else that is compared.
var orElse = regexp.MustCompile(`^if \w*[eE]rr != nil \|\| `)

// Matched is an expectation that says what is expected.
var Matched = regexp.MustCompile(`\)\s*\.\s*(not|to|resolves|rejects|be|lastCalled|nthCalled|and|deep|eql|equal)\w*`)

// onlyEqual tells whether Go code complains when something is one certain value,
// and at nothing else: all other values are fine.
func onlyEqual(flat string) bool {
	cond, ok := strings.CutPrefix(flat, "if ")
	if !ok || strings.ContainsAny(cond, "(;<>") {
		return false
	}
	some := false
	for _, part := range conjoined.Split(strings.TrimRight(cond, " {"), -1) {
		part = strings.TrimSpace(part)
		switch {
		case ofRow.MatchString(part):
		case !strings.Contains(part, " == "):
			return false
		default:
			some = true
		}
	}
	return some
}

var (
	conjoined = regexp.MustCompile(`&&|\|\|`)
	ofRow     = regexp.MustCompile(`^\w*[eE]rr [!=]= nil$|^!?(tt|tc|test|c|row|want)\w*(\.\w+)?( [!=]= (0|""|nil|true|false))?$`)
)

var (
	sidesOf = regexp.MustCompile(`(?:\bassert\s+|\bif\s+|\(\s*|^)([^=!<>&|;]+?)\s*(?:===?|!==?)\s*([^=!<>&|;{]+?)\s*(?:$|\)|\{|,)`)
	argsOf  = regexp.MustCompile(`(?i)(?:assertEquals?|strictEqual|deepEqual|deepStrictEqual|\bequal)\((?:t, ?)?([^,]+), ?([^,]+)\)\s*;?$`)
	chainOf = regexp.MustCompile(`expect\((.+)\)\s*\.\s*(?:toBe|toEqual|toStrictEqual)\((.+)\)\s*;?$`)
)

var (
	// BuiltAnew is a thing that is made anew: to compare two of them tries how they are
	// compared.
	BuiltAnew = regexp.MustCompile(`^\s*(?:\w*[hH]ash\w*\()?(new\s+\w|[A-Z]\w*[({]|[A-Z]\w*\.(?:parse|from|of|create|make|build|new|decode|load|zero|empty)(?:_\w+|[A-Z]\w*)?\(|[a-z]\w*\.(?:New|Must|Parse|Make)\w*\()`)
	// Builtin are the objects of JavaScript that are there by themselves: what they make is
	// compared as nothing but a value.
	Builtin = regexp.MustCompile(`^\s*(?:JSON|Number|Math|Object|Array|String|Date|Promise|Reflect)\.`)
)

// itself tells whether both sides of a comparison are the same words.
func itself(text string) bool {
	for _, re := range []*regexp.Regexp{argsOf, chainOf, sidesOf} {
		if m := re.FindStringSubmatch(text); m != nil {
			a, b := Squeeze(m[1]), Squeeze(m[2])
			if strings.Count(b, "(") > strings.Count(b, ")") {
				b += ")" // of its own call
			}
			return a == b && a != "" && Telling.MatchString(a) && (!BuiltAnew.MatchString(m[1]) || Builtin.MatchString(m[1]))
		}
	}
	return false
}

// tupled tells whether an assertion of Python is of a tuple, which always holds: of what
// it means to compare, and the words to say if not.
func tupled(flat string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSpace(flat), "assert")
	rest = strings.TrimSpace(rest)
	if !ok || !strings.HasPrefix(rest, "(") {
		return false
	}
	depth, comma := 0, false
	for n := 0; n < len(rest); n++ {
		switch c := rest[n]; c {
		case '"', '\'':
			for n++; n < len(rest) && rest[n] != c; n++ {
				if rest[n] == '\\' {
					n++
				}
			}
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return comma && n == len(rest)-1
			}
		case ',':
			comma = comma || depth == 1
		}
	}
	return false
}
