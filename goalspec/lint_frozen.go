package goalspec

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/demand"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	touches = regexp.MustCompile(`(?i)\b(?:add|adds|added|update|updates|updated|change|changes|changed|modify|modifies|modified|edit|edits|edited|write|create|creates|created|rename|renamed|delete|deletes|deleted|remove|removes|removed|move|moved|fix|fixes|fixed|extend|extends|extended|rewrite|rewritten|replace|replaced|refactor|refactored|regenerates?|regenerated|rewrites|overwrites|contains? (?:a |the )?new|exists? in)\b`)
	// adjective ends in a participle that only says which thing is meant, leadsOff is a word
	// from which on a statement is of something else than the change it asks for.
	adjective = regexp.MustCompile(`(?i)\b(?:the|an?|our|all|each|any) (?:newly )?(?:added|updated|changed|modified|edited|created|renamed|removed|moved|fixed|extended|rewritten|replaced|refactored|regenerated)$`)
	leadsOff  = regexp.MustCompile(`(?i)\b(?:that|which|such that|so that|reads?|takes?|uses?|using|via|against|loads?|parses?|calls?|imports?|matche?s|compares?|like|pass(?:es)?|follows?)\b`)
	emphasis  = regexp.MustCompile(`\*{1,3}(\w[\w./-]*)\*{1,3}`)
	article   = regexp.MustCompile(`(?i)^(?:the |a |an |(?:the )?[\w-]+ in )?$`)
	untouched = regexp.MustCompile(`(?i)\b(?:not|never|no|` + ruling.AsItIs + `|without|n't|stays?|remains?|identical|same)\b`)
)

// held are what the paths that criteria speak of are held against.
type held struct {
	deny, allow []ready
	demand.Novelty
	outcome string
}

func (l *linter) heldPaths() held {
	d := l.doc
	outcome := prose.Judged(d.outcome.Text)
	n := demand.NoveltyOf(outcome)
	if title := demand.NoveltyOf(d.title[:min(len(d.title), prose.MaxLead)]); len(n.In)+len(n.Out) == 0 {
		n = title
	}
	return held{deny: compileAll(d.facts.denied), allow: compileAll(d.facts.allowed), Novelty: n, outcome: outcome}
}

// covers reports whether a pattern covers a path, or what is in it if it is a directory and
// nothing in it is an exception.
func (l *linter) covers(p ready, name string) bool {
	segs := glob.Segments(glob.Clean(name))
	if p.covers.Exempts(segs, &l.effort) || slices.ContainsFunc(p.covers.Besides, func(e glob.Compiled) bool { return l.effort.Matches(glob.Compile("/"+name), e.Witness()) }) {
		return false
	}
	return l.effort.Matches(p.covers.Pattern, segs) || !strings.Contains(path.Base(name), ".") && l.effort.Matches(p.covers.Pattern, append(slices.Clone(segs), string(glob.Unnamed)))
}

// denied is the place of the pattern that denies a path, or -1.
func (l *linter) denied(b held, name string) int {
	return slices.IndexFunc(b.deny, func(p ready) bool { return l.covers(p, name) })
}

// frozen finds a criterion that demands a change where none may be made.
func (l *linter) frozen(c Criterion, b held) {
	name := l.demanded(c, b)
	if name == "" {
		return
	}
	if i := l.denied(b, name); i >= 0 {
		l.add(frozenPath.at(c.Span.orStart(), "%s demands touching %q, which %q denies", c.ID, name, b.deny[i].Pattern))
		return
	}
	l.add(frozenPath.at(c.Span.orStart(), "%s demands touching %q, which is outside the paths that may change", c.ID, name))
}

// demanded is a path that may not change, and has to for a criterion.
func (l *linter) demanded(c Criterion, b held) string {
	if len(b.deny)+len(b.allow) == 0 || already.MatchString(c.Text) {
		return ""
	}
	return cmp.Or(l.soughtIn(c, b), l.saidOf(c, b))
}

// saidOf is a path that may not change, and is to, by the words of a criterion.
func (l *linter) saidOf(c Criterion, b held) string {
	words := l.directories(c.Text, b)
	if !strings.ContainsAny(words, "/.`") || demand.Compares.MatchString(words) {
		return ""
	}
	stays := untouched.MatchString(strings.ReplaceAll(prose.BlankCode(words), "no longer", ""))
	text := ruling.CodeMarked(emphasis.ReplaceAllString(words, "`$1`"))
	plain := prose.BlankCode(text)
	if c.Command != "" { // what is run is not asked to change
		text = prose.CodeSpan.ReplaceAllStringFunc(text, func(code string) string {
			if bare := prose.BareCode(code); strings.Contains(c.Command, bare) && strings.Contains(bare, " ") {
				return strings.Repeat(" ", len(code))
			}
			return code
		})
	}
	asked := len(plain) // where the first word ends that asks for a change
	for _, loc := range touches.FindAllStringIndex(plain, 20) {
		if !askedNotTo.MatchString(plain[:loc[0]]) && !adjective.MatchString(plain[:loc[1]]) {
			asked = loc[1]
			break
		}
	}
	for _, loc := range ruling.PathWord.FindAllStringIndex(text, 20) {
		name := prose.BareCode(text[loc[0]:loc[1]])
		if !prose.LooksLikePath(name) || !c.demands(demand.At(text, plain, loc), name, b) && (stays || loc[0] < asked || leadsOff.MatchString(plain[asked:loc[0]])) {
			continue
		}
		if l.denied(b, name) >= 0 || len(b.allow) > 0 && surelyPath(text[loc[0]:loc[1]]) && !slices.ContainsFunc(b.allow, func(p ready) bool { return l.covers(p, name) }) {
			return name
		}
	}
	return ""
}

// soughtIn is a path that must not change, where a command of a criterion looks for what
// is not there today: what the outcome brings in, or no more of what it takes out.
func (l *linter) soughtIn(c Criterion, b held) string {
	if c.Kind == MustHold || len(b.deny) == 0 {
		return ""
	}
	commands := prose.CodeSpan.FindAllStringSubmatchIndex(c.Text, prose.MaxCalls)
	look := func(code, said string) string {
		k, ok := check.LookupOf(code)
		if ok && elseToday.MatchString(said) && !slices.ContainsFunc(k.Paths, func(p string) bool { return l.denied(b, p) < 0 }) {
			return k.Paths[0]
		}
		if !ok || untouched.MatchString(said) && !check.FindsNo.MatchString(said) && !check.SilentThen.MatchString(said) {
			return ""
		}
		if check.FindsNo.MatchString(said) || check.SilentThen.MatchString(said) || check.Fails.MatchString(said) {
			k.Not = !k.Not
		}
		switch {
		case slices.ContainsFunc(k.Paths, func(p string) bool { return l.denied(b, p) < 0 }):
			return ""
		case k.Shows:
			if value := valueSaid.FindStringSubmatch(said); value != nil && len(c.Text) < prose.MaxStatement && saysValue(b.outcome, value[1]) {
				return k.Paths[0]
			}
			if movedTo(said, b.outcome) {
				return k.Paths[0]
			}
			return ""
		case c.Kind == MustChange, !k.Not && demand.Names(k.Sought, b.In) && !l.saysOf(b, k.Paths[0]), k.Not && demand.Names(k.Sought, b.Out), movedTo(said, b.outcome):
			return k.Paths[0]
		}
		return ""
	}
	for _, loc := range commands {
		if name := look(c.Text[loc[2]:loc[3]], c.Text[loc[1]:]); name != "" {
			return name
		}
	}
	if len(commands) == 0 {
		return look(c.Command, c.Text)
	}
	return ""
}

var (
	// already says that something is so today.
	already = regexp.MustCompile(`(?i)\balready\b|\bas (?:(?:it|they) (?:is|are|does|do) )?(?:today|before|now)\b`)
	// elseToday says that what is valueSaid differs today.
	elseToday = regexp.MustCompile("(?i)\\b(?:today|currently|at present|so far|right now|was|heute|instead of|not)\\b[^a-z]{0,4}[`\"'\\d]" +
		`|\b(?:(?:prints?|gives?|finds?|shows?|says?|it is|it['’]s|was|fails?|missing|absent) (?:[\w"'\x60-]+ ){0,3}?|not )(?:today|so far|at present|currently|right now|as of now)\b|(?:\b(?:not|nothing|none)|n['’]t) (?:\w+ )?yet\b|n['’]t (?:today|so far)\b`)
	// valueSaid is a value that something prints, and movesTo one to which an outcome moves one.
	valueSaid = regexp.MustCompile("^\\W*(?:" + check.Tells + "|is|=|gives?) (?:exactly |only |now )?[`\"']?([\\w.-]+)")
	movesTo   = regexp.MustCompile(`(?i)\b(?:rais(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|lower(?:s|ed|ing)?|reduc(?:e[sd]?|ing)|chang(?:e[sd]?|ing)|set|bump(?:s|ed|ing)?|extend(?:s|ed|ing)?|shorten(?:s|ed|ing)?|cut|go(?:es)?|moves?|rises?|drops?|upgrad(?:e[sd]?|ing)|updat(?:e[sd]?|ing)|switch(?:es|ed|ing)?|from \S+)\b[^.;]{0,80}?\b(?:to|auf) [` + "`" + `"']?([\w.-]+)`)
)

// saysOf reports an outcome that names what is in the same frozen place as a path: it may
// have from there what it brings in.
func (l *linter) saysOf(b held, name string) bool {
	by := b.deny[l.denied(b, name)]
	return slices.ContainsFunc(ruling.PathWord.FindAllString(ruling.CodeMarked(b.outcome), 20), func(word string) bool {
		word = prose.BareCode(word)
		return prose.LooksLikePath(word) && l.covers(by, word)
	})
}

// movedTo reports that a value is valueSaid to which an outcome moves what it speaks of.
func movedTo(said, outcome string) bool {
	value := valueSaid.FindStringSubmatch(said)
	if value == nil {
		return false
	}
	for _, m := range movesTo.FindAllStringSubmatch(outcome, demand.MaxNames) {
		if strings.TrimRight(m[1], ".-") == strings.TrimRight(value[1], ".-") {
			return true
		}
	}
	return false
}

// saysValue reports an outcome in which a version stands, which is no number that it may
// have for another reason.
func saysValue(outcome, value string) bool {
	value = strings.TrimRight(value, ".-")
	return versionWord.MatchString(value) && slices.Contains(strings.FieldsFunc(outcome, func(r rune) bool { return strings.ContainsRune(" `\"'v,;:()", r) }), value)
}

var versionWord = regexp.MustCompile(`^v?\d+\.\d+[\w.-]*$`)

// directories puts code marks around a directory of which a statement says what lies in
// it, and also around the bare name of one that is denied, as in "the README in db".
func (l *linter) directories(words string, b held) string {
	return liesIn.ReplaceAllStringFunc(words, func(s string) string {
		m := liesIn.FindStringSubmatch(s)
		if m[3] != "" || slices.ContainsFunc(b.deny, func(p ready) bool { return strings.TrimSuffix(p.path, "/**") == m[2] }) {
			return m[1] + "`" + m[2] + "/`" + m[4]
		}
		return s
	})
}

var liesIn = regexp.MustCompile(`(?i)(\b` + demand.Documents + ` (?:in|of|under|inside|within|below) (?:the )?)(\w[\w-]*(?:/[\w-]+)*)(/?)([\s,;:)]|$)`)

// askedNotTo ends in front of what a statement asks not to do.
var askedNotTo = regexp.MustCompile(`(?i)\b(?:not|never|without|\pL+n[’']t)\s+(?:(?:be|ever|to)\s+)*$`)

// ending is one that names of files have, and names in code hardly.
var ending = regexp.MustCompile(`(?i)\.(?:go|mod|sum|py|pyi|ipynb|[cm]?[jt]sx?|json[5cl]?|ya?ml|toml|md|mdx|rst|adoc|txt|sh|bash|bat|ps1|sql|rs|java|kts?|scala|rb|php|[ch]|cc|cpp|hpp|cs|swift|m|dart|exs?|erl|hs|lua|pl|r|html?|css|s[ac]ss|less|vue|svelte|xml|svg|png|proto|graphql|tf|tfvars|hcl|nix|lock|cfg|ini|conf|env|properties|gradle|csv|tsv|snap|golden|tmpl|tpl|mk|cmake|plist|po|arb|prisma|zig|\*)$`)

// surelyPath reports a path that is not perhaps two words with a slash between them, or a
// name in code such as `policy.edge`.
func surelyPath(s string) bool {
	if name := prose.BareCode(s); !strings.Contains(name, "/") && strings.Contains(name, ".") && !ending.MatchString(name) && name[0] != '.' {
		return false
	}
	return s[0] == '`' || strings.ContainsAny(s, ".*") || strings.Count(s, "/") > 1
}

// demands reports whether a criterion says of a path that it differs from today, or what it
// will hold.
func (c Criterion) demands(m demand.Mention, name string, b held) bool {
	if c.Kind == MustHold || check.LooksLikeCommand(name) || strings.Contains(c.Command, name) {
		return false
	}
	return m.Demand(b.news) != demand.None || c.Kind == MustChange && article.MatchString(m.Sentence) && !demand.StillSo.MatchString(m.After)
}

// news reports a text with something that an outcome brings in.
func (b held) news(text string) bool {
	return b.brings(text) || slices.ContainsFunc(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" `\"'v,;:()", r) }), func(word string) bool {
		return saysValue(b.outcome, word)
	})
}

// brings reports a text with a name that an outcome brings in, or a value to which it moves
// one.
func (b held) brings(text string) bool {
	if demand.Names(text, b.In) || b.Kind != "" && strings.Contains(" "+strings.ToLower(text)+" ", " the "+b.Kind+" ") {
		return true
	}
	return slices.ContainsFunc(movesTo.FindAllStringSubmatch(b.outcome, demand.MaxNames), func(m []string) bool {
		value := strings.TrimRight(m[1], ".-")
		return value != "" && strings.Contains(" "+text+" ", " "+value+" ")
	})
}
