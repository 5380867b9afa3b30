package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Silence is what people say about messages of a tool that somebody silences.
type Silence struct {
	Said Edit
	Text string // the sentence that gives leave
	Most int    // for how many places; 0: for any number
	Line bool   // for no more than a line
	Take bool   // for what takes something in alone
}

// Leave is a sentence that lets messages be silenced, and the files that it is for; of
// none it is for all.
type Leave struct {
	text  string
	files []string
	names bool // the messages in question
	tests bool // for tests alone
}

// Leaves are the sentences that let messages be silenced, some by their names.
func Leaves(sentences, names []string) (out []Leave) {
	for n, text := range sentences {
		of := text
		if there.MatchString(text) && !namesAny(text) {
			of = before(sentences[:n]) + "; " + text
		}
		leave, ofTests := lets(text, of, names)
		if !leave {
			continue
		}
		in := SourceFile.FindAllString(text, -1)
		if len(in) == 0 && n > 0 && there.MatchString(text) {
			in = SourceFile.FindAllString(sentences[n-1], -1)
		}
		out = append(out, Leave{text, in, !slices.ContainsFunc(names, func(name string) bool { return !namesMessage(of, name) }), ofTests})
	}
	return out
}

// before is the last of some sentences that names a message, if it is one of the last two.
func before(sentences []string) string {
	for n := len(sentences) - 1; n >= max(0, len(sentences)-2); n-- {
		if namesAny(sentences[n]) {
			return sentences[n]
		}
	}
	return ""
}

// namesAny tells whether a text names some message.
func namesAny(text string) bool {
	return messageCode.MatchString(text) || ruleName.MatchString(text) || ofTool.MatchString(text) && bareRule.MatchString(text)
}

// ToSilence tells whether people let messages be silenced in a file, which may be one of
// tests. Leave that names a file is given for that file and what it names, and for nothing
// beside.
func ToSilence(leaves []Leave, file string, test bool) (out Silence) {
	for _, l := range leaves {
		if l.tests && !test {
			continue
		}
		if l.names && (len(l.files) == 0 || slices.ContainsFunc(l.files, func(at string) bool { return isAt(file, at) })) {
			return Silence{Said: Wanted, Text: l.text, Most: places(l.text), Line: ofLine.MatchString(l.text), Take: takesIn(l.text)}
		}
		if len(l.files) > 0 {
			out.Said = Forbidden
		}
	}
	return out
}

// places is for how many places a sentence gives leave, by those that it names; 0 for any
// number.
func places(text string) int {
	if !oncePlace.MatchString(text) || manyPlaces.MatchString(text) {
		return 0
	}
	return max(1, len(onePlace.FindAllString(text, -1)))
}

// takesIn tells whether all places that a text names are of imports.
func takesIn(text string) bool {
	all := ofLine.FindAllString(text, -1)
	return len(all) > 0 && !slices.ContainsFunc(all, func(w string) bool { return !strings.HasPrefix(w, "import") })
}

// lets tells whether a sentence gives leave for a comment that it shows, ¤, or a
// message, to be silenced, which may be one of what it goes on about, and whether it asks
// for no more than a test that does so.
func lets(text, of string, names []string) (leave, ofTests bool) {
	if doubted.MatchString(text) {
		return false, false
	}
	text = inBrackets.ReplaceAllString(directive.ReplaceAllString(untilThen.ReplaceAllString(text, ""), "¤"), " ¤")
	if text = messageCode.ReplaceAllString(text, "§"); ofTool.MatchString(text) {
		text = ruleName.ReplaceAllString(text, "§")
	}
	for _, name := range names {
		if text = put(text, name, "§"); ofTool.MatchString(text) {
			text = regexp.MustCompile(`\b`+regexp.QuoteMeta(strings.ToLower(name))+`\b`).ReplaceAllString(text, "§")
		}
	}
	all := clauses(strings.ReplaceAll(text, ": ", ", "))
	for _, c := range all {
		switch {
		case denied.MatchString(c) || undoes.MatchString(c):
		case of != text && silenceIt.MatchString(c):
			return true, false
		case strings.ContainsAny(c, "§¤") && lenient.MatchString(c) || strings.Contains(c, "¤") && marks.MatchString(c):
			return true, false
		case byMeans.MatchString(c) && shows.MatchString(all[0]) && !denied.MatchString(all[0]):
			ofTests = true
		}
	}
	return ofTests, ofTests
}

// namesMessage tells whether a text has the name of a message; that of a comment which
// silences all of them only where it stands there without one.
func namesMessage(text, name string) bool {
	name = strings.ToLower(name)
	at := whole(text, name)
	return at >= 0 && !(silencesAll.MatchString(name) && narrower.MatchString(text[at+len(name):]))
}

// isAt tells whether a path is a file's, from its end on.
func isAt(file, at string) bool {
	file, at = "/"+strings.ToLower(file), "/"+strings.TrimPrefix(strings.TrimPrefix(at, "./"), "/")
	return strings.HasSuffix(file, at)
}

var (
	// directive is a comment that silences a tool, as people show it.
	directive   = regexp.MustCompile("`[^`]*\\b(eslint-disable|ts-(ignore|expect-error)|no(qa|lint|sec)|type: ?ignore|(pylint|revive): ?disable|pragma: ?no ?(cover|branch)|(istanbul|c8|v8|coverage|lint|biome|deno-lint|prettier|pyright|pyre)[:-]? ?ignore|fmt: ?(off|skip))[^`]*`|//\\s*nolint[:\\w,-]*|#\\s*(noqa|nosec)[: a-z\\d,]*\\d|@ts-(ignore|expect-error)\\b|\\bno(qa|lint|sec)\\b")
	messageCode = regexp.MustCompile(`\b[a-z]{1,5}\d{2,5}\b`)
	ruleName    = regexp.MustCompile("`[@a-z][a-z\\d]*([-/][a-z\\d]+)+`")
	ofTool      = regexp.MustCompile(`\b(rules?|lint\w*|eslint|pylint|warnings?|messages?|findings?|disabl\w*|silenc\w*|suppress\w*)\b`)
	untilThen   = regexp.MustCompile(`\buntil\b.*`)
	silencesAll = regexp.MustCompile(`^(noqa|nolint|nosec|type: ?ignore|eslint-disable[a-z-]*)$`)
	narrower    = regexp.MustCompile(`^(:| ?\[| [@a-z]+[\d/-])`)
	lenient     = regexp.MustCompile(`\b(disabl|ignor|suppress|silenc|exempt|waiv|annotat|allow|permit|accept|tolerat)\w*|\b(turn|switch)(ed)? ([§¤] )?off\b|\b(may|can) (stay|remain|be kept|be left|stand)\b|\b(is|are|be) (\w+ )?(fine|ok|okay|acceptable|all right|alright)\b`)
	marks       = regexp.MustCompile(`\b(put|add|use|keep|mark(ed)?|gets?|gives?|needs?|may|can|leave|with|justified)\b`)
	// byMeans is a clause that says with what to do as a clause before it asks, and shows
	// asks for a test.
	byMeans = regexp.MustCompile(`^(by (means|way) of|by|via|through|using|with the help of) (an? |the |one )?¤`)
	shows   = regexp.MustCompile(`^((please|then|also|and|so|to|we should|you should|should) )*(add|write|show|pin|prove|state|demonstrate|assert|test|cover|extend)\b`)
	undoes  = regexp.MustCompile(`\b(remov\w*|drop\w*|delet\w*|get rid|fails?|failed|complain\w*|reports?|finds?|fix\w*|mend\w*|solv\w*|resolv\w*|instead|was|were|been|already|currently)\b`)
	there   = regexp.MustCompile(`\b(there|that|this|it|its|the|them|these|those)\b`)
	// silenceIt lets be what was named before.
	silenceIt  = regexp.MustCompile(`\b(ignore|suppress|silence|disable|annotate|mark|waive|accept|exempt) (it|them|this|that|these|those)\b|\b(it|they|this|that|these|those|both)( one| call| line)? (may|can|should|must) (be )?(simply |just )?(ignored|suppressed|silenced|disabled|annotated|waived|accepted|exempted)\b`)
	inBrackets = regexp.MustCompile(` \(¤\)`)
	bareRule   = regexp.MustCompile(`\b(gosec|errcheck|staticcheck|govet|unparam|ineffassign|revive|gocritic|bodyclose|prealloc|dupl|gocyclo|funlen|[a-z]+-[a-z]+(-[a-z]+)*)\b`)
	oncePlace  = regexp.MustCompile(`\b(one|single|once|only|the|that|this|its|which) (\w+ ){0,2}(lines?|calls?|imports?|places?|uses?|statements?|casts?|access)\b|\b(an?|one|single) (\S+ )?§|\bonce\b`)
	// onePlace is a place that people name, and manyPlaces are several of a kind.
	onePlace   = regexp.MustCompile(`\b(line|call|import|place|use|statement|cast|access)\b`)
	manyPlaces = regexp.MustCompile(`\b(the|these|those|all|both|its|two|three) (\S+ ){0,2}(lines|calls|imports|places|uses|statements|casts)\b`)
	ofLine     = regexp.MustCompile(`\b(lines?|calls?|imports?|places?|statements?|casts?|access)\b`)
)

// SourceFile is a file of code as people name it.
var SourceFile = regexp.MustCompile(`[\w./-]*\w\.(go|py|pyi|[cm]?jsx?|[cm]?tsx?)\b`)
