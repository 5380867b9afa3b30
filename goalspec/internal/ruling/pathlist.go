package ruling

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// DashWithin is a dash between words.
var DashWithin = regexp.MustCompile(`\s+(?:[–—]|--?)\s+`)

// StruckOut is text with a line through it.
var StruckOut = regexp.MustCompile(`(?i)~~\S|(?:^|\s)~[^~\s](?:[^~]*[^~\s])?~(?:\W|$)|<(?:del|s|strike)\b`)

// OnlyPaths reports a statement that is nothing but paths.
func OnlyPaths(s string) bool {
	list := NameList.Split(strings.TrimRight(strings.TrimSpace(s), ".;,"), -1)
	return !slices.ContainsFunc(list, func(w string) bool {
		return !prose.LooksLikePath(prose.BareCode(w)) || check.LooksLikeCommand(prose.BareCode(w))
	})
}

var (
	// asksPeople is a reason that leaves it to somebody.
	asksPeople = regexp.MustCompile(`(?i)^\s*(?:(?:please )?ask|mostly|mainly)\b`)
	// takesBack are words behind a pattern that may permit less than it does: a
	// condition, an exception, "only", or what asks for something to stay.
	takesBack = regexp.MustCompile(`[uWFOcp]|(?:^|[.,:])[im]*[nk]|(?:^|[.,:])o|o(?:[.,:]|$)|n[bi]*[tv]|k.*f|[mabs]i*f|fi*(?:[.,:]|$)`)
	// less is a reason that permits only a part.
	less = regexp.MustCompile(`(?i)^\s*(?:just (?:the |an? |one |new )?[a-z]+\s*$|[a-z]+ files?\s*$|(?:[a-z]+ )?(?:tests?|comments?|docs|documentation|imports?|types)\s*$)`)
	// onePart is a single thing that a file holds, by its name or place.
	onePart    = regexp.MustCompile("(?i)\\b(?:function|method|func|constant|variable|struct|enum|section|stanza) +`?[a-z_]\\w*`?$|^the `?\\w+`? (?:function|method|section|constant|variable)$|^`?[\\w.]+`?\\(\\)`?$|^lines? \\d")
	reasonTail = regexp.MustCompile(`^[\s,;:—–-]*(?:\((.*)\)|(?:because|since|as|for|due to|so that|which (?:is|are|was|were|belongs?|comes?)|[—–-]+|#|//)\s*(.*?))\s*[.;]?\s*$|^\s*:\s*(.*?)\s*[.;]?\s*$`)
	plainTail  = regexp.MustCompile(`(?i)^[\s,;.:!…]*(?:(?:and|but) )?(?:(?:(?:all )?(?:of )?its contents?|nothing else|only|please|alone|directory|directories|folders?|files?|packages?|modules?|tree)[\s,;.!]*)*$`)
	// NameList stands between the names of a list.
	NameList = regexp.MustCompile(`\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+`)
	goesOn   = regexp.MustCompile(`(?i)^(?:(?:and|or|also|plus|including|(?:as )?well|together with)\b[ ,]*)+`)
	listMark = regexp.MustCompile(`^\s*(?:[,;&]\s*)?(?:and\s+|or\s+|nor\s+|plus\s+)?(?:(?:of course|naturally|obviously),?\s+)?`)
)

// leftOut is said of a path that something else leaves out, and is no exception to it.
var leftOut = regexp.MustCompile(`(?i)\b(?:is|are|was|were|be|been|being|it[’']s|they[’']re) (?:already )?excluded\b`)

// MentionsPath reports whether a path stands anywhere in a text, and not just
// two words with a slash between them.
func MentionsPath(s string) bool {
	for w := range strings.FieldsSeq(prose.BlankCode(s)) {
		w = strings.TrimRight(strings.Trim(w, "(),;:\"'"), ".")
		if prose.LooksLikePath(w) && (strings.ContainsAny(w, "*?[") || strings.HasSuffix(w, "/") || strings.Count(w, "/") > 1 || PathWord.FindString(w) == w && strings.Contains(path.Base(w), ".") && unicode.IsLower(rune(w[0]))) {
			return true
		}
	}
	for _, m := range prose.CodeSpan.FindAllStringSubmatch(s, 50) {
		if prose.LooksLikePath(m[1]) || strings.Contains(m[1], "/") && !check.LooksLikeCommand(m[1]) && !request.MatchString(m[1]) {
			return true
		}
	}
	return false
}

// request is one of HTTP.
var request = regexp.MustCompile(`^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /`)

// UnreadTail is the fault of words behind a path that may permit less than it.
const UnreadTail = "what follows a pattern is not read; put one pattern a line, ? in place of a blank, and a reason in parentheses"

// UnreadExcept is the fault of an exception that no path says.
const UnreadExcept = "what it leaves out is said in words or lies elsewhere, or more is said beside it; leave out paths under the pattern, as in `a/`, except `a/b/`, or list what remains"

// PartPermitted is no fault of the pattern: of what it holds only a part may change, which
// only words say.
const PartPermitted = "only a part of what it holds may change"

// GlobsIn reads one line of paths: patterns with a comma, "and" or "or" between
// them, each with a reason in parentheses or after a dash if the author gave
// one; the last reason goes for the patterns before it that have none. A fault
// says why the patterns are not all that the line says. Where the patterns
// permit something, words behind them are a fault unless they are a reason.
func GlobsIn(words string, permits bool) (globs []Pattern, fault string) {
	rest, open := AllUnder(strings.TrimSpace(words)), 0
	explain := func(reason string) {
		said := NewClause(leftOut.ReplaceAllString(strings.TrimPrefix(prose.Stated(reason), "where "), "")).Classes
		switch {
		case strings.IndexByte(said, prose.IsExcept) >= 0, !permits && (strings.HasPrefix(said, string(rune(prose.IsOutside))) || excepts.MatchString(reason)):
			fault = UnreadExcept
		case permits && SaysNo(reason):
			fault = "what stands behind a pattern may mean that it must not change; write that under \"Do not modify\""
		case permits && (restrains.MatchString(reason) || asksPeople.MatchString(reason)):
			fault = "what stands behind a pattern may permit less than it does; write when, or which part of it, as a constraint"
		case permits && (onePart.MatchString(reason) || less.MatchString(reason) && !ofItself(reason, globs[open:])):
			fault = PartPermitted
		case permits && takesBack.MatchString(said) && !plainTail.MatchString(reason) && !BansOthers(reason):
			fault = "what stands behind a pattern may take it back; write what must not change as a path of its own"
		}
		if first, _, _ := strings.Cut(strings.TrimSpace(reason), " "); goesOn.MatchString(reason) && !plainTail.MatchString(reason) || prose.LooksLikePath(prose.BareCode(strings.TrimRight(first, ",;"))) {
			fault = UnreadTail
		}
		if plainTail.MatchString(reason) {
			reason = ""
		}
		for ; open < len(globs); open++ {
			globs[open].Reason = strings.TrimSpace(reason)
		}
	}
	for more := true; more; {
		word, tail := nextPattern(rest)
		if word == "" {
			break
		}
		more = false
		globs = append(globs, Pattern{Pattern: word})
		rest = strings.TrimLeft(ownKind.ReplaceAllString(tail, "$1"), " \t")
		if end := strings.IndexByte(rest, ')'); strings.HasPrefix(rest, "(") && end > 0 {
			if also := addsPaths(rest[1:end]); also != "" {
				rest, more = also+rest[end+1:], true
			} else if next := listGoesOn(rest[end+1:], true); next != "" {
				explain(rest[1:end])
				rest, more = next, true
			}
		} else if next := listGoesOn(rest, false); next != "" {
			rest, more = next, true
		}
	}
	if len(globs) == 0 {
		return nil, ""
	}
	if m := reasonTail.FindStringSubmatch(rest); m != nil {
		explain(m[1] + m[2] + m[3])
		return globs, fault
	}
	reason := strings.Trim(rest, " .,;:")
	explain(reason)
	if fault == "" && (strings.Contains(reason, "/") || goesOn.MatchString(reason) && !plainTail.MatchString(rest) || permits && !plainTail.MatchString(rest) && (!BansOthers(reason) || DashWithin.MatchString(reason))) {
		fault = UnreadTail
	}
	return globs, fault
}

// ownKind is what a pattern stands for, in the midst of a list.
var ownKind = regexp.MustCompile(`^ (?:files?|director(?:y|ies)|folders?|packages?|modules?)(,| and | or )`)

// LeavesIt asks, without a word more, for paths to be left as they are.
var LeavesIt = regexp.MustCompile("(?i)\\bleave ((?:" + CodedPath + "(?:,? and |, )?)+)[.!]*$")

// addsPaths is the list of paths that some words add to the one before, and nothing
// else: "plus `B.md`".
func addsPaths(words string) string {
	words = strings.Trim(words, " ,.")
	lead := goesOn.FindString(words)
	list := strings.TrimSpace(words[len(lead):])
	if globs, fault := GlobsIn(list, true); lead == "" || len(globs) == 0 || fault != "" || slices.ContainsFunc(globs, func(g Pattern) bool { return g.Reason != "" }) {
		return ""
	}
	return list
}

// ofItself reports a reason that is only what a path is called.
func ofItself(reason string, globs []Pattern) bool {
	what := strings.TrimSuffix(strings.ToLower(strings.TrimSpace(reason)), "s")
	return what != "" && len(globs) > 0 && strings.Contains(strings.ToLower(globs[0].Pattern), what)
}

// allBelow are words in front of a path that add nothing to it.
var allBelow = regexp.MustCompile(`^(?:[iy]+b?[zh]|yi*)i*[pqQ]`)

// oneFile leads the directory that holds a single file.
var oneFile = regexp.MustCompile(`(?i)^(?:the |a )?(?:one|single)(?: new)? file (?:in|under|inside|below) `)

// AllUnder is a line without what only says that all of a path is meant, as in
// "anything under src/".
func AllUnder(words string) string {
	words = oneFile.ReplaceAllString(words, "")
	if front, _, more := strings.Cut(words[:min(len(words), prose.MaxLead)], " "); !more || strings.IndexByte("iy", prose.ClassOf(strings.ToLower(front))) < 0 {
		return words
	}
	c := NewClause(prose.Stated(words))
	if loc := allBelow.FindStringIndex(c.Classes); loc != nil {
		return words[c.Words[loc[1]-1].From:]
	}
	return words
}

// listGoesOn is what follows a comma, "and" or "or", when that is a pattern
// again. Only code marks, or a reason that ended, can do without.
func listGoesOn(s string, ended bool) string {
	mark := listMark.FindString(s)
	next := AllUnder(s[len(mark):])
	if word, _ := nextPattern(next); word == "" || strings.TrimSpace(mark) == "" && !ended && next[0] != '`' {
		return ""
	}
	return next
}

// isPattern reports whether a code span in a path block can be a pattern.
func isPattern(code string) bool {
	return !strings.ContainsAny(code, " \t") && (strings.Contains(code, "/") || !strings.ContainsAny(code, "()=;<>\"'"))
}

// abbreviates reports words that look like the name of a file.
func abbreviates(w string) bool { return w == "i.e" || w == "e.g" }

// nextPattern takes a code span or a bare path off the front of s.
func nextPattern(s string) (pattern, rest string) {
	if strings.HasPrefix(s, "`") {
		if end := strings.IndexByte(s[1:], '`'); end > 0 && isPattern(s[1:end+1]) {
			return s[1 : end+1], s[end+2:]
		}
		return "", s
	}
	end := pathEnd(s)
	bare := strings.TrimRight(s[:end], ":")
	switch {
	case strings.HasSuffix(bare, "/..."): // as Go writes a tree of packages
		bare = bare[:len(bare)-3]
		return bare, s[len(bare)+3:]
	case !strings.HasSuffix(bare, ".."):
		bare = strings.TrimSuffix(bare, ".")
	}
	if prose.LooksLikePath(bare) && !abbreviates(bare) {
		return bare, s[len(bare):]
	}
	return "", s
}

// pathEnd is where a bare path ends: at a blank, a parenthesis, or a comma
// that is not inside braces.
func pathEnd(s string) int {
	braces := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			braces++
		case '}':
			braces--
		case '(':
			if i == 0 || s[i-1] != '/' {
				return i
			}
		case ' ', '\t', ';':
			return i
		case ',':
			if braces <= 0 {
				return i
			}
		}
	}
	return len(s)
}

// NamesIn reads a line of bare names, such as "src and docs (generated)", as
// the patterns that they are.
func NamesIn(words string) []Pattern {
	words, reason := strings.TrimSpace(words), ""
	if open := strings.IndexByte(words, '('); open > 0 && strings.HasSuffix(words, ")") {
		words, reason = strings.TrimSpace(words[:open]), words[open+1:len(words)-1]
	}
	if Speaks(reason, "xouWc") || strings.ContainsAny(reason, "/`") {
		return nil // the reason may be the path
	}
	var out []Pattern
	for _, name := range NameList.Split(strings.TrimRight(words, ".;"), -1) {
		if !prose.LooksLikePath(name) && (!prose.BareName.MatchString(name) || quantifier(name)) {
			return nil
		}
		out = append(out, Pattern{Pattern: name, Reason: reason})
	}
	return out
}

// quantifier reports a word that stands for paths and is none.
func quantifier(word string) bool {
	switch strings.ToLower(word) {
	case "everything", "anything", "all", "any", "whatever", "nothing", "none", "everywhere", "anywhere", "rest", "it", "this", "that", "these", "those", "them", "other", "others", "yes", "no", "same", "above", "below", "code", "files":
		return true
	}
	return false
}
