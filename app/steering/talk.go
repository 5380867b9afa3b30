package steering

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	forOthers = regexp.MustCompile(`^(?:/[a-z][a-z-]*(?:[ \t]+\S+){0,2}\s*)+$`) // the commands of other bots
	named     = regexp.MustCompile(`@[A-Za-z0-9][A-Za-z0-9-]*(?:/[A-Za-z0-9._-]+)?`)
	emoji     = regexp.MustCompile(`:[a-z0-9_+-]+:`)
	deed      = regexp.MustCompile(`(?i)\b(?:the|this|your|that|nice|great|good|quick) (?:fix|change|changes|patch|pr|pull request|update|cleanup|contribution|solution|one)\b`)
)

// pleasant are the words of praise and thanks, and those that call somebody in.
var pleasant = words(`lgtm thanks thank thx ty you many so very much a lot all for that it its is i we like love agree agreed with of the this
	nice great good cool neat perfect awesome excellent amazing fantastic brilliant wonderful beautiful sweet wow yay
	work job well done looks look looking seems to me here fine ok okay yes yep yup +1 1 approve approved approving
	ship shipit merge merging merged will soon am still reading reviewing review later today tomorrow cc ping fyi hooray tada congrats congratulations everyone team`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// Asks tells whether a text that names nobody asks for something, where people also
// praise, talk to other bots and are talked to by tools: on a pull request. A tool
// knows its own report again by what the page hides.
func Asks(body string) bool {
	text := own(heard(body))
	if strings.Contains(body, "<!--") || forOthers.MatchString(text) {
		return false
	}
	for _, talk := range []*regexp.Regexp{named, emoji, deed} {
		text = talk.ReplaceAllString(text, " ")
	}
	between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' }
	for _, w := range strings.FieldsFunc(strings.ToLower(text), between) {
		if !pleasant[w] {
			return true
		}
	}
	return strings.Contains(text, "?")
}
