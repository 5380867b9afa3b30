// Package saying reads what a sentence says towards what shall be: a wish, a fault of
// today, how it is or was, a doubt, or how to go about the work. In comes a sentence, out
// comes what it is. It keeps nothing, so a process that dies here has lost nothing.
package saying

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Kind is what a sentence says towards what shall be.
type Kind byte

// The kinds.
const (
	State  Kind = iota // what something is or does: it may be meant for what shall be
	Wish               // what shall be made, mended or changed, or a fault of today
	Past               // what was, and what people do now
	Doubt              // what somebody thinks, or wants to know
	Manner             // how to go about the work, and what not to change
)

// Of is what a sentence says towards what shall be.
func Of(s string) Kind {
	bare := s[len(ledIn.FindString(s)):]
	switch {
	case aStep.MatchString(bare), bansWork.MatchString(bare), leavesAlone.MatchString(bare), barsWork.MatchString(bare), howToWork.MatchString(bare), howToWork.MatchString(s), StopIf.MatchString(bare):
		return Manner
	case opines.MatchString(bare) && !prose.Imperative.MatchString(bare), wondering.MatchString(s), strings.HasSuffix(s, "?") && !politely.MatchString(s):
		return Doubt
	case Wants(s), Wants(bare), comesOf.MatchString(bare), comesOf.MatchString(s):
		return Wish
	case TellsPast(bare):
		return Past
	case nobodyKnows.MatchString(bare):
		return Past
	case aFault.MatchString(bare), Harms(bare):
		return Wish
	case aboutTicket.MatchString(s), aboutTicket.MatchString(bare), isStill.MatchString(bare):
		return Past
	case Chats(bare), explains.MatchString(bare), prose.Today.MatchString(bare), OfToday.MatchString(bare):
		return Past
	}
	return State
}

var (
	// opines tells what somebody thinks, and wondering that somebody wants to know.
	opines    = regexp.MustCompile(`(?i)^(?:my|our|[A-Z][a-z]+['’]s) (?:view|opinion|take|impression|feeling|gut feeling) (?:is|was)\b|^(?:(?:and|but|so|also),? )*(?:(?:(?:some|most|half) of )?(?:us|we|i|they|he|she|people|the (?:team|others))|[A-Z][a-z]+(?: (?:and|or) [A-Z][a-z]+)?) (?:(?:also|still|really|only|always|rather) )*(?:prefers?|likes?|dislikes?|thinks?|believes?|feels?|doubts?|favou?rs?|argues?|suggests?|wonders?|hopes?|guess|assumes?|says?|ha(?:s|ve) (?:no|an?) (?:strong )?(?:opinion|preference))\b`)
	wondering = regexp.MustCompile(`(?i)\b(?:hear|know|discuss|talk about|decide|find out|wondering) (?:what|whether|how|why|if|which)\b|\b(?:any|your|some|more|for|get|gather|collect|need|want|like|love|appreciate|welcome) (?:opinions?|thoughts|feedback|input|comments|views|remarks|ideas) (?:on|about)\b|\b(?:opinions?|thoughts|feedback|input|comments|views|remarks|ideas) (?:(?:on|about) (?:this|that|it|these|how|what|whether|which|the (?:plan|idea|approach|above))\b|(?:are )?(?:very )?welcome|please)\b|\b(?:was|were) (?:also )?(?:mentioned|discussed|suggested|proposed|considered)\b`)
	politely  = regexp.MustCompile(`(?i)^(?:(?:so|please|hi|hello),? )*(?:can|could|would|will) (?:you|we|someone|somebody|it|that|this|the)\b`)
	// comesOf says of something what becomes of it.
	comesOf = regexp.MustCompile(`(?i)^[^,;]{0,80}?\b(?:gets? (?:an?|the|its|their|new|rid)|becomes?|no longer|instead of|rather than|afterwards|from now on)\b|^(?:yes|decision|decided|agreed|conclusion)\b`)
	// explains gives a reason, or tells of a meeting.
	explains = regexp.MustCompile(`(?i)^(?:(?:that|this|which|it)(?:['’]s| is| was) (?:why|because|how|what)|(?:the )?next (?:meeting|call|sync|week|time)|present|attendees|agenda)\b`)
	// aboutTicket tells for whom the text is, or where people are.
	aboutTicket = regexp.MustCompile(`(?i)^(?:(?:hi|hello|hey)\b[\w ]{0,20}, )?(?:this (?:one|issue|ticket|task|card)(?: here)? (?:is|goes|was) (?:for|to|about)\b|(?:i['’]m |i am |so )?(?:opening|filing|creating) (?:this|the|a) (?:ticket|issue|card)\b|(?:please )?(?:see|cf\.?|refer to) (?:(?:also|the|our|my|this|last|few) )*(?:(?:threads?|discussions?|comments?|tickets?|issues?|mails?|notes|minutes|recording|chat|docs?|wiki)\b|#)|to be (?:discussed|decided|determined|defined|filled|agreed|clarified)\b)|\b(?-i:[A-Z][a-z]+) (?:has no time|is (?:away|out|busy|gone|back|on (?:leave|holiday|vacation)))\b`)
	// isStill tells what has not been changed so far.
	isStill = regexp.MustCompile(`(?i)^(?:the|its|our|some|half|most|all) [^,;]{1,60} (?:is|are) still \w`)
	// nobodyKnows tells of what people have no idea.
	nobodyKnows = regexp.MustCompile(`(?i)^(?:nobody|no one|none of us|hardly anybody) (?:\w+ )?(?:remembers?|knows?|recalls?|understands?)\b`)
	// ledIn stands before what a sentence says.
	ledIn = regexp.MustCompile(`^(?:[-*>] |\d+[.)] |\[.\] )*(?:\*\*[^*]{1,40}\*\*[:.]? |(?:[A-Z][a-z]+ )?[A-Z]?[a-z]+[:,] )?`)
)

// Set are the sayings in a text.
type Set uint8

// Says reports a sentence of a kind among them.
func (s Set) Says(x Kind) bool { return s&(1<<x) != 0 }

// aBan begins what an author does not want to be done.
var aBan = regexp.MustCompile(`(?i)^(?:(?:please|and|also|but),? )*(?:do not|don['’]?t|never|nobody|no one)\b`)

// SetsRules calls a text after what holds for any work.
var SetsRules = regexp.MustCompile(`(?i)^(?:(?:our|the|some|a few|more|please) )*(?:(?:ground|house|team|basic|general|working|golden|standing) )*(?:rules?|guidelines?|conventions?|routines?|checklists?|runbooks?|etiquette|dos and don['’]?ts)\b(?:$|:| (?:for|of|on|in|when|around|about|at)\b)|^(?:[^:]{1,40}: )?(?:hands off|what (?:is|'s) not (?:allowed|permitted|wanted)|what not to|how (?:we|to) work)\b|^(?:please )?(?:mind|observe|respect|note|remember) the following\b`)

// In are those of the sentences of a text; where that sets rules, a ban is of how to go
// about the work, whatever it names. Of a list of steps of any work, each is one. Beside an
// outcome a state counts only where something is to be seen of it, and not what names something.
func In(text string, outcome, ruled bool) (all Set) {
	list := []string{text}
	if prose.Marker(text) > 0 {
		list = strings.Split(text, "\n")
	}
	if len(list) > 2 && manners(list) > len(list)/2 {
		list = slices.DeleteFunc(list, func(item string) bool { return Of(BareItem(item)) == State })
	}
	for _, item := range list {
		for _, t := range page.Sentences(page.Bare(BareItem(item))) {
			plain := prose.BlankCode(t.S)
			x := Of(t.S)
			if ruled && (aBan.MatchString(t.S) || !outcome && strings.HasPrefix(strings.ToLower(t.S), "no ") || SetsRules.MatchString(t.S)) {
				x = Manner
			}
			if x != State || outcome || (does.MatchString(plain) || seen.MatchString(plain)) && Observable(t.S) || strings.Count(plain, " ") > 3 && strings.HasSuffix(plain, ".") && !strings.Contains(plain, ": ") {
				all |= 1 << x
			}
		}
	}
	return all
}

// BareItem is an item of a list without its mark.
func BareItem(item string) string { return prose.StripMarkers(strings.TrimSpace(item)) }

// manners is how many items say how to go about the work.
func manners(list []string) (n int) {
	for _, item := range list {
		if Of(BareItem(item)) == Manner {
			n++
		}
	}
	return n
}

// WishedFor tells that somebody wants what the text is about.
var WishedFor = regexp.MustCompile(`(?i)\b(?:ask(?:ed|s|ing)?|request(?:ed|s)?|want(?:ed|s)?|need(?:ed|s)?|miss(?:ed|es|ing)?|wish(?:ed|es)?|decided|agreed) (?:for|it|this|that|on|us|to|an?|the)\b|\bpromised (?:(?:it|this|that|an?|the)\b|(?:to )?(?:us|them|customers|users)\b)|\brequire[sd]?\b`)

// Wished reports a text that says of what it is about that somebody wants it; a step of any
// work does not.
func Wished(text string) bool {
	for item := range strings.SplitSeq(text, "\n") {
		for _, t := range page.Sentences(page.Bare(prose.StripMarkers(strings.TrimSpace(item)))) {
			if WishedFor.MatchString(t.S) && !aStep.MatchString(t.S) {
				return true
			}
		}
	}
	return false
}

var (
	// isThere tells where something is, or what there is to read.
	isThere = regexp.MustCompile("(?i)^[^.;]{0,60}?\\b(?:is|are|lives?|sits?|(?:can be |is |are )found|stands?)(?: (?:in|under|at|below|on))? (?:the )?`[^`]+`[^.;]{0,60}[.]?$|^(?:(?:more|useful|further|good|background|worth) )*reading\\b")
	// keepsIt asks for something to stay.
	keepsIt = regexp.MustCompile(`(?i)^(?:please )?(?:keep|leave) `)
)

// Leads reports a line that only leads to what follows.
func Leads(s string) bool { return len(s) <= prose.MaxLead && strings.HasSuffix(s, ":") }

// TellsWhere reports a sentence on where something is, or that asks to leave it.
func TellsWhere(s string) bool { return isThere.MatchString(s) || keepsIt.MatchString(s) }
