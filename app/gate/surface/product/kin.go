package product

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// kin is what a class is a kind of.
type kin struct {
	of  []string // as it says itself
	all []string // with what those are a kind of
	may bool     // it may be of more: one of them is from elsewhere
}

func (k kin) told() string {
	if len(k.of) == 0 {
		return ""
	}
	return " of " + strings.Join(k.of, ", ")
}

// goesOn tells whether a class is what it was a kind of still.
func (k kin) goesOn(now kin) bool {
	return now.may && !slices.Equal(k.of, now.of) || !slices.ContainsFunc(k.of, func(name string) bool { return !slices.Contains(now.all, name) })
}

var (
	pyBases = regexp.MustCompile(`^class\s+(\w+)\s*\(`)
	// shapeless are bases by which nobody tells objects apart.
	shapeless = regexp.MustCompile(`^(object|ABC|Protocol|Generic)$|^_|=|Mixin$`)
)

// builtKin are the classes of Python that others are made of, by what they are kinds of.
var builtKin = map[string]string{
	"Exception": "BaseException", "ValueError": "Exception", "TypeError": "Exception", "LookupError": "Exception", "KeyError": "LookupError", "IndexError": "LookupError",
	"ArithmeticError": "Exception", "ZeroDivisionError": "ArithmeticError", "OverflowError": "ArithmeticError", "AttributeError": "Exception", "RuntimeError": "Exception",
	"NotImplementedError": "RuntimeError", "RecursionError": "RuntimeError", "OSError": "Exception", "IOError": "OSError", "FileNotFoundError": "OSError", "PermissionError": "OSError",
	"ConnectionError": "OSError", "TimeoutError": "OSError", "ImportError": "Exception", "ModuleNotFoundError": "ImportError", "AssertionError": "Exception", "StopIteration": "Exception",
	"UnicodeError": "ValueError", "Warning": "Exception", "UserWarning": "Warning", "DeprecationWarning": "Warning", "BaseException": "", "dict": "", "list": "", "str": "", "int": "",
	"float": "", "tuple": "", "set": "", "bytes": "", "frozenset": "", "Enum": "", "IntEnum": "int Enum", "StrEnum": "str Enum", "Flag": "Enum", "IntFlag": "int Flag", "NamedTuple": "tuple", "TypedDict": "dict",
}

// maxKin is of how many classes one is told to be a kind.
const maxKin = 50

// pythonKin is what the class is a kind of that a line begins.
func pythonKin(src *language.Source, n int) (k kin) {
	declared := language.Fact(&src.Facts, "bases", func() map[string][]string {
		out := map[string][]string{}
		for at, l := range src.Bare {
			if m := pyBases.FindStringSubmatch(l); m != nil {
				out[m[1]] = basesAt(src, at)
			} else if m := pyDecl.FindStringSubmatch(l); m != nil && m[2] == "class" {
				out[m[3]] = nil
			}
		}
		return out
	})
	k.of = basesAt(src, n)
	open := slices.Clone(k.of)
	for len(open) > 0 {
		if len(k.all) == maxKin {
			k.may = true
			break
		}
		one := open[0]
		if open = open[1:]; slices.Contains(k.all, one) {
			continue
		}
		k.all = append(k.all, one)
		if above, here := declared[one]; here {
			open = append(open, above...)
		} else if above, built := builtKin[one]; built {
			open = append(open, strings.Fields(above)...)
		} else {
			k.may = true
		}
	}
	k.of = slices.DeleteFunc(k.of, shapeless.MatchString)
	slices.Sort(k.of)
	return k
}

// basesAt are the bases that the class names which a line begins.
func basesAt(src *language.Source, n int) (out []string) {
	text := language.Part(src.Code, n, min(n+20, len(src.Code)))
	m := pyBases.FindStringIndex(text)
	if m == nil {
		return nil
	}
	for _, base := range parted(text[m[1]:min(closeOf(text, m[1]-1), len(text))], ",") {
		base, _, _ = strings.Cut(strings.TrimSpace(base), "[")
		if base != "" && !strings.Contains(base, "=") {
			out = append(out, LastOf(base))
		}
	}
	return out
}

// arity is how many types a declaration is made for: those that have to be said, and all.
type arity struct{ least, most int }

func (a arity) told() string {
	if a.most == 0 {
		return ""
	}
	return fmt.Sprintf(" for %d to %d types", a.least, a.most)
}

func (a arity) goesOn(now arity) bool { return now.least <= a.least && now.most >= a.most }

var (
	aFigure = regexp.MustCompile(`^-?(\d[\d_]*\.?[\d_]*(e[+-]?\d+)?n?|0[xob][\da-fA-F_]+)(\s*(\*\*?|\+|/|-)\s*\d[\d_.]*)*$`)
	aText   = regexp.MustCompile("^[rbuf]?(\"[^\"\\n]*\"|'[^'\\n]*'|`[^`\\n]*`)$")
	aTruth  = regexp.MustCompile(`^(True|False|true|false)$`)
	aList   = regexp.MustCompile(`^\[[^\[\]]*\]$`)
)

// kindHeld is the kind of a value that stands there, unless its type is told.
func kindHeld(kind, value string) string {
	value = strings.TrimSpace(value)
	switch {
	case kind != "":
		return ""
	case aFigure.MatchString(value):
		return "number"
	case strings.HasPrefix(value, "b") && aText.MatchString(value):
		return "bytes"
	case aText.MatchString(value):
		return "text"
	case aTruth.MatchString(value):
		return "truth"
	case aList.MatchString(value):
		return "list"
	}
	return ""
}
