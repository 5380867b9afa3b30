package suite

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ToSkip tells whether what comes with a line takes tests out of the run as people
// asked for them, by the name of the test, of what it calls or of the file, and under
// the condition they said.
func ToSkip(s *change.Set, f *change.File, n int) bool {
	names := calledTests(f)
	fn, in := f.Is.Around(n)
	if !in && n+1 < len(f.Is.Bare) {
		fn, in = f.Is.Around(n + 1) // a mark above
	}
	byWords := ""
	if in {
		title := formerTitle(f, Title(fn.Name))
		names = append(names, title)
		names = append(names, byOneWord(s, f.Was, title)...)
		names = append(names, slices.Concat(bySubject(title), byContent(s, f.Was, title))...)
		byWords = wordsOf(f.Was, title)
	}
	if byWords != "" && s.Asked(byWords) {
		if said, wanted := asks.ToSkip(s.Sentences(), byWords, TitlesOf(f.Was)); wanted && aTest.MatchString(said) && under(f.Is, n, said) {
			return true
		}
	}
	return slices.ContainsFunc(names, func(name string) bool {
		if !s.Asked(name) {
			return false
		}
		said, wanted := asks.ToSkip(s.Sentences(), name, TitlesOf(f.Was))
		return wanted && under(f.Is, n, said)
	})
}

// calledTests are the names by which people call the tests of a file: its own, and
// the word it is named by.
func calledTests(f *change.File) []string {
	stem, _, _ := strings.Cut(f.Base(), ".")
	stem = strings.NewReplacer("_", " ", "-", " ").Replace(strings.TrimSuffix(strings.TrimPrefix(stem, "test_"), "_test"))
	out := []string{f.Path, f.Base()}
	for _, word := range []string{stem, strings.TrimSuffix(stem, "s"), path.Base(path.Dir(f.Path))} {
		if len(word) > 2 && word != "test" && word != "tests" {
			out = append(out, word+" tests", word+" test", "tests of "+word, "tests for "+word, "tests of the "+word, "tests for the "+word)
		}
	}
	return out
}

// formerTitle is the title that a test had: the one of a test that went which the title
// it has now goes on from, or that one.
func formerTitle(f *change.File, title string) string {
	went := Without(TitlesOf(f.Was), TitlesOf(f.Is))
	if slices.Contains(TitlesOf(f.Was), title) {
		return title
	}
	at := slices.IndexFunc(went, func(was string) bool { return len(was) > 3 && regexp.HasWord(title, was) })
	if at < 0 {
		return title
	}
	return went[at]
}

// wordsOf are the words that a test of the base is named by, where there are several
// and no other test of its file has them; empty for none.
func wordsOf(was *language.Source, title string) string {
	titles := TitlesOf(was)
	words := strings.TrimSpace(strings.TrimPrefix(spread(title), "test"))
	if !slices.Contains(titles, title) || !strings.Contains(words, " ") {
		return ""
	}
	if slices.ContainsFunc(titles, func(t string) bool { return t != title && strings.Contains(spread(t), words) }) {
		return ""
	}
	return words
}

// aTest is a test as people go on about one.
var aTest = regexp.MustCompile(`\btests?\b`)

// bySubject are the names by which people call a test after what it is for.
func bySubject(name string) (out []string) {
	of := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(name, "Test"), "test"), "_")
	if len(of) < 3 || of == name {
		return nil
	}
	for _, called := range []string{of, "`" + of + "`", "`" + of + "()`"} {
		out = append(out, "tests of "+called, "test of "+called, "tests for "+called, "test for "+called, called+" tests", called+" test")
	}
	return out
}

// byOneWord are the names by which people call a test of the base by one word that
// is in no other title of its file.
func byOneWord(s *change.Set, was *language.Source, name string) (out []string) {
	titles := TitlesOf(was)
	if !slices.Contains(titles, name) {
		return nil
	}
	for _, m := range s.Sought(wordTest) {
		of := slices.DeleteFunc(slices.Clone(titles), func(t string) bool { return !hasWord(t, m[1]) })
		if len(of) == 1 && of[0] == name {
			out = append(out, m[1]+" test")
		}
	}
	return out
}

// byContent are the names by which people call a test of the base by what it has and no
// other one of its file: words of its title, and numbers and words of its code.
func byContent(s *change.Set, was *language.Source, name string) (out []string) {
	for _, m := range s.Sought(describedTest) {
		words := slices.DeleteFunc(strings.FieldsFunc(m[1], func(c rune) bool { return c == ' ' || c == '-' }), idleWord.MatchString)
		if len(words) == 0 {
			continue
		}
		of := slices.DeleteFunc(slices.Clone(was.Tests()), func(t language.Func) bool {
			text := Title(t.Name) + " " + language.Part(was.Code, t.Start, t.End)
			return slices.ContainsFunc(words, func(w string) bool {
				return len(w) < 4 || !hasWord(text, strings.TrimRight(w, "es")) && !regexp.HasWord(strings.ReplaceAll(text, "_", ""), w)
			})
		})
		if len(of) == 1 && Title(of[0].Name) == name {
			out = append(out, m[1]+" test")
		}
	}
	return out
}

// describedTest is a test as people call it by what it has, and idleWord says nothing of that.
var (
	describedTest = regexp.MustCompile(`\b(?:the|our|that|this|your) ((?:[\w-]+ ){0,3}[\w-]+) test\b`)
	idleWord      = regexp.MustCompile(`^(?:slow|long|heavy|big|huge|large|flaky|property|unit|integration|whole|only|one|single|very|existing|old|new)$`)
)

// wordTest is a test as people call it by one word.
var wordTest = regexp.MustCompile(`\b([a-z]{4,}) test\b`)

// hasWord tells whether a word of a title begins with another one, in lower case.
func hasWord(title, with string) bool {
	return slices.ContainsFunc(Word.FindAllString(spread(title), -1), func(w string) bool { return strings.HasPrefix(w, with) })
}

// spread are the words of a title apart, in lower case.
func spread(title string) string {
	return strings.ToLower(strings.ReplaceAll(camel.ReplaceAllString(title, "$1 $2"), "_", " "))
}

// under tells whether a line that takes a test out of the run does so under a
// condition, and on the platforms alone that were said, where some were.
func under(src *language.Source, n int, said string) bool {
	if asks.ToFail(said) && !letsFail.MatchString(src.Code[n]) {
		return false
	}
	on := platformsIn(said)
	if len(on) == 0 && !onCondition.MatchString(said) {
		return true
	}
	cond := ConditionOf(src, n)
	if AlwaysTrue.MatchString(cond) || !asksWhether.MatchString(cond) || browserIsNot.MatchString(cond) && !allBut.MatchString(said) {
		return false
	}
	if lacked := lackedIn(said); len(on) == 0 && len(lacked) > 0 {
		asks := strings.ToLower(givenReason.ReplaceAllString(cond, ""))
		if !slices.ContainsFunc(lacked, func(what string) bool { return strings.Contains(asks, what) }) {
			return false
		}
	}
	of := platformsIn(cond)
	return len(on) == 0 || len(of) > 0 && !slices.ContainsFunc(of, func(p string) bool { return !slices.Contains(on, p) })
}

// letsFail is a mark under which a test runs, and may fail.
var letsFail = regexp.MustCompile(`xfail|expectedFailure|\.(fails|failing)\b|\bfails?\s*:`)

// ConditionOf is the condition of a line that takes a test out of the run, with what
// its names stand for.
func ConditionOf(src *language.Source, n int) string {
	text, _ := Whole(src, n, len(src.Code))
	for up := n - 1; up >= max(0, n-2) && !strings.HasPrefix(strings.TrimSpace(src.Code[up+1]), "if"); up-- {
		text += "\n" + src.Code[up]
	}
	all := text
	for _, name := range Words.FindAllString(language.Blanked(text, ""), -1) {
		if stands := Definition(src, name); stands != "" {
			all += "\n" + stands
		}
	}
	return all
}

// lackedIn are the names of what a test needs, as people show them: a module, a command or
// a variable.
func lackedIn(said string) (out []string) {
	for _, m := range needed.FindAllStringSubmatch(said, -1) {
		out = append(out, strings.TrimLeft(m[1]+m[2], "$"))
	}
	return out
}

// givenReason is the reason that a test gives for leaving itself out.
var givenReason = regexp.MustCompile(`\breason\s*=\s*["'][^"'\n]*["']|,\s*["'][^"'\n]*["']\s*\)|\b[sS]kip\w*\(\s*["'][^"'\n]*["']`)

// needed is what something needs, or what is not there.
var needed = regexp.MustCompile("\\b(?:needs?|requires?|wants?|without|lacks?|has no|if|when|where)(?: (?:an?|the|its|our|optional|module|package|command|tool|binary|program|variable|extra|library|service)){0,4} (?:`(\\$?[\\w./-]+)`|\\$?(\\w+_\\w+)\\b)")

// platformsIn are the platforms that a text names, each by one name.
func platformsIn(text string) (out []string) {
	for _, m := range platformName.FindAllString(strings.ToLower(text), -1) {
		switch m {
		case "win32", "nt":
			m = "windows"
		case "macos", "mac", "osx":
			m = "darwin"
		case "safari":
			m = "webkit"
		case "chrome":
			m = "chromium"
		}
		out = append(out, m)
	}
	return out
}

var (
	onCondition  = regexp.MustCompile(`\b(if|when|where|whenever|unless|without|on|under|as long as|limited|restrict\w*|missing|lacks?|not available|unavailable|only|by default)\b`)
	asksWhether  = regexp.MustCompile(`\bif\b|skip(if|If|Unless)|runIf|importorskip|testing\.Short|\.(skip|fixme)\([\s(]*!?[A-Za-z_][\w.]*\s*(===?|!==?|,|\))|\bskip\s*:\s*[^\s"'\x60t]|\?[^?:]*\.skip\s*:|\?[^?:]*:[^?:]*\.skip\b`)
	platformName = regexp.MustCompile(`\b(windows|win32|nt|darwin|macos|mac|osx|linux|freebsd|plan9|webkit|safari|firefox|chromium|chrome)\b`)
	browserIsNot = regexp.MustCompile(`!==?\s*["'](webkit|firefox|chromium)|["'](webkit|firefox|chromium)["']\s*!==?`)
	allBut       = regexp.MustCompile(`\b(only|unless|except|other than|all but)\b`)
)

// AlwaysTrue is a condition that skips a test in every run.
var AlwaysTrue = regexp.MustCompile(`skipif\(\s*(True|1|not False)|skipIf\(\s*(True|true|1)\b|skipUnless\(\s*(False|0)|runIf\(\s*(false|0)`)
