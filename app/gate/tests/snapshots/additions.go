package snapshots

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
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
