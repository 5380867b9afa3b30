package text

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	judges = regexp.MustCompile(`(?i)\b(AI|LLM|automated|automatic|language model|machine)s?[- ](\w+[- ])?(review\w*|assistants?|agents?|models?|graders?|judges?|auditors?|evaluators?|checkers?|tools?|scanners?)\b|\bany (language )?model (evaluating|reviewing|grading|reading)|\b(reviewing|grading|evaluating) (model|agent|assistant|AI)s?\b|\bLLMs?\b|\bsystem\]|^\W*system\s*:|\bassistants?,? review\w*|\bignore (all |any |your |the )*(previous|prior|above|earlier) (instructions|prompts?|rules)`)
	orders = regexp.MustCompile(`(?i)\b(do not|don't|never|no need to|need not) (inspect|report|flag|review|mention|raise|comment|read|check|look|question|list)\b|\bskip (it|this|the|that|review|to)\b|\bignore (all |any |your |the )*(previous|prior|above|earlier|diff|instructions|findings)|\b(mark|rate|treat|score|consider|report|grade|classify) (\S+ ){1,6}(as )?(approved|passed|passing|complete|correct|safe|verified|secure|\d+/\d+)|\b(answer|reply|respond|output|say|conclude|print|return)\b( \w+){0,3}:? *["'\x60“]|\bpre-?approved\b|\b(already|was|been|is) (\w+ )?(audited|reviewed|approved|verified)\b|\bLGTM\b|\b(must|should) (approve|rate|pass|accept)\b|\bapprove (this|the|it)\b`)
)

// nearby is how many lines of one remark are read together.
const nearby = 6

// addressed finds remarks that tell whoever judges the change by reading it what
// to find.
func addressed(s *change.Set, f *change.File) []change.Finding {
	if !slices.ContainsFunc([]string{"AI ", "LLM", "model", "utomat", "achine", "ystem", "gnore", "ssistant"}, f.Is.Holds) {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		text := f.Is.Lines[n]
		if !judges.MatchString(text) || f.Is.Lang.Code() && judges.MatchString(f.Is.Bare[n]) || s.Went(text) {
			continue
		}
		remark := strings.Join(strings.Fields(strings.NewReplacer("//", "", "#", "", "*", "").Replace(language.Part(f.Is.Lines, max(0, n-1), min(n+nearby, len(f.Is.Lines))))), " ")
		if orders.MatchString(remark) {
			out = append(out, f.At(n, "it tells who judges the change by reading it what to find."))
		}
	}
	return out
}
