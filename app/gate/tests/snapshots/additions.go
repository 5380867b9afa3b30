package snapshots

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// onlyGains tells whether people want records anew and each line of a stretch has all
// that it had, in its order, with more between: no number, and no word that nobody gave.
func onlyGains(s *change.Set, f *change.File, h change.Hunk, brought map[string]bool) bool {
	if h.Old == h.OldEnd || h.OldEnd-h.Old != h.NewEnd-h.New || !s.SpeaksWith(madeAnew, ofRecords) {
		return false
	}
	for n := h.Old; n < h.OldEnd; n++ {
		left, gained := recordParts.FindAllString(f.Was.Lines[n], -1), []string(nil)
		for _, part := range recordParts.FindAllString(f.Is.Lines[h.New+n-h.Old], -1) {
			if len(left) > 0 && part == left[0] {
				left = left[1:]
			} else {
				gained = append(gained, part)
			}
		}
		if len(left) > 0 || len(gained) == 0 || slices.ContainsFunc(gained, func(w string) bool {
			return strings.ContainsAny(w, "0123456789-") || len(w) > 1 && (noValue[w] || !brought[w] && !s.Said(w) && !givenIn(s, f, w))
		}) {
			return false
		}
	}
	return true
}

var (
	madeAnew    = regexp.MustCompile(`\b(anew|afresh|again|re-?generat\w*|re-?record\w*|re-?new\w*|refresh\w*|re-?writ\w*|re-?creat\w*|updat\w*|adapt\w*|adjust\w*)\b`)
	ofRecords   = regexp.MustCompile(`\b(snapshots?|goldens?|golden files?|baselines?|recorded (results?|outputs?|files?)|recordings?|expected (outputs?|results?|files?)|approved (files?|outputs?)|fixtures?)\b`)
	recordParts = regexp.MustCompile(`-?\d[\d.,:]*\d|-?\d|[\pL_]+`)
)

// losesSign tells whether a line of a record differs in no more than the sign that a
// number lost, which nobody wants to go.
func losesSign(s *change.Set, f *change.File, h change.Hunk) bool {
	if h.OldEnd-h.Old != h.NewEnd-h.New {
		return false
	}
	for n := h.Old; n < h.OldEnd; n++ {
		was, is := f.Was.Lines[n], f.Is.Lines[h.New+n-h.Old]
		if was == is || !strings.Contains(was, "-") {
			continue
		}
		had, has := minusNumber.FindAllStringSubmatch(was, -1), minusNumber.FindAllStringSubmatch(is, -1)
		if len(had) <= len(has) || suite.Squeeze(minusNumber.ReplaceAllString(was, "$1$2")) != suite.Squeeze(minusNumber.ReplaceAllString(is, "$1$2")) || s.Speaks(unsigned) {
			continue
		}
		if !slices.ContainsFunc(had, func(m []string) bool { return demanded(s, m[2]) }) {
			return true
		}
	}
	return false
}

// demanded tells whether people say of a value that it ought to be.
func demanded(s *change.Set, value string) bool {
	re := regexp.MustCompile("(^|[\\s`\"'(])" + regexp.QuoteMeta(value) + `\b`)
	return s.SpeaksWith(ought, re)
}

var (
	minusNumber = regexp.MustCompile(`(^|[\s(\[{:=,|"'$€£])[-−](\d+(?:[.,]\d+)*)\b`)
	unsigned    = regexp.MustCompile(`\b(absolute|unsigned|magnitudes?|never negative|not (be )?negative|(always|be|are|is) positive)\b|\b(drop|omit|remove|leave out) (a |an |the |its |their |any )?(leading )?(minus|signs?)\b`)
	ought       = regexp.MustCompile(`\b(must|should|ought|has to|have to|expect\w*|correct(ly)? is|right is|becomes?|instead of|rather than|wants?|(not|no longer) ["'\x60]?[-−]\d)`)
)
