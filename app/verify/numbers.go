package verify

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is one in an output with the unit behind it.
type number struct {
	text   string
	before string  // what stands right before it in its line
	value  float64 // NaN where what stands there is no certain number
	unit   string
	named  bool // it is part of a name, a version, a date or a time of day
}

// maxBefore is how much of what stands before a number is looked at, in bytes.
const maxBefore = 30

// bounding stands before a number that is a bound, and no measure: the largest and
// the smallest are measures.
var bounding = regexp.MustCompile(`(?i)\b(?:limit(?: is|ed to)?|bound|budget|threshold|target|allowed|required|wanted|at (?:most|least))[=\s:([]*$`)

// isBound tells whether the output itself calls the number a bound, or compares
// with it.
func (n number) isBound(op string) bool {
	return strings.HasSuffix(strings.TrimRight(n.before, " ="), op) || bounding.MatchString(n.before)
}

const blank = `[ \t\x{00A0}\x{2009}\x{202F}]`

var (
	// written is a time in several units, or what may be a number with a multiple and a unit.
	written = regexp.MustCompile(`(?i)((?:\d+h ?)?\d+m ?\d+(?:\.\d+)?s\b)|` +
		`([-+−]?\.?\p{Nd}(?:[\p{Nd}.,_'’\x{00A0}\x{2009}\x{202F}]*\p{Nd})?\.?(?:e[-+]?\d+)?|∞|\bnan\b|\binf(?:inity)?\b)` +
		`(?:` + blank + `*(k|m|thousand|million|billion)` + blank + `+)?` + blank + `*(%|[A-Za-zµμ]+(?:/[A-Za-z]+)?)?`)
	plain   = regexp.MustCompile(`^(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$`)
	grouped = regexp.MustCompile(`^\d{1,3}(?:(?:,\d{3})+|(?:_\d{3})+|(?:['’]\d{3})+|(?:[\x{00A0}\x{2009}\x{202F}]\d{3})+)(?:\.\d+)?$`)
	apart   = strings.NewReplacer(",", "", "_", "", "'", "", "’", "", "\u00A0", "", "\u2009", "", "\u202F", "")
	ranges  = regexp.MustCompile(`(?i)^` + blank + `*(?:-|–|—|…|\.{2,3}|to|or|and)` + blank + `*$`)
	hours   = regexp.MustCompile(`(?i)^(?:(\d+)h ?)?(\d+)m ?([\d.]+)s$`)
)

// maxNumbers bounds what is read of one line: there are more where one more is given.
const maxNumbers = 10_000

// numbersIn reads a line.
func numbersIn(line string) []number {
	if !strings.ContainsFunc(line, func(r rune) bool { return unicode.IsDigit(r) || r == '∞' || r|0x20 == 'n' }) {
		return nil
	}
	var out []number
	end := 0
	for _, m := range written.FindAllStringSubmatchIndex(line, maxNumbers+1) {
		if m[2] >= 0 {
			out = append(out, number{text: line[m[2]:m[3]], before: line[max(0, m[2]-maxBefore):m[2]], value: seconds(line[m[2]:m[3]]), unit: "s"})
			end = m[1]
			continue
		}
		n := read(line[:m[4]], line[m[4]:m[5]])
		n.text, n.before = strings.TrimSpace(line[m[0]:m[1]]), line[max(0, m[4]-maxBefore):m[4]]
		if m[8] >= 0 {
			n.unit = line[m[8]:m[9]]
			n.named = n.named || m[8] == m[5] && m[9]-m[8] > 1 || m[8] == m[5] && strings.ContainsAny(n.unit, "xX")
		}
		if m[6] >= 0 || m[8] == m[5] && multiple(n.unit) {
			n.value = math.NaN() // "1.2k", "3 million rows"
		}
		if len(out) > 0 {
			join(&out[len(out)-1], &n, line[end:m[4]], line[m[4]:m[5]])
		}
		out, end = append(out, n), m[5]
	}
	return out
}

// join looks at what stands between two numbers: they may be the ends of a range,
// parts of a date, or of one number.
func join(a, b *number, gap, digits string) {
	if strings.HasPrefix(digits, "-") {
		gap += "-"
	}
	switch {
	case (gap == "-" || gap == ":") && b.unit == "":
		a.named = true
	case ranges.MatchString(gap) && !a.named:
		a.unit = b.unit
	case a.unit == "" && b.unit != "" && b.unit != "%" && parted(a.text, gap, digits):
		b.value = math.NaN() // "1 234 ms"
	}
}

func multiple(unit string) bool { return unit == "k" || unit == "K" || unit == "M" || unit == "G" }

// parted tells whether a blank may part the thousands of one number.
func parted(a, gap, b string) bool {
	return gap == " " && len(a) <= 3 && len(b) >= 3 && strings.Trim(a+b[:3], "0123456789") == "" && (len(b) == 3 || b[3] == '.')
}

// read takes a number by itself, behind what stands in front of it.
func read(before, s string) number {
	last, size := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	digits := strings.Replace(s, "−", "-", 1)
	glued := unicode.IsLetter(last) || last == '_' || last == '@' || last == '#'
	joined := unicode.IsDigit(last)
	minus := 1.0
	if body := strings.TrimLeft(digits, "+-"); body != digits {
		if digits[0] == '-' && !glued && !joined {
			minus = -1
		}
		glued, digits = glued && !joined, body
	}
	if strings.HasPrefix(digits, ".") && last == '.' {
		digits = digits[1:] // leaders: "took......5 ms"
	}
	n := number{named: glued || joined || strings.Count(digits, ".") > 1 || unicode.IsDigit(next) && strings.ContainsRune(":/-", last)}
	v, err := strconv.ParseFloat(apart.Replace(digits), 64)
	reckons := strings.ContainsRune("^*×/:", last) && unicode.IsDigit(next)
	whole := plain.MatchString(strings.ToLower(digits)) || grouped.MatchString(digits)
	if n.value = minus * v; err != nil || !whole || reckons || strings.HasPrefix(digits, ".") && glued {
		n.value = math.NaN()
	}
	return n
}

// seconds is a time such as 1m30s.
func seconds(s string) float64 {
	total := 0.0
	for _, part := range hours.FindStringSubmatch(s)[1:] {
		v, _ := strconv.ParseFloat(part, 64) // hours may be left out
		total = total*60 + v
	}
	return total
}
