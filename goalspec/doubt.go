package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// permitsToo is a word with which something may be permitted, in parentheses too.
var permitsToo = regexp.MustCompile(`(?i)\b(?:may|can|could|allowed|permitted|fine|ok|okay|free to|only|just)\b`)

// asksElse begins with what is to be changed.
var asksElse = regexp.MustCompile(`(?i)^(?:please )?(?:add|fix|remove|upgrade|migrate|move|rename|replace|implement|create|build|refactor|rewrite|update|introduce|delete|drop|convert|write|change|extract|port|copy|edit|modify|regenerate|work)\s+\S`)

// wantsReason lets changes be made, and asks for something with them.
var wantsReason = regexp.MustCompile(`(?i)\bchanges? (?:outside|beyond|to|in)\b.*\b(?:needs?|requires?|must have|has to have|have to have) (?:an? |to be )?(?:\w+ )?(?:reasons?|justifi\w+|explanation|explained|mentioned|discussion|discussed)\b`)

// onlyBans is why it is not certain which paths a statement forbids to change, as it may
// speak of a part of what they hold, leave something out or depend on something: "" when it
// is certain, or when it may permit something as well.
func onlyBans(list []ruling.Ruling, words string) (doubt string) {
	for _, b := range list {
		switch b.Fault {
		case "":
		case ruling.UnreadRuling, ruling.UnreadBan, ruling.UnreadExcept, ruling.UnreadCondition:
			doubt = b.Fault
		default:
			return ""
		}
	}
	if (doubt == ruling.UnreadRuling && leavesOutWithin(words) || (doubt == ruling.UnreadRuling || ruling.OnlyDenies(list)) && exceptSaid.MatchString(words)) && !permitsToo.MatchString(exceptSaid.ReplaceAllString(words, "")) {
		return ruling.UnreadExcept
	}
	if doubt == "" || slices.ContainsFunc(list, func(b ruling.Ruling) bool { return b.Field == field.Allow }) {
		return ""
	}
	c := ruling.NewClause(ruling.CodeMarked(prose.Stated(words)))
	if leavingOut.MatchString(c.S) && (bansBehind.MatchString(c.S) || bansTwice.MatchString(c.S)) {
		return ""
	}
	switch {
	case doubt == ruling.UnreadRuling && (wantsReason.MatchString(words) || kindOutside.MatchString(words) && !otherFile.MatchString(words)):
		return doubt
	case doubt == ruling.UnreadBan && c.OfParts():
		return doubt
	case permitsToo.MatchString(words):
		return ""
	case strings.ContainsAny(c.Classes, "erQoula~T"), !strings.ContainsAny(c.Classes, "nWf") && !(doubt == ruling.UnreadExcept && strings.IndexByte(c.Classes, prose.IsFrozen) >= 0), c.Sets(), asksElse.MatchString(c.S), ruling.Instead.MatchString(c.S):
		return ""
	case doubt != ruling.UnreadExcept && doubt != ruling.UnreadCondition && !strings.ContainsAny(c.Classes, "wj"):
		return "" // it names nothing but paths
	}
	return doubt
}

const (
	leaving  = `\b(?:except\w*|apart from|aside from|other than|but|unless|save for|excluding)\b`
	banWord  = `\b(?:never|nor|neither|no|not|don['’]?t|leave|keep|freeze|frozen|ignore)\b`
	codePath = "`[^` ]*[/.*][^` ]*`"
)

// LeavingOut takes something out of a ban; bansBehind bans other paths behind that, and
// bansTwice some by a ban of their own, for which the exception may not hold.
var (
	leavingOut = regexp.MustCompile(`(?i)` + leaving)
	bansBehind = regexp.MustCompile(`(?i)` + leaving + "[^`]*[),;.]" + `\W*(?:(?:and|or|also|please|` + banWord + `|do|must|may|change|touch|edit|modify|anything|in|under|the|files?|directory)\W+)*` + codePath)
	bansTwice  = regexp.MustCompile(`(?i)(?:` + banWord + "[^`]*" + codePath + "|" + codePath + "[^`]*" + banWord + "[^`]*)[^`]*[),;.][^`]*" + banWord + "[^`]*" + codePath)
)

var (
	// kindOutside forbids changes of one kind of files outside of a path.
	kindOutside = regexp.MustCompile("(?i)^(?:(?:no|(?:do not|don['’]t|never) (?:change|touch|edit|modify) any) " + kindOfFile + " (?:files? )?(?:[a-z]+ ){0,3}(?:outside|beyond)(?: of)? (?:the )?" + ruling.AnyPath + "(?:[ ,.]|$)|outside(?: of)? (?:the )?" + ruling.AnyPath + ",? no " + kindOfFile + " (?:files? )?(?:is|are|may|gets?|changes?)\\b)")
	otherFile   = regexp.MustCompile(`(?i)\b(?:any|no) (?:other|new|more|such|files?|code|changes?|edits?|paths?|things?|work)\b`)
	// pathsLeftOut are the paths that an exception begins with.
	pathsLeftOut = regexp.MustCompile("^(?:the )?" + ruling.CodedPath + "(?:(?:,| and|, and) (?:the )?" + ruling.CodedPath + ")*")
)

const kindOfFile = "(?:`[^`]+`|[\\w.+#-]+)"

// leavesOutFirst is an exception with which a ban begins.
var leavesOutFirst = regexp.MustCompile("(?i)^" + prose.LeavesOut + " (?:the )?" + ruling.CodedPath + "(?:(?:,? and|,) (?:the )?" + ruling.CodedPath + ")*, ")

// leavesOutWithin reports a ban with an exception in front or in its midst: "`a/` other than
// `a/b` stays as it is".
func leavesOutWithin(words string) bool {
	if loc := leavesOutFirst.FindStringIndex(words); loc != nil {
		return ruling.OnlyDenies(ruling.Rulings(words[loc[1]:]))
	}
	at := exceptFor.FindStringIndex(words)
	if at == nil {
		return false
	}
	but := pathsLeftOut.FindString(words[at[1]:])
	rest := words[at[1]+len(but):]
	return but != "" && strings.Trim(rest, " .,)") != "" && ruling.OnlyDenies(ruling.Rulings(words[:at[0]]+"`"+strings.TrimLeft(rest, ",)")))
}

// exceptSaid says of a path that it stays and that something there does not.
var exceptSaid = regexp.MustCompile("(?i)^" + ruling.CodedPath + "[^`]{0,40}\\botherwise (?:remains? |stays? |is |are |to be )?(?:frozen|off[- ]limits|unchanged|untouched|unmodified|intact|left alone|read-only|locked)\\b|\\b(?:being|is|are|as|with) (?:the|an|its|our) (?:only |one |sole |single )?exceptions?(?:[.,;!)]|$)")

var exceptFor = regexp.MustCompile("(?i)`[,;:–—-]*\\s+\\(?(?:" + prose.LeavesOut + "|but(?: (?:not|no|for))?)\\s+")

// onlyWords are such rulings where the words hold, and of the paths only those that are
// certain; of several with an exception none is.
func onlyWords(list []ruling.Ruling, words, doubt string) []ruling.Ruling {
	list = slices.DeleteFunc(slices.Clone(list), func(b ruling.Ruling) bool { return b.Fault != "" || doubt == ruling.UnreadExcept })
	return append(list, ruling.Ruling{Part: true, Doubt: doubt, Leads: !check.AsksOfCommand(words)})
}
