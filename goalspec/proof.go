package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// proof is a text beside some jobs that tells which of them belong together: a check, a
// path where work may happen, the title, or a sentence of the context.
type proof struct {
	text  string
	on    uint32 // the jobs that it has to do with
	shows bool   // where one is done, or that it is
	ties  bool
	Span
}

// proofs are those of some jobs.
func (l *linter) proofs(jobs []job) (out []proof) {
	if len(jobs) < 2 {
		return nil
	}
	add := func(p proof, on func(words []string, j job) bool, words []string) {
		for i, j := range jobs {
			if on(words, j) {
				p.on |= 1 << i
			}
		}
		if p.on != 0 {
			out = append(out, p)
		}
	}
	shows := !l.oneHome()
	for _, c := range l.doc.contract.criteria[:min(len(l.doc.contract.criteria), prose.MaxParts)] {
		for _, s := range checksIn(c) {
			add(proof{text: s, shows: shows, ties: true}, onIt, checkWords(s))
		}
	}
	for _, g := range slices.Concat(l.doc.scope.Allow[:min(len(l.doc.scope.Allow), prose.MaxParts)], l.doc.scope.Focus[:min(len(l.doc.scope.Focus), prose.MaxParts)]) {
		add(proof{text: g.Pattern, shows: shows}, onIt, codeWords(strings.Join(homesIn(g.Pattern), " ")))
	}
	title := l.headline()
	for _, s := range thingsIn(prose.Stated(title)) {
		add(proof{text: s, ties: true}, onIt, codeWords(s))
	}
	for _, p := range prose.First(l.doc.contract.context) {
		if len(p.Text) > 4*prose.MaxStatement || prose.CleanTitle(p.Text) == title {
			continue
		}
		for _, s := range page.Sentences(page.Bare(p.Text)) {
			add(proof{text: s.S, ties: true, Span: p.Span}, speaksOf, substance(s.S))
		}
	}
	return out
}

// speaksOf reports words of which a job has one.
func speaksOf(words []string, j job) bool { return shared(j.words, words) }

// onIt reports words of a check on something that a job names; names in code are often
// of several words, or of a part of one.
func onIt(words []string, j job) bool {
	programs := programsIn(j.bare)
	return slices.ContainsFunc(append(acronyms(j.bare), j.words...), func(w string) bool {
		return !slices.Contains(programs, w) && slices.ContainsFunc(words, func(s string) bool {
			return s == w || len(w) > 3 && (strings.HasPrefix(s, w) || strings.HasSuffix(s, w))
		})
	})
}

// doesOneThing is a call of a program that does one thing of many.
var doesOneThing = regexp.MustCompile("`([a-z][a-z0-9-]{3,}) [a-z][a-z-]+(?: [^`]*)?`")

// programsIn are the programs, as substance, of which a text names something that they do: many
// checks have to do with those.
func programsIn(s string) (out []string) {
	for _, m := range doesOneThing.FindAllStringSubmatch(prose.Stated(s), prose.MaxCalls) {
		out = append(out, substance(m[1])...)
	}
	return out
}

// brought reports a proof that brings two jobs together; a sentence does not that stands
// among them.
func brought(proofs []proof, jobs []job, i, j int) bool {
	both := uint32(1<<i | 1<<j)
	return slices.ContainsFunc(proofs, func(p proof) bool {
		return p.ties && p.on&both == both && !(p.Line > 0 && p.Line <= jobs[j].Line && p.EndLine >= jobs[i].Line)
	})
}

// shownApart reports two jobs of which each has a proof that its thread shares with no
// other, and in another place.
func shownApart(proofs []proof, jobs []job, i, j int) bool {
	a, b := jobs[i], jobs[j]
	inA, inB := ownProofs(proofs, jobs, a.thread), ownProofs(proofs, jobs, b.thread)
	if b.beside && b.stands != aside && saying.AsksToDo(b.bare) || (a.slight() || b.slight()) && !otherTools(inA, inB) {
		return false // the one may only say how to go about the other
	}
	return len(inA) > 0 && len(inB) > 0 && !shared(homesIn(strings.Join(inA, " ")), homesIn(strings.Join(inB, " ")))
}

// otherTools reports checks of which each names what it runs, and none runs what another does.
func otherTools(a, b []string) bool {
	inA, inB := toolsIn(a), toolsIn(b)
	return len(inA) > 0 && len(inB) > 0 && !shared(inA, inB)
}

// toolsIn are the programs that checks run.
func toolsIn(checks []string) (out []string) {
	for _, s := range checks {
		for _, code := range prose.CodeSpan.FindAllStringSubmatch(s, prose.MaxCalls) {
			if call := strings.Fields(code[1]); len(call) > 1 {
				out = append(out, call[0])
			}
		}
	}
	return out
}

// ownProofs are those of one thread and no other.
func ownProofs(proofs []proof, jobs []job, thread int) (out []string) {
	all := uint32(0)
	for i, j := range jobs {
		if j.thread == thread {
			all |= 1 << i
		}
	}
	for _, p := range proofs {
		if p.shows && p.on&^all == 0 {
			out = append(out, p.text)
		}
	}
	return out
}

// checkWords are those of a check, without how it ends and what many have to do with.
func checkWords(s string) []string {
	words := codeWords(verdictWords.ReplaceAllString(prose.BlankCode(s), " "))
	for _, code := range prose.CodeSpan.FindAllString(s, prose.MaxParts) {
		code = toolFirst.ReplaceAllString(code, "")
		words = append(words, slices.DeleteFunc(codeWords(code), layered.MatchString)...)
	}
	return words
}

// toolFirst is a program of a name in two parts, which says nothing of what it is run on.
var toolFirst = regexp.MustCompile("^`[a-z]+(?:-[a-z]+)+ ")

// codeWords are the words of a text in lower case, of names in code each of theirs.
func codeWords(s string) (out []string) {
	for _, name := range segmentWords.Split(s, -1) {
		out = append(out, strings.ToLower(name))
		for _, w := range camelWords.FindAllString(name, prose.MaxParts) {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

// acronyms are those of a text, in lower case.
func acronyms(s string) (out []string) {
	for _, w := range acronym.FindAllString(s, prose.MaxParts) {
		out = append(out, strings.ToLower(w))
	}
	return out
}

var (
	acronym      = regexp.MustCompile(`\b[A-Z][A-Z0-9]{1,5}\b`)
	segmentWords = regexp.MustCompile(`[^\pL\pN]+`)
	camelWords   = regexp.MustCompile(`[A-Z]?[a-z0-9]+`)
)

// slight reports a job of so few words that they may go without what they are about.
func (j job) slight() bool {
	words := len(strings.Fields(j.head))
	return words < 4 || words < 8 && plainSubject.MatchString(j.head)
}

// plainSubject is a subject of one word that what stands before may explain.
var plainSubject = regexp.MustCompile(`(?i)^(?:the|our|all|each|every) [^\s` + "`" + `]+ (?:is|are|can|has|have|should|must|[a-z]+[a-rt-z]s) `)

func shared(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// oneHome reports that work may happen in one place only.
func (l *linter) oneHome() bool {
	allow := l.doc.scope.Allow
	home := ""
	for _, g := range allow[:min(len(allow), prose.MaxParts)] {
		homes := homesIn(g.Pattern)
		if len(homes) == 0 || home != "" && homes[0] != home {
			return false
		}
		home = homes[0]
	}
	return home != ""
}

// checksIn are the parts of a criterion of which each is a check.
func checksIn(c Criterion) (out []string) {
	text := prose.Stated(c.Text)
	plain, from := prose.MaskCode(text), 0
	for _, loc := range between.FindAllStringIndex(plain, prose.MaxParts) {
		out, from = append(out, text[from:loc[0]]), loc[1]
	}
	out = append(out, text[from:])
	if c.Command != "" && !strings.Contains(text, c.Command) {
		for _, run := range strings.FieldsFunc(prose.Stated(c.Command), func(r rune) bool { return strings.ContainsRune("&;`", r) }) {
			out = append(out, "`"+run+"`")
		}
	}
	return out
}

var (
	// verdictWords say of a check how it ends, or lead to what it looks at.
	verdictWords = regexp.MustCompile(`(?i)\b(?:checks?|checked|files?|cases?|new|pass(?:es)?|prints?|shows?|exits?|returns?|finds?|reports?|lists?|contains?|lines?|nothing|success(?:ful)?(?:ly)?|greens?|tests?|specs?|output)\b`)
	// layered are directories that hold a part of most pieces of work.
	layered = regexp.MustCompile(`(?i)^(?:\.|\.\.\.?|\*+|playwright|cypress|src|lib|libs|app|apps|internal|pkg|packages|crates|modules|cmd|main|java|kotlin|tests?|testing|specs?|__tests__|e2e|web|www|server|client|frontend|backend|front|back|api|ui|db|database|migrations?|docs?|core|common|shared|utils?|helpers|scripts?|tools?|bin|config|templates?|static|public|assets|views|controllers|models|services|components|pages|routes|workers?|mobile|changelog\.\w+|readme.*)$`)
)

// homesIn are the directories that paths name, and files at the root, without those that
// hold a part of everything.
func homesIn(s string) (out []string) {
	for _, word := range strings.Fields(strings.ReplaceAll(s, "`", " ")) {
		if !strings.ContainsAny(word, "/.") || strings.HasPrefix(word, "-") {
			continue
		}
		for seg := range strings.SplitSeq(strings.Trim(word, `"'`), "/") {
			if seg != "" && !layered.MatchString(seg) {
				out = append(out, strings.ToLower(seg))
			}
		}
	}
	return out
}
