package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ToDiffer tells whether people want something that others use by its name to be there
// no more under it: it goes, moves, is called otherwise or becomes one with something else.
// That it does so with what it is given is no such wish.
func ToDiffer(sentences []string, name string) bool {
	for n, text := range sentences {
		if text = marked(calledBy(text, name), name, nil); !strings.Contains(text, "§") {
			continue
		}
		if text = withinIt.ReplaceAllString(text, ""); !strings.Contains(text, "§") {
			continue
		}
		said := []string{doesItself.ReplaceAllString(text, "§")}
		for at := n + 1; at < min(n+4, len(sentences)); at++ {
			if doesToIt.MatchString(sentences[at]) || at == n+1 && tellsOn.MatchString(sentences[at]) {
				said = append(said, sentences[at])
			}
			if strings.Contains(sentences[at], "`") {
				break
			}
		}
		if !doubted.MatchString(text) && Speak(said, turnsOther) {
			return true
		}
	}
	return false
}

// calledBy puts a name of plain words between quotes where a text says beside it what it is.
func calledBy(text, name string) string {
	if name = strings.ToLower(name); !plain.MatchString(name) || !strings.Contains(text, name) {
		return text
	}
	return regexp.MustCompile(`\b(`+kindOfName+` )`+name+`\b`).ReplaceAllString(text, "$1`"+name+"`")
}

const kindOfName = `(?:programs?|functions?|methods?|class|type|field|property|constant|command|helper|export|getter|variable|option|rename)`

// ToReshape tells whether people want something that others call by its name to take or
// give something else than it does.
func ToReshape(sentences []string, name string) bool {
	return slices.ContainsFunc(sentences, func(text string) bool {
		text = marked(text, name, nil)
		return strings.Contains(text, "§") && !keepsForm.MatchString(text) && Speak([]string{text}, ofForm)
	})
}

// KeepForm tells whether people want what others use to stay as it is, but for what they
// name.
func KeepForm(sentences []string) bool { return slices.ContainsFunc(sentences, keepsForm.MatchString) }

const (
	offered = `(interfaces?|apis?|signatures?|exports?|exported( \w+)?|public (functions?|methods?|types?|names?|surface|members?)|callers?|importers?)`
	kept    = `(stays?|remains?|unchanged|untouched|stable|frozen|compatible|the same|as (it|they) (is|are)|` + modal + `? ?(not|never) (be )?(chang|touch|break|broken|differ|notic)\w*)`
)

var (
	turnsOther = regexp.MustCompile(`\b(remov|delet|drop|retir|renam|mov[ei]|replac|merg|inlin|fold|split|unif|consolidat|combin|collaps|extract|unexport|hid[ei]|convert|rewrit|swap|deprecat|supersed|obsolet|outdated|superfluous)\w*|\b(goes?|go) (away|too|with|from)\b|\bget rid\b|\bbecomes?\b|\bturns? into\b|\b(private|internal|unexported)\b|\bno longer (exported|needed|used|public)\b|\bnobody (uses|calls|needs)\b|\b(in favou?r|instead|in place) of\b|->|→|=>|\b(be|is|are) (now )?(called|named)\b|\bhas to go\b`)
	// doesItself is what a thing does to what it is given.
	doesItself = regexp.MustCompile(`§(\(\))? (should|must|has to|needs to|may|can|will) (\w+ )?(remove|delete|drop|replace|merge|split|combine|hide|convert|swap)\b|§(\(\))?( [^\s,;]+){0,2} (removes|deletes|drops|retires|renames|moves|replaces|merges|folds|splits|combines|collapses|extracts|hides|converts|rewrites|swaps)\b`)
	// withinIt is about something in it, or that goes there.
	withinIt = regexp.MustCompile("\\b(into|inside|within|from) (the )?(\\w+ )?[`\"']?§")
	doesToIt = regexp.MustCompile(`^(please |then |so |also |and )*(remove|delete|drop|retire|rename|move|replace|merge|inline|fold|split|get rid of|unexport|hide) (it|them|both|these|those|that|this)\b`)
	// ofForm is about what callers give to § and get from it, and not about what it does with that.
	ofForm = regexp.MustCompile(`\b(an?|another|one more|new|extra|additional|further|first|second|third|last|its|the) (\S+ ){0,2}(parameter|param|argument|arg|option|keyword|flag|overload)\b|\b(takes?|accepts?|has|have|with|its|no|of|two|three|more|fewer|add|drop|remove|unused|keyword|optional|positional|extra|other) (\S+ )?(parameters|params|arguments|args|kwargs|options|overloads)\b|\bsignatures?\b|\bstream(s|ed|ing)?\b|\btestab\w*|\bhard to test\b|\bneeds? (access to|to know)\b` +
		`|\b(async|asynchronous|awaitable|generic|variadic|optional|global|inject\w*|determinis\w*)\b|\b(let|lets|letting) (\w+ ){0,2}(callers?|users?|people|who)\b|\b(callers?|users?) (\w+ ){0,3}(choose|chooses|give|gives|pass|passes|know|knows|say|says|set|want|wants|decide|decides)\b` +
		`|(§(\(\))?|\bit) (` + modal + ` )?(take|takes|accept|accepts|receive|receives|get|gets|be (told|given|passed|handed)) ((an?|the|its|two|both|several|many|more|one|any number of)\b|[\x60"']\w+[\x60"']|\w+ (as well|too|also)$)|§(\(\))? ` + modal + ` (know|be (told|given|passed|handed))\b|\b(pass|hand|give|thread)\b[^,;]*§|\b(pass|hand|give) it\b` +
		`|\b(return|give|hand)s? (back )?(also )?(an?|the|no|both|only|one|two|nothing)?\s?(\w+ )?(errors?|pointers?|iterators?|generators?|tuples?|promises?|lists?|maps?|pairs?|bool\w*|structs?|slices?|objects?|arrays?|copy|copies|nothing)\b`)
	keepsForm = regexp.MustCompile(`\b(everything|anything|all|whatever)( else)?( that is| which is)? (exported|public)\b[^;]{0,60}\b` + kept + `\b` +
		`|\b(nothing|no|none|not|never|without|n.t)\b[^,;]{0,60}\b` + offered + `\b[^,;]{0,40}\b(chang|differ|break|broken|notic|affect)\w*|\b(nothing|no) (else )?(` + modal + ` )?(chang\w*|be changed) for (callers|users|importers|others)\b` +
		`|\b` + offered + `\b[^,;]{0,50}\b` + kept + `\b|\b(keep|leave|preserve|(not|never|n.t|without) (chang|touch|break)\w*)\b[^,;]{0,40}\b` + offered + `\b`)
)
