package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// In a marked sentence § is what it is asked about, and ¤ another such thing.
const (
	edited  = `(changed?|updated?|adapt(ed)?|adjust(ed)?|amend(ed)?|corrected|revised?|rewritten|reword(ed)?|edit(ed)?|modif(y|ied)|alter(ed)?|regenerated|re-?recorded|refreshed|replaced|rebaselined|brought (in line|up to date)|follow|move|` + afresh + `)`
	afresh  = `(recorded|generated|created|rendered|written|captured|saved|made|produced|taken|built) ((once|all|completely) )?(again|anew|afresh|from scratch)`
	short   = `n['’]t`
	edits   = `(change|update|adapt|adjust|amend|correct|revise|rewrite|reword|edit|modify|alter|regenerate|re-?record|refresh|replace|rebaseline|bring)`
	has     = `(has|have|had|needs?|must|should|ought|will|can|may|shall|is|are|be|requires?)( (to|be|also|then|now|therefore|only|probably|allowed)){0,4}`
	former  = `\b(old|wrong|former|previous|outdated|incorrect|buggy|bug|earlier|today.s|current)\b`
	expects = `(expects?|asserts?|pins?|encodes?|assumes?|hard-?codes?|wants?|insists?)\b`
	it      = `(it|its|that|this|them|these|those|both|which|they|one|(the|that|this|these|those)( one| single| two)? (tests?|expectations?|expected values?|assertions?|files?))`
)

var (
	// another are the ways to say that § is to read differently.
	another = regexp.MustCompile(`§ to (be )?(` + edits + `|` + edited + `)\b|§[^¤]*\b` + has + ` ` + edited + `\b` +
		`|§( \w+){0,2} (changes|adapts|follows)\b` +
		`|(^|\b(and|please|to|then|so|also|by|must|should|may|can|will|now|only|have|i|i.d|you|we) )` + edits + `( [^\s¤§]+){0,5} §` +
		`|§[^¤]*\bneeds?( \w+)? (new|other|another|different)\b`)
	// outdated are the ways to say that § reads as it is to read no more.
	outdated = regexp.MustCompile(`§( [^\s¤:;]+){0,4} (still|` + expects + `)[^¤:;]*` + former +
		`|§( \w+){0,2} (is|are|was|became|becomes)( \w+){0,2} (wrong|outdated|out of date|out-of-date|stale|obsolete|incorrect)\b` +
		`|§[^¤]*\b(must|should|has to|have to|needs? to|will|shall|is to|are to)( (now|then|therefore|from now on|also|instead)){0,2} (expect|assert|demand|want|say)\b` +
		`|§( \S+){0,2} ` + modal + ` ?only (look at|check|compare|test|ask|expect|assert|verify)\b`)
	// sees is what a test that is right may do still.
	sees = regexp.MustCompile(`\bstill (fails?|sees?|gets?|finds?|receives?|breaks?|hangs?|passes)\b`)
	// within is what leads from a part of a test, or record, to it.
	within = regexp.MustCompile(`\b(in|of|for|from|at) §`)
	// then are the ways to say it in a clause behind the one that names §.
	then = regexp.MustCompile(`^(\w+ ){0,2}` + it + `\b[^¤§]*\b` + has + ` ` + edited + `\b` +
		`|^((\w+ ){0,2}(please|then|so|also|to|must|should|may|can|you|we|i|just) )?` + edits + ` ((also|only|just) )?(` + it + `|accordingly)\b` +
		`|^((still|which|and|it|they) ){0,2}` + expects + `[^¤]*` + former +
		`|^(\w+ ){0,2}(the|that|this|these|those) (tests?|expectations?|expected values?|assertions?) (is|are|was|were)( \w+)? (wrong|outdated|out of date|stale|obsolete|incorrect)\b` +
		`|^(\w+ ){0,2}` + it + ` (\w+ ){0,2}` + modal + ` (expect|assert)\b` +
		`|^((which|it|they) )?(is|are|has|have)( \w+)? (wrong|outdated|out of date|stale|obsolete|` + edited + `|to (be )?` + edited + `)\b`)
	denied = regexp.MustCompile(`\b(not|never|nor|neither|cannot|nobody|no one|without|avoid|nothing|rather than|instead of|no)\b|` + short + `\b`)
	frozen = regexp.MustCompile(`\b(leave|keep) (\w+ ){0,2}§|§[^¤]*\b(stays?|remains?|untouched|unchanged|alone|intact|as (it is|they are|is))\b` +
		`|(\b(not|never|without|nobody|no one)|` + short + `)\b( \w+){0,3} (touch|edit|chang|modif|adapt|weaken|updat|alter|rewrit)\w*( \w+){0,4} §|§( \w+){0,2} (is|are) (right|correct|fine)\b`)
	// keeps are the ways to say so of § in a sentence further behind.
	keeps = regexp.MustCompile(`^(\w+ ){0,2}(they|it|these|those|both|all of them|(the|these|those|both) tests?|(the|that|this|these|those|both) files?)\b[^¤§]*\b(as (it is|they are|is)|untouched|unchanged|intact)\b` +
		`|^(but |and )?(they|these|those|both)( (tests|of them))? are (all |both )?(right|correct|fine)\b` +
		`|^(please )?(leave|keep) (it|them|both|these|those|the tests?)\b[^¤§]*\b(alone|as (it is|they are|is)|untouched|unchanged|intact|out of it)\b` +
		`|^(please )?(do not|don.t|never) (touch|edit|change|modify|adapt|weaken|loosen|update|alter|rewrite) (it|them|these|those|the tests?)\b`)
	expired = regexp.MustCompile(`\b(no longer|not any more|no more|not yet)\b`)
	lists   = regexp.MustCompile(`(both )?[§¤]((,| and| or| &|, and|, or|/)? ?[§¤])+`)
	apart   = regexp.MustCompile(`\b(goldens?|snapshots?|fixtures?|files?|tests?|outputs?|results?|records?|recordings?|baselines?) \(([§¤])\)`)
	listed  = regexp.MustCompile(`\b((these|those|the following|following|the|some|two|three) )?(\w+ )?(tests?|expectations?|expected values?|files?|assertions?|ones)\b|^(these|those|the following)\b`)
	framed  = regexp.MustCompile("[`\"'*_“”]*([\\w./-]+(::|#|\\.|/))*[`\"'*_“”]*([§¤])[`\"'*_“”]*(\\(\\))?")
	others  = regexp.MustCompile("`[^`§¤]*\\btest[^`\\s§¤]*`|\\btest_\\w+")
)

// Edit is what people say about whether something may read differently.
type Edit int

// What they may say; nothing at all is the zero value.
const (
	Unsaid Edit = iota
	Wanted
	Forbidden
)

// ToEdit tells what people said of one of several things by its name, a test or a
// file: that it is to read differently, or somewhere that it is not.
func ToEdit(sentences []string, name string, besides []string) Edit {
	said := Unsaid
	for n, text := range sentences {
		text = marked(text, name, besides)
		if !strings.Contains(text, "§") {
			continue
		}
		next := ""
		if n+1 < len(sentences) {
			next = marked(sentences[n+1], name, besides)
		}
		switch one := says(text, next); one {
		case Forbidden:
			return one
		case Unsaid:
			if stays(sentences[n+1:], name, besides) {
				return Forbidden
			}
		case Wanted:
			said = one
		}
	}
	return said
}

// stays tells whether one of the next sentences, which all go on about what the one
// before them named, says that it stays as it is.
func stays(rest []string, name string, besides []string) bool {
	for _, text := range rest[:min(len(rest), 3)] {
		text = marked(text, name, besides)
		if !goesOn.MatchString(text) || strings.ContainsAny(text, "§¤") {
			return false
		}
		if slices.ContainsFunc(clauses(text), keeps.MatchString) {
			return true
		}
	}
	return false
}

// goesOn begins with a word for what was named before.
var goesOn = regexp.MustCompile(`^(\w+ ){0,2}(it|they|them|these|those|both|all of them|the tests?|(the|that|this) files?)\b`)

// says tells what a marked sentence, or the one behind it, says of §.
func says(text, next string) Edit {
	all := clauses(text)
	for n, c := range all {
		if !strings.Contains(c, "§") {
			continue
		}
		verdict := Unsaid
		switch {
		case frozen.MatchString(c):
			verdict = Forbidden
		case doubted.MatchString(text):
		case ofItself(another, within.ReplaceAllString(c, "§")), outdated.MatchString(c) && !sees.MatchString(c):
			verdict = sign(c)
		default:
			verdict = follows(all[n+1:], next)
		}
		if verdict != Unsaid {
			return verdict
		}
	}
	return Unsaid
}

// follows reads the clauses behind the one that names §, and the next sentence, up to one that names
// another thing.
func follows(rest []string, next string) Edit {
	for _, c := range rest {
		if strings.ContainsAny(c, "§¤") {
			return Unsaid
		}
		if then.MatchString(c) {
			return sign(c)
		}
	}
	if next == "" {
		return Unsaid
	}
	return follows(clauses(next), "")
}

func sign(clause string) Edit {
	if denied.MatchString(clause) {
		return Forbidden
	}
	return Wanted
}

// marked is a sentence with marks for what it names.
func marked(text, name string, besides []string) string {
	text = expired.ReplaceAllString(put(emphasis.ReplaceAllString(text, "$1"), name, "§"), "still")
	text = putOthers(text, name, besides)
	text = framed.ReplaceAllString(others.ReplaceAllString(text, "¤"), "$3")
	text = apart.ReplaceAllString(text, "$2")
	text = lists.ReplaceAllStringFunc(text, func(list string) string {
		if strings.Contains(list, "§") {
			return "§"
		}
		return "¤"
	})
	if lead, entry, ok := strings.Cut(text, ":"); ok && strings.Contains(entry, "§") && listed.MatchString(lead) {
		return listed.ReplaceAllString(lead, "§") // what leads to a list says it of each entry
	}
	return text
}

// emphasis is what people put around a word to stress it.
var emphasis = regexp.MustCompile(`\*+(\w[^*]*)\*+`)

// put marks a name where a text holds it whole: one of plain words between
// quotes alone, or in them where it is called.
func put(text, name, mark string) string {
	prose := plain.MatchString(name)
	if name = strings.ToLower(name); name == "" || !strings.Contains(text, name) {
		return text
	}
	var b strings.Builder
	for at := strings.Index(text, name); at >= 0; at = strings.Index(text, name) {
		before, after := edge(text[:at], -1), edge(text[at+len(name):], 1)
		b.WriteString(text[:at])
		if text = text[at+len(name):]; quoted(before) && (quoted(after) || after == '(') || !prose && !inWord(before) && !inWord(after) {
			b.WriteString(mark)
		} else {
			b.WriteString(name)
		}
	}
	return b.String() + text
}

// putOthers marks the names of other things as put does, of several at one place the
// longest.
func putOthers(text, name string, besides []string) string {
	prose, lengths := map[string]bool{}, []int{}
	for _, other := range besides {
		low := strings.ToLower(other)
		if _, known := prose[low]; known || other == name || low == "" {
			continue
		}
		prose[low] = plain.MatchString(other)
		if !slices.Contains(lengths, len(low)) {
			lengths = append(lengths, len(low))
		}
	}
	slices.SortFunc(lengths, func(a, b int) int { return b - a })
	var b strings.Builder
	from := 0
	for at := 0; at < len(text); at++ {
		before := edge(text[from:at], -1)
		if inWord(before) {
			continue
		}
		for _, n := range lengths {
			if at+n > len(text) {
				continue
			}
			inProse, named := prose[text[at:at+n]]
			after := edge(text[at+n:], 1)
			if named && (quoted(before) && (quoted(after) || after == '(') || !inProse && !inWord(after)) {
				b.WriteString(text[from:at] + "¤")
				from = at + n
				at = from - 1
				break
			}
		}
	}
	return b.String() + text[from:]
}

// Names tells whether a sentence names something, one of plain words between quotes.
func Names(text, name string) bool { return put(text, name, "§") != text }

// edge is the last byte of a text, or the first; 0 for none.
func edge(text string, side int) byte {
	switch {
	case text == "":
		return 0
	case side < 0:
		return text[len(text)-1]
	}
	return text[0]
}

func quoted(c byte) bool { return c != 0 && strings.IndexByte("\"'`", c) >= 0 }

func inWord(c byte) bool {
	return regexp.InWord(c) || c >= 0x80
}

var plain = regexp.MustCompile(`^[a-z]+$`)
