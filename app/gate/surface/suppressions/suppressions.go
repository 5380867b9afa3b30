// Package suppressions finds comments that silence a tool, and code that is there
// for no more than that. In comes a change, out go findings; each speaks only of
// what the change brought. It keeps nothing, so a process that dies here judges
// again.
package suppressions

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Judge finds comments that silence a tool, and code that is there for no
// more than that.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		out = append(out, anyTyped(s, f)...)
		if re := f.Is.Lang.Suppress; re != nil && f.Holds("ignore", "disable", "nolint", "lint:", "nosec", "noqa", "cover", "skip", "ts-", "pyright", "mypy", "fmt:", "noinspection", "noflow", "FixMe", "NOQA", "Ignore", "Disable", "off", "nosemgrep", "NOSONAR", "fixme", "no branch", "eslint ") {
			used := map[string]int{}
			for _, found := range s.Scan(f, []change.Pattern{{In: change.Notes, Re: re, Say: "it silences a tool instead of answering it.", Ahead: true}}) {
				n := found.Place.Line - 1
				leave := asks.ToSilence(s.Leaves(silenced(f, n)), f.Path, f.Is.Test())
				if leave.Said == asks.Wanted && !(leave.Line && ofAllFile.MatchString(f.Is.Notes()[n])) && !(leave.Take && !takesIn.MatchString(f.Is.Lines[n])) && (leave.Most == 0 || used[leave.Text] < leave.Most) {
					used[leave.Text]++
					continue
				}
				if leave.Said != asks.Unsaid {
					found.Reason = "it silences more than is allowed."
				}
				if !(leave.Said == asks.Unsaid && gives(f, n) && (s.Speaks(explaining) || outweighs(f, re) && !reported(s, f, n))) && !untyped.MatchString(f.Is.Lines[n]) && !afterSkip(f.Is, n) && !narrowed(f, n) && !(f.Is.Test() && misuse.MatchString(f.Is.Notes()[n]) && (tries(f.Is, n) || triesTypes(f.Was) && !stood(f, n))) {
					out = append(out, found)
				}
			}
		}
	}
	return out, nil
}

var (
	// reasoned names one message and says why it is let be.
	reasoned = regexp.MustCompile(`(//\s*nolint:[\w-]+\s+//|//\s*#nosec\s+G\d+\s+--|eslint-disable-(next-)?line\s+[@\w/-]+\s+--|#\s*(noqa:\s*[A-Z]+\d+|nosec:?\s*B\d+|type:\s*ignore\[[\w-]+\]|pylint:\s*disable=[\w-]+)\s+#)\s*\w\S*(\s+\S+){2}`)
	// oneMessage names one message alone, and aside is a comment that stands for itself.
	oneMessage = regexp.MustCompile(`(//\s*nolint:[\w-]+|//\s*#nosec\s+G\d+|eslint-disable-(next-)?line\s+[@\w/-]+|#\s*(noqa:\s*[A-Z]+\d+|nosec:?\s*B\d+|type:\s*ignore\[[\w-]+\]|pylint:\s*disable=[\w-]+))\s*(\*/)?\s*$`)
	aside      = regexp.MustCompile(`^\s*(//|#|/?\*)\s*\w\S*(\s+\S+){3}`)
	// explaining is what people say who let a message be where its place says why.
	explaining = regexp.MustCompile(`\bannotat\w+\b[^.]*\b(reasons?|why)\b|\b(with|giv(e|es|ing)|stat(e|es|ing)|nam(e|es|ing)|not(e|es|ing)) (the|a|its|their|your) (reasons?|justification)\b|\bsay(s|ing)? why\b|\b(comment|note|remark|line|reason)s?( \S+)? (why|(that|which) (says|tells|explains))\b|\bjustif(y|ied)\b`)
	// untyped is the import of something that brings no types.
	untyped = regexp.MustCompile(`^\s*(import|from)\s.*#\s*type:\s*ignore\[import(-untyped|-not-found)?\]\s*$`)
	// lateImport is the import of something below the head of a file of Python, and skipsFile
	// a call above it that leaves the file out where something is missing.
	lateImport = regexp.MustCompile(`^(import|from)\s.*#\s*noqa:\s*E402\s*$`)
	skipsFile  = regexp.MustCompile(`^(\w+\s*=\s*)?pytest\.importorskip\(`)
	// misuse is an error of types that a test makes on purpose, and says why.
	misuse = regexp.MustCompile(`@ts-expect-error\b[\s:-]*\w+(\s+\S+){2}`)
	throws = regexp.MustCompile(`\b(toThrow\w*|throws|rejects|raises|assertRaises)\b`)
)

// gives tells whether a comment that silences one message says why, in its line or in
// the comment above.
func gives(f *change.File, n int) bool {
	note := f.Is.Notes()[n]
	return reasoned.MatchString(note) || oneMessage.MatchString(note) && n > 0 && f.IsAdded(n-1) && strings.TrimSpace(f.Is.Code[n-1]) == "" &&
		aside.MatchString(f.Is.Lines[n-1]) && !f.Is.Lang.Suppress.MatchString(f.Is.Notes()[n-1])
}

// silenced are the names of what a comment silences: of messages, or its own where it
// names none. The code behind the name of a tool is the message.
func silenced(f *change.File, n int) []string {
	note := f.Is.Notes()[n]
	m := namesMessages.FindStringSubmatch(note)
	if m == nil {
		return []string{strings.Trim(f.Is.Lang.Suppress.FindString(note), "/# ")}
	}
	return ruleNames.FindAllString(strings.Join(m[1:], " "), -1)
}

var namesMessages = regexp.MustCompile(`nolint:([\w,-]+)|lint:ignore\s+(\w+)|eslint-disable(?:-next-line|-line)?\s+([@\w/][@\w/, -]*?)(?:\s+--|\s*\*/|\s*$)|(?i:noqa|nosec):?\s*([A-Z]+\d+(?:[, ]+[A-Z]+\d+)*)|ignore\[([\w, -]+)\]|disable=([\w,-]+)`)

// reported tells whether a comment has the code of a message that people named:
// one that they want to be answered. One that they found in other files, none of
// which has to do with the function around the comment, may stand there.
func reported(s *change.Set, f *change.File, n int) bool {
	codes := slices.DeleteFunc(messageCode.FindAllString(f.Is.Notes()[n], -1), func(code string) bool { return !s.Asked(code) })
	return slices.ContainsFunc(codes, func(code string) bool {
		var in []string // files that people found it in
		for _, text := range s.Sentences() {
			if at := asks.SourceFile.FindAllString(text, -1); regexp.HasWord(text, strings.ToLower(code)) && len(at) > 0 {
				in = append(in, at...)
			}
		}
		return len(in) == 0 || slices.Contains(in, strings.ToLower(f.Path)) || slices.Contains(in, strings.ToLower(f.Base())) || stood(f, n) || serves(s, f, n, in)
	})
}

// stood tells whether the code that a comment speaks of, in its line or the next
// one, was there before.
func stood(f *change.File, n int) bool {
	code := strings.TrimSpace(f.Is.Code[n])
	if code == "" && n+1 < len(f.Is.Code) {
		code = strings.TrimSpace(f.Is.Code[n+1])
	}
	return slices.ContainsFunc(f.Was.Code, func(l string) bool { return strings.TrimSpace(l) == code })
}

// serves tells whether one of some files, or another one in its directory, calls
// the function around a line; what lies in no function may serve all.
func serves(s *change.Set, f *change.File, n int, files []string) bool {
	fn, in := f.Is.Around(n)
	return !in || slices.ContainsFunc(s.Files, func(o *change.File) bool {
		near := slices.ContainsFunc(files, func(at string) bool {
			return strings.HasSuffix(strings.ToLower(o.Path), at) || path.Dir(at) == path.Dir(strings.ToLower(o.Path))
		})
		return o != f && near && regexp.HasWord(o.Is.Text, fn.Name)
	})
}

var messageCode = regexp.MustCompile(`\b[A-Z]{1,5}\d{2,5}\b`)

// outweighs tells whether a change to a file answers more than it silences.
func outweighs(f *change.File, re *regexp.Regexp) bool {
	silent, work := 0, 0
	for _, n := range f.Added() {
		switch {
		case re.MatchString(f.Is.Notes()[n]):
			silent++
		case strings.TrimSpace(f.Is.Code[n]) != "":
			work++
		}
	}
	return work >= silent
}

// tries tells whether the next line has a call that must fail.
func tries(src *language.Source, n int) bool {
	return slices.ContainsFunc(src.Bare[n:min(n+3, len(src.Bare))], throws.MatchString)
}

// afterSkip tells whether a line imports what can be imported only behind the line that
// leaves a file of tests out.
func afterSkip(src *language.Source, n int) bool {
	return src.Test() && lateImport.MatchString(src.Lines[n]) && slices.ContainsFunc(src.Bare[max(0, n-20):n], skipsFile.MatchString)
}

// triesTypes tells whether a file of the base asserts of types alone what they refuse.
func triesTypes(was *language.Source) bool {
	return len(was.Tests()) == 0 && slices.ContainsFunc(was.Notes(), misuse.MatchString) && !slices.ContainsFunc(was.Bare, was.Lang.Assertion.MatchString)
}

// narrowed tells whether a line silences, for itself, only what was silenced for
// all of its file and is so no more.
func narrowed(f *change.File, n int) bool {
	m := ofOneLine.FindStringSubmatch(f.Is.Notes()[n])
	if m == nil {
		return false
	}
	was := ""
	for _, o := range f.Removed() {
		if w := ofAllFile.FindStringSubmatch(f.Was.Notes()[o]); w != nil {
			was += w[1] + w[2] + ","
		}
	}
	rules := ruleNames.FindAllString(m[1]+m[2], -1)
	return len(rules) > 0 && was != "" && !slices.ContainsFunc(rules, func(r string) bool { return !slices.Contains(ruleNames.FindAllString(was, -1), r) })
}

var (
	ofOneLine = regexp.MustCompile(`eslint-disable-(?:next-)?line\s+([@\w/, -]+?)(?:\s+--|\s*\*/|\s*$)|#\s*noqa:\s*([A-Z\d, ]+)`)
	ofAllFile = regexp.MustCompile(`/\*\s*eslint-disable\s+([@\w/, -]+?)\s*(?:--.*)?\*/|^\s*#\s*(?:ruff|flake8):\s*noqa:\s*([A-Z\d, ]+)`)
	takesIn   = regexp.MustCompile(`\b(import|from|require)\b|^\s*(\w+\s+)?"[\w./-]+"\s*//`)
	ruleNames = regexp.MustCompile(`[@\w/-]+`)
)
