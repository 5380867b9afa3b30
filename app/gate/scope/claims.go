package scope

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Claims finds what the agent said of criteria, or of runs in its summary, that
// its last verification does not bear out.
func Claims(s *change.Set) ([]change.Finding, error) {
	g := s.Goal
	if g == nil || g.Finish == nil || g.Round == 0 || g.Plan == nil {
		return nil, nil
	}
	known, passed := map[string]bool{}, map[string]bool{}
	for _, c := range g.Plan.Checks {
		known[c.Criterion] = true
	}
	var ran []app.Evidence
	for _, e := range g.Evidence {
		if e.Arm != app.ArmCandidate || e.Round != g.Round {
			continue
		}
		was, before := passed[e.Check.Criterion]
		passed[e.Check.Criterion] = e.Status == app.StatusPass && (was || !before)
		ran = append(ran, e)
	}
	if len(ran) == 0 {
		return nil, nil
	}
	var out []change.Finding
	for _, c := range g.Finish.Claims {
		if known[c.Criterion] && !passed[c.Criterion] {
			out = append(out, about(c.Criterion, fmt.Sprintf("the agent says of %s %q, and the check did not pass.", c.Criterion, change.Clip(c.Statement))))
		}
	}
	var told []string
	for _, sentence := range said(g) {
		if missing := unborne(sentence, ran); len(missing) > 0 && !slices.Contains(told, sentence) {
			told = append(told, sentence)
			out = append(out, about(sentence, "the agent says it, and nothing that goalkeeper ran shows "+strings.Join(missing, ", or ")+"."))
		}
	}
	return out, nil
}

var (
	paragraphs  = regexp.MustCompile(`\n\s*(?:[-*+] |\n)`)
	sentenceEnd = regexp.MustCompile(`[.!?;](\s+|$)`)

	passing  = regexp.MustCompile(`(?i)\b(all (?:of )?(?:the |our )?)?(\d[\d,]*)(?:\s*(?:/|of|out of)\s*[\d,]+)?\s+(?:(?:[\w-]+\s+){0,2}?(?:tests?|specs?)[,)]?\s+(?:(?:now|still|all|are|were|have|and)\s+){0,2}(?:pass|passes|passed|passing|green|succeed|succeeded)\b|passed\b)`)
	allPass  = regexp.MustCompile(`(?i)\b(?:all|every|each|whole|full|entire)\s+(?:of\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:tests?|specs?|test suite|suite)\s+(?:(?:now|still|are|is)\s+){0,2}(?:pass|passes|passed|passing|green|succeeds?|succeeded)\b`)
	covering = regexp.MustCompile(`(?i)\bcoverage\b[^;]{0,60}?\b(?:rose|rises|raised|increased|increases|went|grew|improved|is|was|reached|reaches|stands)\b|% (?:line |branch |test |statement )?coverage\b`)
	percents = regexp.MustCompile(`(\d+(?:\.\d+)?)\s*(?:%|per ?cent\b)`)
	byHand   = regexp.MustCompile(`(?i)(?:^(?:[-*+] )?(?:also |all )?|[:,] |\b(?:I|we|have|has|had|was|were|been) (?:\w+ ){0,3}?)(?:(?:verified|tested|checked|confirmed|validated|tried)\b[^.;]{0,60}\b(?:by hand|manually|locally|on staging|in production|in (?:a|the|my) browser|on my machine)\b|(?:by hand|manually) (?:verified|tested|checked|confirmed|validated)\b)`)
	faster   = regexp.MustCompile(`(?i)\b(\d+(?:\.\d+)?)\s*(x|×|-?fold|times|%|per ?cent)\s+(?:faster|slower|quicker|speed-?up|less memory)\b`)
)

// said are the sentences in which people read what the agent says of its work: of the
// whole, of what it did last, and in a line each of every stretch.
func said(g *app.Goal) []string {
	out := append(sentences(g.Work), sentences(g.Finish.Summary)...)
	for _, c := range g.Checkpoints {
		line, _, _ := strings.Cut(c.Summary, "\n")
		out = append(out, sentences(line)...)
	}
	return out
}

// sentences are a text's, each in one line.
func sentences(text string) (out []string) {
	each(text, func(_, sentence string) { out = append(out, oneLine(sentence)) })
	return out
}

// each calls for the sentences of a text in their order, with what stands before each.
func each(text string, call func(before, sentence string)) {
	before := ""
	for text != "" {
		end, next := len(text), len(text)
		if at := paragraphs.FindStringIndex(text); at != nil {
			end, next = at[0], at[1]
		}
		p := text[:end]
		for at := sentenceEnd.FindStringIndex(p); at != nil; at = sentenceEnd.FindStringIndex(p) {
			call(before, p[:at[0]+1])
			before, p = p[at[0]+1:at[1]], p[at[1]:]
		}
		if strings.TrimSpace(p) != "" {
			call(before, p)
			before = ""
		}
		before += text[end:next]
		text = text[next:]
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Borne is a text without the sentences that claim what these runs do not show.
func Borne(text string, ran []app.Evidence) string {
	var out strings.Builder
	left := "" // what stood before those that are left out
	each(text, func(before, sentence string) {
		if !strings.Contains(before, "\n") && left != "" {
			before = left
		}
		if left = before; len(unborne(oneLine(sentence), ran)) == 0 {
			out.WriteString(before + sentence)
			left = ""
		}
	})
	return strings.TrimSpace(out.String())
}

// unborne is what a sentence says was seen and these runs do not show.
func unborne(sentence string, ran []app.Evidence) (missing []string) {
	red := len(ran) == 0 || slices.ContainsFunc(ran, func(e app.Evidence) bool { return e.Status != app.StatusPass })
	for _, m := range passing.FindAllStringSubmatch(sentence, -1) {
		n, _ := strconv.Atoi(strings.ReplaceAll(m[2], ",", "")) // digits; too many are no number of tests
		if !slices.ContainsFunc(ran, func(e app.Evidence) bool { return counts(e, n, m[1] != "") }) {
			missing = append(missing, m[2]+" tests that pass")
		}
	}
	if red && len(missing) == 0 && allPass.MatchString(sentence) {
		missing = append(missing, "that all of them pass")
	}
	if said := percents.FindAllStringSubmatch(sentence, -1); len(said) > 0 && covering.MatchString(sentence) &&
		!slices.ContainsFunc(said, func(m []string) bool {
			return slices.ContainsFunc(ran, func(e app.Evidence) bool { return shows(e, m[1]) })
		}) {
		missing = append(missing, "a coverage of "+said[len(said)-1][1]+" %")
	}
	for _, m := range faster.FindAllStringSubmatch(sentence, -1) {
		if !slices.ContainsFunc(ran, func(e app.Evidence) bool { return printsRatio(e, m[1], m[2]) }) {
			missing = append(missing, "a speed that is another by "+m[1])
		}
	}
	if byHand.MatchString(sentence) {
		missing = append(missing, "what was looked at by hand or elsewhere")
	}
	return missing
}

// counts tells whether a run's report has so many tests that pass, or all of
// them. A number in the output of one without a report will do.
func counts(e app.Evidence, n int, all bool) bool {
	switch t := e.Tests; {
	case t == nil:
		return e.Status == app.StatusPass && shows(e, strconv.Itoa(n))
	case all:
		return t.Passed == n && t.Failed+t.Errors == 0
	default:
		return t.Passed >= n
	}
}

// shows tells whether a run measured or printed a number.
func shows(e app.Evidence, figure string) bool {
	if is, err := strconv.ParseFloat(leading.FindString(e.Measured), 64); err == nil {
		if said, err := strconv.ParseFloat(figure, 64); err == nil && is == said {
			return true
		}
	}
	return slices.ContainsFunc(numbers.FindAllString(e.Excerpt, -1), func(s string) bool { return s == figure || strings.TrimSuffix(s, ".0") == figure })
}

var (
	numbers = regexp.MustCompile(`\d+(?:\.\d+)?`)
	leading = regexp.MustCompile(`^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?`) // of a reading, before its unit and of how many it is the worst
	ratios  = regexp.MustCompile(`(?i)(\b(?:speed-?up|faster|slower|quicker)\b(?:[ \t]+(?:of|is|by|was))?[ \t:=]*|[-+−])?\b(\d+(?:\.\d+)?)(?:\s*±\s*\d+(?:\.\d+)?)?[ \t]*(x\b|×|-?fold\b|times\b|%|per ?cent\b)?([ \t]+(?:faster|slower|quicker|speed-?up|less memory)\b)?`)
)

// rounding is how far what is said of a ratio may lie from it, in parts of it.
const rounding = 0.02

// printsRatio tells whether a run measured or printed the ratio of speeds that is
// said, a factor or a share. "3x" is one by itself; a share needs its sign or a
// word of speed, any other number the word.
func printsRatio(e app.Evidence, figure, unit string) bool {
	said, err := strconv.ParseFloat(figure, 64)
	return err == nil && slices.ContainsFunc(ratios.FindAllStringSubmatch(e.Measured+"\n"+e.Excerpt, -1), func(m []string) bool {
		is, err := strconv.ParseFloat(m[2], 64)
		if err != nil || isShare(m[3]) != isShare(unit) || math.Abs(is-said) > rounding*said {
			return false
		}
		signed := len(m[1]) > 0 && strings.Contains("-+−", m[1])
		switch strings.ToLower(m[3]) {
		case "", "times":
			return m[4] != "" || m[1] != "" && !signed
		case "x", "×", "fold", "-fold":
			return true
		}
		return m[1] != "" || m[4] != ""
	})
}

func isShare(unit string) bool { return unit == "%" || strings.HasPrefix(strings.ToLower(unit), "per") }
