package demand

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Novelty are the names that an outcome brings in and those that it takes out, as
// [folded]: a search for one of them finds something else today.
type Novelty struct {
	In, Out []string
	Kind    string // what the first of those that come in is called
}

var (
	bringsIn = regexp.MustCompile(`(?i)\b(?:add(?:s|ed|ing)?|introduc(?:e[sd]?|ing)|new|gains?|gets?|has|have|carr(?:y|ies)|contains?|includes?|holds?|creates?|supports?|accepts?|takes?|knows?|offers?|provides?|exposes?|exports?|called|named)\b`)
	takesOut = regexp.MustCompile(`(?i)\b(?:remov(?:e[sd]?|ing)|delet(?:e[sd]?|ing)|drop(?:s|ped)?|get rid of|retires?|replac(?:e[sd]?|ing)|renam(?:e[sd]?|ing))\b`)
	renames  = regexp.MustCompile(`(?i)\b(?:replac(?:e[sd]?|ing)|renam(?:e[sd]?|ing)|becomes?)\b`)
	// isBrought follows the name of what is new.
	isBrought  = regexp.MustCompile(`(?i)^ (?:now )?(?:exists?|(?:is|are) (?:added|introduced|available|supported|accepted|new))\b`)
	kindBefore = regexp.MustCompile(`\b(\pL{4,}) $`)
	// leaves is a plain name that is taken out.
	leaves   = regexp.MustCompile(`(?i)\b(?:remov(?:e|ing)|delet(?:e|ing)|drop(?:ping)?|get rid of|replac(?:e|ing)) ([a-z][\w@/.-]{3,})`)
	into     = regexp.MustCompile(`(?i)\b(?:to|with|by|becomes?)(?: an?| the)?\s*$`)
	elseward = regexp.MustCompile(`(?i)\b(?:to|in|into|onto|for|from|of|on|under|at|by|with|that|which|so|when|existing|old|current)\b`)
	Sentence = regexp.MustCompile(`[.;!?]\s`)
	codeName = regexp.MustCompile(`[A-Za-z][\w-]{3,}`)
	ofType   = regexp.MustCompile(`(?i)^(?:string|integer|boolean|number|float|double|object|array|null|true|false|optional|required|default|text|date|datetime|timestamp|void|const|public|private|static|func|function|return|class|type|import|uint\d*|int\d*|bool)$`)
)

// MaxNames bounds how many code spans of an outcome are looked at.
const MaxNames = 20

// NoveltyOf reads the names in code marks off an outcome.
func NoveltyOf(outcome string) (n Novelty) {
	plain := prose.BlankCode(outcome)
	for _, loc := range prose.CodeSpan.FindAllStringSubmatchIndex(outcome, MaxNames) {
		before, _ := prose.BehindLast(Sentence, plain[:loc[0]])
		leads := func(re *regexp.Regexp) bool {
			behind, ok := prose.BehindLast(re, before)
			return ok && !elseward.MatchString(behind)
		}
		var list *[]string
		switch {
		case isBrought.MatchString(plain[loc[1]:]):
			list = &n.In
		case renames.MatchString(before) && into.MatchString(before):
			list = &n.In
		case leads(takesOut):
			list = &n.Out
		case leads(bringsIn):
			list = &n.In
		default:
			continue
		}
		if kind := kindBefore.FindStringSubmatch(before); kind != nil && n.Kind == "" && list == &n.In {
			n.Kind = strings.ToLower(kind[1])
		}
		for _, name := range codeName.FindAllString(outcome[loc[2]:loc[3]], MaxNames) {
			if !ofType.MatchString(name) {
				*list = append(*list, folded(name))
			}
		}
	}
	if m := leaves.FindStringSubmatch(plain); m != nil && !ofType.MatchString(m[1]) {
		n.Out = append(n.Out, folded(strings.TrimRight(m[1], ".")))
	}
	return n
}

// folded is a name however it is cased and divided: giftNote, gift_note and gift-note
// are one.
func folded(name string) string {
	return strings.Map(func(c rune) rune {
		if c == '_' || c == '-' {
			return -1
		}
		return c
	}, strings.ToLower(name))
}

// Names reports a text that holds one of some names, a long one also within another, as
// in GetGiftNote.
func Names(text string, list []string) bool {
	for _, word := range codeName.FindAllString(text, -1) {
		word = folded(word)
		if slices.ContainsFunc(list, func(name string) bool { return word == name || len(name) > 6 && strings.Contains(word, name) }) {
			return true
		}
	}
	return false
}
