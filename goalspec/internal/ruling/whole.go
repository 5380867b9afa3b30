package ruling

import (
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// widen writes what a directory holds, where a bound is said of that, as the directory
// itself: "the snapshots in x/ stay as they are" keeps all of x/. Only what forbids may
// be read so; what permits would permit more than it says.
func (c *clauseCutter) widen() {
	var wide []byte
	for i := 1; i+1 < len(c.Words); i++ {
		if strings.IndexByte("zh", c.classes[i]) < 0 || !c.holdsFiles(i+1) {
			continue
		}
		from := c.thing(i - 1)
		if from == i {
			continue
		}
		if wide == nil {
			wide = append(wide, c.classes...)
		}
		for ; from < i; from++ {
			wide[from] = prose.IsFilling
		}
	}
	if c.wide = c.Clause.Classes; wide != nil {
		c.wide = string(wide)
	}
}

// holdsFiles reports the path of a directory, or a pattern, at a word or behind the
// little words there.
func (c *clauseCutter) holdsFiles(i int) bool {
	for i < len(c.Words) && c.classes[i] == prose.IsFilling {
		i++
	}
	if i == len(c.Words) || strings.IndexByte("pQ", c.classes[i]) < 0 {
		return false
	}
	name := prose.BareCode(c.word(i))
	return strings.HasSuffix(name, "/") || strings.Contains(name, "*") || !strings.Contains(path.Base(name), ".")
}

// maxThing is how many words may name what a directory holds.
const maxThing = 4

// thing is where the words begin that name what a directory holds, the last of them at
// a place; behind it if they name nothing of which a bound speaks.
func (c *clauseCutter) thing(last int) (from int) {
	if strings.IndexByte("wji", c.classes[last]) < 0 {
		return last + 1
	}
	for from = last; from > 0 && last-from < maxThing && strings.IndexByte("wji", c.classes[from-1]) >= 0; from-- {
	}
	front, words := c.classes[:from], strings.ToLower(c.S[c.Words[from].From:c.Words[last].To])
	begins, listed := from == 0 || strings.IndexByte(".,:", c.classes[from-1]) >= 0, joinsPath.Match(front)
	switch head := LastWord(words); {
	case strings.Contains(words, "of "), besideOthers.MatchString(head) && !theirs.MatchString(c.S), quality.MatchString(head):
	case c.classes[last] == prose.IsStuff && (begins || objectOf.Match(front)),
		(Plural(head) || besideOthers.MatchString(head)) && !listed && (begins || keeps.Match(front)):
		return from
	}
	return last + 1
}

// LastWord is the last of some words.
func LastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// Plural reports a noun for several.
func Plural(w string) bool {
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us")
}

var (
	// objectOf ends in what may forbid a change of what follows, keeps in what asks
	// for it to stay.
	joinsPath = regexp.MustCompile(`[perqQg],+$`)
	objectOf  = regexp.MustCompile(`[tvkWA][dyoi]*$`)
	keeps     = regexp.MustCompile(`k[dyoi]*$`)
	// besideOthers stand among files of another kind, so that their directory is more
	// than they are.
	besideOthers = regexp.MustCompile(`^(?:tests?|code|docs|documentation|lines?|files?)$`)
	// quality is what files have, and not which they are.
	quality = regexp.MustCompile(`^(?:signatures?|names?|api|apis|interfaces?|functions?|methods?|class|classes|types?|fields?|columns?|defaults?|constants?|values?|keys|messages?|texts?|outputs?|results?|comments?|semantics|dependenc(?:y|ies)|imports|versions?|limits|thresholds|timeouts|settings|options|flags|bugs?|issues?|problems?|errors?|changes?|exports?|orders?|formats?|statements?|calls)$`)
)

// Lettered is a number with a letter, as in "P1.".
var Lettered = regexp.MustCompile(`^[A-Z]\d{1,2}[.)]\s+`)
