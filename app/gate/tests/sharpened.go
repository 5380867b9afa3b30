package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// sharpened tells whether a test has a successor under another name in its file
// that asserts of each of its subjects all that there is to say, where it said
// a part.
func sharpened(f *change.File, t language.Func) bool {
	said := assertions(f.Was, t)
	if len(said) == 0 || f.New == "" {
		return false
	}
	var fresh []statement
	for _, fn := range f.Is.Tests() {
		if _, was := named(f.Was, fn.Name); !was {
			fresh = append(fresh, assertions(f.Is, fn)...)
		}
	}
	return !slices.ContainsFunc(said, func(old statement) bool {
		of := askedOf(old.squeezed)
		return of == "" || !slices.ContainsFunc(fresh, func(now statement) bool {
			return askedOf(now.squeezed) == of && now.strength() == saysAll && old.strength() < saysAll
		})
	})
}

// askedOf is the call that an assertion is about, with what it is given; empty
// for none that is worth telling apart.
func askedOf(squeezed string) string {
	_, rest, ok := strings.Cut(squeezed, "(")
	if words := strings.TrimPrefix(squeezed, "assert"); words != squeezed && (!ok || !strings.HasPrefix(words, "(") && !strings.HasPrefix(words, "Equal")) && !strings.HasPrefix(squeezed, "assert.") {
		rest = words // a statement of Python
	}
	rest = strings.TrimPrefix(rest, "t,")
	if _, got, held := strings.Cut(squeezed, ":="); held {
		rest, _, _ = strings.Cut(got, ";")
	}
	depth := 0
	for n := range len(rest) {
		switch rest[n] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
		if depth < 0 || depth == 0 && (rest[n] == ',' || rest[n] == '=' || rest[n] == '<' || rest[n] == '>') {
			rest = rest[:n]
			break
		}
	}
	if !strings.Contains(rest, "(") || len(rest) < 8 {
		return ""
	}
	return rest
}

// says tells whether an assertion says all of something, of which another one said
// that it holds the same texts.
func says(now, old statement) bool {
	texts := textsIn(old.text)
	return now.strength() == saysAll && old.strength() < saysAll && len(texts) > 0 && !slices.ContainsFunc(texts, func(part string) bool {
		return len(part) < 8 || !slices.ContainsFunc(textsIn(now.text), func(text string) bool { return strings.Contains(text, part) })
	})
}
