package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// LetFail tells whether people let a command fail without a failure of what it is a part
// of: what they say so of, names finds in the command to its last word.
func LetFail(sentences []string, names func(word string) bool) bool {
	return letFail(sentences, breaksNothing, names) || slices.ContainsFunc(sentences, func(text string) bool {
		return !doubted.MatchString(text) && slices.ContainsFunc(clauses(text), func(c string) bool {
			m := madeWeightless.FindStringSubmatchIndex(c)
			return m != nil && !banned.MatchString(c[:m[0]]) && !sofar.MatchString(c) && namesAll(c[max(m[2], m[4]):max(m[3], m[5])], names)
		})
	})
}

// LetFailUnheard tells whether people let a command fail without a word: they do not only
// say that nothing else must fail by it.
func LetFailUnheard(sentences []string, names func(word string) bool) bool {
	return letFail(sentences, mayFail, names)
}

func letFail(sentences []string, how *regexp.Regexp, names func(word string) bool) bool {
	return slices.ContainsFunc(sentences, func(text string) bool {
		text = callGiven.ReplaceAllString(text, "$1`")
		said := clauses(strings.ReplaceAll(text, ": ", ", "))
		for n := 1; n < len(said); n++ {
			if relative.MatchString(said[n]) {
				said[n] = said[n-1] + " " + relative.ReplaceAllString(said[n], "")
			}
		}
		for n := 1; n < len(said); n++ {
			if m := whereFails.FindStringSubmatch(said[n-1]); m != nil && ignoresIt.MatchString(said[n]) && !doubted.MatchString(text) && namesAll(m[1], names) {
				return true
			}
		}
		return !doubted.MatchString(text) && slices.ContainsFunc(said, func(c string) bool {
			if at := how.FindStringIndex(c); at != nil {
				if sofar.MatchString(c) || failsIt.MatchString(c[at[0]:]) || strings.HasSuffix(c[:at[1]], "ignored") && !ofFailing.MatchString(text) {
					return false
				}
				return namesAll(c[:at[0]], names)
			}
			if m := ignoresEnd.FindStringSubmatchIndex(c); m != nil && !banned.MatchString(c[:m[0]]) {
				return namesAll(c[m[1]:], names)
			}
			return false
		})
	})
}

// LetGoOn tells whether people let a part of a pipeline fail: in a sentence that names it
// or that goes on about the one before, which does, or by words that are all its own.
func LetGoOn(sentences []string, names func(sentence string) bool, word func(string) bool) bool {
	return let(sentences, goesOnAfter, names) || LetFail(sentences, word)
}

// LetEndWell tells whether people want a command to end well whatever happens, in a
// sentence that names it or that goes on about the one before, which does.
func LetEndWell(sentences []string, names func(sentence string) bool) bool {
	return let(sentences, endsWell, func(text string) bool {
		return !toEnd.MatchString(text) && !sofar.MatchString(text) && !failsTheRest.MatchString(text) && names(text)
	})
}

func let(sentences []string, how *regexp.Regexp, names func(sentence string) bool) bool {
	for n, text := range sentences {
		if doubted.MatchString(text) || !Speak(sentences[n:n+1], how) {
			continue
		}
		if names(text) || n > 0 && (stands.MatchString(text) || ofThat.MatchString(text)) && names(sentences[n-1]) {
			return true
		}
	}
	return false
}

var goesOnAfter = regexp.MustCompile(`\bcontinue[- ]on[- ]error\b|\ballow[_ -]failure\b|\b(?:is|are|be) (?:allowed|free) to (?:fail|be red)\b|\b(?:may|can|could) (?:fail|be red)\b|\blet\b[^,;]{0,60}\bfail\b|\bnon-?blocking\b|\badvisory\b`)

// endsWell are the ways to say, or to show, that a command ends well whatever happens.
var endsWell = regexp.MustCompile("`[^`]*\\|\\| ?(?:true|:|exit 0)`|\\b(?:which|that|must|should|shall|may|to|it|and) always (?:exits?|ends?|returns?|succeeds?|passes)\\b|\\bexits? (?:with )?(?:status )?0 (?:always|whatever|even|regardless|in any case)\\b|\\b(?:which|that|must|should|shall|may) never (?:fails?|breaks?)\\b|\\bmay fail\\b|\\b(?:failures?|errors?|exit (?:codes?|status)) (?:of .{1,60} )?(?:should|must|may|can|is|are) (?:to )?(?:be )?ignored\\b")

// ofThat goes on about something by where it is, or by what it has.
var ofThat = regexp.MustCompile(`\bthere\b|\bits (\w+ )?(ends?|failures?|errors?|exit|status|results?|commands?|lines?)\b`)

// failsTheRest is about what else fails by a command.
var failsTheRest = regexp.MustCompile(`\bmay fail (the|an?|our|any|this|that|to|with)\b`)

// toEnd is about what lets a command end well and is not to do so.
var toEnd = regexp.MustCompile(`\b(remov\w*|delet\w*|drop(s|ped)?|get rid|takes? (it )?(out|away)|instead of|hides?|hid(den|ing)?|mask(s|ed|ing)?|wrong\w*|once|had|has|bugs?|although|though|nobody|is strict|(is|are|was) (\w+ )?with)\b`)

// namesAll tells whether the last words of a text, without those that every command may
// be called by, name something: the last one, and each that belongs to it.
func namesAll(text string, names func(word string) bool) bool {
	all := ofCommand.FindAllString(ofWhat.ReplaceAllString(text, " "), -1)
	all = slices.DeleteFunc(all, func(w string) bool { return anyCommand.MatchString(w) })
	return len(all) > 0 && len(all) < 5 && !slices.ContainsFunc(all, func(w string) bool { return !names(w) })
}

const weightless = `(?:informational|informative|advisory|optional|experimental|non-?blocking|best[- ]effort)`

// madeWeightless is what people make one of things whose failure counts for nothing.
var madeWeightless = regexp.MustCompile(`\b(?:make|keep|mark|let|leave|run) (.{1,60}?) (?:as |to be )?(?:` + weightless + `|allowed to fail|fail)\b|\b(?:` + weightless + `|continue[- ]on[- ]error) (?:(?:jobs?|steps?|stages?|checks?|runs?) )?(?:for|on|of) (.{1,60})$`)

// callGiven is a call as people show it, with what it is given.
var callGiven = regexp.MustCompile("(\\w)\\([^()`]*\\)`")

// whereFails is where something fails, and ignoresIt says that this is no matter.
var (
	whereFails = regexp.MustCompile(`^(?:if|when|whenever|where|should) (.*?) (?:throws?|fails?|raises?|rejects?|errors|panics?)$`)
	ignoresIt  = regexp.MustCompile(`^(?:(?:please|then|just|simply) )*(?:ignore|swallow|tolerate) (?:it|that|this)\b`)
)

// relative goes on about what the clause before ends with.
var relative = regexp.MustCompile(`^(?:whose|which|that|who|its|their)(?: (?:failures?|failing|errors?|results?|outcomes?|status))?\b`)

const unheard = `\b(?:is|are|be) (?:allowed|free) to fail\b|\b(?:must|should|shall|may|can|is to|are to) (?:(?:simply|just|then|safely|always) )?be (?:(?:simply|just|silently) )?ignored\b|\b(?:is|are) best[- ]effort\b|\bmay fail\b`

var (
	breaksNothing = regexp.MustCompile(`\b(?:(?:must|should|shall|may|can|need|do|does|is|are|will|could)(?: not|n['’]t|not)|cannot|never)(?: (?:be|to|allowed|able|ever|any|longer))* (?:(?:fail|break|block|stop|abort|redden) (?:the|an?|our|any|this|that) |block\b)|\b(?:is|are|be|stays?|remains?) (?:(?:purely|only|just|an?) )*` + weightless + `\b|` + unheard)
	// sofar tells how things are, failsIt of what else fails by something, or what it fails
	// to do, and ofFailing of an end that may be a bad one.
	sofar      = regexp.MustCompile(`\b(today|currently|at (the moment|present)|until now|so far|nowadays)\b`)
	failsIt    = regexp.MustCompile(`^(can|may|could) fail (the|an?|our|any|this|that|to|with)\b`)
	ofFailing  = regexp.MustCompile(`\b(fail\w*|errors?|exceptions?|results?|outcomes?|exit|status|unavailable|unreachable|broken|times? out)\b`)
	mayFail    = regexp.MustCompile(unheard)
	ignoresEnd = regexp.MustCompile(`\b(?:ignore|tolerate|accept|swallow|let pass) (?:(?:the|any|all|a) )?(?:results?|outcomes?|failures?|errors?|status|exit (?:codes?|status)) (?:of|from|in) `)
	ofCommand  = regexp.MustCompile(`[a-z][\w]*[a-z0-9]`)
	anyCommand = regexp.MustCompile(`^(?:the|an?|any|all|our|its|that|this|one|of|in|at|from|failed|failing|failures?|errors?|results?|outcomes?|status|exit|codes?|commands?|steps?|jobs?|stages?|check(?:s|ers?|ing)?|runs?|builds?|calls?|hooks?|callbacks?|handlers?|listeners?|exceptions?|thrown|raised|by|optional|also|if|it|so|and|please)$`)
	ofWhat     = regexp.MustCompile(`\b(?:whenever|when|while|if|as|since|because|that|which|who)\b.*$`)
)
