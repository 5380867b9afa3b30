package ruling

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// FromTo is a range of paths with numbers, of which only the ends are named.
var FromTo = regexp.MustCompile("(?i)(?:`[^`\\s*]*\\d[^`\\s*]*`|[\\w./-]*/[\\w.-]*\\d[\\w.-]*)\\s*(?:\\b(?:to|through|thru|up to|until)\\b|[–—…]|\\.{2,3}|\\s-{1,2}\\s)\\s*(?:`[^`\\s]*\\d[^`\\s]*`|[\\w./-]*/[\\w.-]*\\d[\\w.-]*|[\\w-]*\\d[\\w-]*\\.[a-z]\\w*|\\d{2,}[\\w.-]*)")

// CodedPath is a path in code marks.
const CodedPath = "`[^`\\s]+`"

var (
	// onlyTwice is a label of what may change that says "only" as well.
	onlyTwice = regexp.MustCompile(`(?i)^((?:the )?(?:permitted|allowed)(?: (?:paths?|files?|director(?:y|ies)|folders?))?\s*:) only\b`)
	// inPlace says of a path that it stays where it is, as well.
	inPlace = regexp.MustCompile("(?i)\\b(leave|keep) (" + CodedPath + ") (?:in place|where (?:it is|they are)),? (?:and )?(unchanged|untouched|intact|as is|as it is)\\b,?")
	// untilLater ends a ban with a time that comes after the work.
	untilLater = regexp.MustCompile(`(?i),? until [^.;]*\b(?:releases?|versions?|deploy\w*|roll-?outs?|quarter|sprint|months?|weeks?|years?|customers?|clients?|deprecat\w+|cut-?over|migration is (?:over|done|complete))\b[^.;]*`)
	// untilThen ends a ban with a time within the work.
	untilThen = regexp.MustCompile(`(?i)\b(?:until|before) (?:the )?(?:end of )?(?:phases?|steps?|stages?|milestones?)\b`)
	// neitherIs adds a path to what must not change.
	neitherIs = regexp.MustCompile("(?i),? (?:and|so|but)?\\s*(?:neither|nor) (?:is|are|may|must|should|can|do|does|will) (?:the )?(" + CodedPath + ")")
	// OfPart is said of a part of a file.
	ofPart = regexp.MustCompile("(?i)\\b(?:leave|keep) (?:the )?" + CodedPath + "(?:['’]s)? (?:[\\w-]+ )?(?:defaults?|values?|headers?|formats?|signatures?|exports?|keys|names|order(?:ing)?|imports?|layout|wording|schema|comments?|settings?|options?|sections?) (?:exactly )?(?:as (?:they are|it is|is|before)|unchanged|untouched|alone|intact)\\b[,;]?\\s*(?:and |but )?")
	// thisNot says, without a verb, of the path named before that it must not change.
	thisNot = regexp.MustCompile(`(?i),? (?:and )?(?:this|that|these|those|it)(?: (?:one|file|directory|dir|folder|path)s?)?(?: (?:also|too|as well))? (?:not|never) (?:be )?(?:changed?|touch(?:ed)?|modif(?:y|ied)|edit(?:ed)?|to (?:be )?(?:changed?|touch(?:ed)?))\b`)
	// inDirectory is the directory of what is named before it.
	inDirectory = regexp.MustCompile("(?i)\\b((?:change|touch|modify|edit|alter) (?:the |our |any )?(?:[\\w-]+ ){0,2}[\\w-]+) \\((?:in |under |all of )?(`[^`\\s]+(?:/|/\\*\\*)`)(?: (?:directory|folder|dir|tree))?\\)")
	// onlyIn permits to change what lies somewhere, and says behind it that only that may.
	onlyIn = regexp.MustCompile("(?i)^(?:please )?(?:you (?:may|can) )?(?:edit|change|modify|touch|work on) (?:(?:any|all|the|every|everything|anything|files?|code) )*(?:(?:in|under|inside|below) )?(" + AnyPath + "),? (?:and|but) (?:please )?(?:(?:edit|change|modify|touch|work|do so) )?only (?:in )?(?:there|here|that)[.!]*$")
	// ratherNot wishes that a path be left as it is, and ratherKept says it of the path first.
	ratherNot  = regexp.MustCompile(`(?i)\b(?:i|we)(?:['’]d| would) (?:much )?(?:rather|prefer)(?: it)?(?: that| if)? (?:(?:nobody|no one|nothing) |(?:you|we|it) (?:do|did)(?: not|n['’]t) |(?:you |we )?not (?:to )?)(touch|edit|chang|modif|alter)\w*`)
	ratherKept = regexp.MustCompile("(?i)\\b(?:i|we)(?:['’]d| would) (?:much )?(?:rather|prefer|like)(?: it)?(?: that| if)? (?:the )?(" + CodedPath + ") (?:were|was|be|is) ")
	// onlyRun says of things that they are used and not changed.
	onlyRun = regexp.MustCompile(`(?i)\b(is|are|be) only (?:run|read|used|called|imported|executed|looked at|reused),? (?:but |and )?(?:not|never) (?:be )?(changed|edited|modified|touched|altered)\b`)
	// addedOr are things that are new beside those that change.
	addedOr = regexp.MustCompile(`(?i)\b(?:added|created) (?:or|and) (changed|edited|modified|touched)\b`)
	// mayNotEither says of paths that they may not, and leaves out what.
	mayNotEither = regexp.MustCompile("(?i)(" + CodedPath + " (?:may|must|should|shall|can) ?not)(?:[.!]*$)")
	// ofPulls says on which pull requests or commits something runs, by the paths that they change.
	ofPulls  = regexp.MustCompile("(?i)(\\b(?:(?:run|skip|trigger|start|fire|execut|deploy|build|happen|label|post|comment|report|fail)\\w*\\b[^.;,`]{0,40}? (?:for|on|after|by|in|at)|(?:label|skip|tag|build|test|check|ignor)(?:e?s|ed|ing|e)?) (?:[\\w-]+ ){0,3}?(?:PRs?|MRs?|(?:pull|merge) requests?|commits?|push(?:es)?|branch(?:es)?)) (?:(?:that|which|where|whose)\\b|(?:only )?(?:chang|touch)ing\\b)(?:[^`;.,]|`[^`]*`|, (?:and |or )?`[^`]*`)*")
	saysMore = regexp.MustCompile(`(?i)\b(?:must|may|might|should|shall|can|cannot|will|not|never|no|is|are|leave|keep|stays?|remains?)\b|n['’]t\b`)
	// notAllowed is a label of what must not change.
	notAllowed = regexp.MustCompile(`(?i)^(?:(?:paths?|files?|changes?|edits?) )?not (?:allowed|permitted)\s*:`)
	// noChange forbids a change.
	noChange = regexp.MustCompile(`(?i)\b(?:not|never|no|n['’]t)\b[^.;]{0,40}\b(?:change|touch|modif|edit|alter)`)
)

// inPlainWords is a statement that bounds the paths in the words that the grammar reads.
// Strict says that it then forbids more than it said, and part that a part of a file is
// named, of which it holds no path.
func inPlainWords(words string) (plain string, strict, part bool) {
	plain = onlyTwice.ReplaceAllString(words, "$1")
	plain = onlyIn.ReplaceAllString(plain, "only edit $1")
	plain = inDirectory.ReplaceAllString(plain, "$1 $2")
	if s := untilLater.ReplaceAllString(plain, ""); s != plain && !strings.Contains(words, " then ") {
		plain, strict = s, true
	}
	plain = inPlace.ReplaceAllString(plain, "$1 $2 $3")
	plain = ratherNot.ReplaceAllString(plain, "do not touch")
	plain = ratherKept.ReplaceAllString(plain, "$1 is ")
	plain = onlyRun.ReplaceAllString(plain, "$1 not $2")
	plain = addedOr.ReplaceAllString(plain, "$1")
	plain = mayNotEither.ReplaceAllString(plain, "$1 be changed")
	plain = keepsTo.ReplaceAllString(plain, "keep the change inside $1")
	if loc := neitherIs.FindStringSubmatchIndex(plain); loc != nil && noChange.MatchString(plain[:loc[0]]) {
		plain = plain[:loc[0]] + ". " + plain[loc[2]:loc[3]] + " must not be changed" + plain[loc[1]:]
	}
	if s := ofPart.ReplaceAllString(plain, ""); s != plain {
		plain, part = s, true
	}
	if loc := thisNot.FindStringIndex(plain); loc != nil {
		if all := prose.CodeSpan.FindAllString(plain[:loc[0]], prose.MaxCalls); len(all) > 0 && prose.LooksLikePath(strings.Trim(all[len(all)-1], "`")) {
			plain, strict = plain[:loc[0]]+". Do not change "+all[len(all)-1]+plain[loc[1]:], true
		}
	}
	return strings.TrimSpace(plain), strict, part
}

// mayBePlainer reports words without which none of that is said.
func mayBePlainer(words string) bool {
	low := strings.ToLower(words)
	return strings.Contains(low, "neither") || strings.Contains(low, "nor ") || strings.Contains(low, "prefer") || strings.Contains(low, "only ") && onlyIn.MatchString(words) || strings.Contains(low, "(") && inDirectory.MatchString(words)
}

// Plainly are the rulings of a clause; where it is not certain what it says, those of its
// plain words, or of its sentences.
func (c Clause) Plainly() []Ruling {
	if plain := ofThoseWithout.ReplaceAllString(c.S, "$1"); strings.Contains(c.S, "without ") && plain != c.S {
		return NewClause(plain).Plainly()
	}
	if plain := notAllowed.ReplaceAllString(c.S, "forbidden:"); plain != c.S {
		return NewClause(plain).Plainly()
	}
	if loc := ofPulls.FindStringSubmatchIndex(c.S); loc != nil && !saysMore.MatchString(c.S[loc[3]:loc[1]]) {
		return NewClause(c.S[:loc[3]] + c.S[loc[1]:]).Plainly()
	}
	if plain := restBut.ReplaceAllString(c.S, "$1"); strings.Contains(c.S, " of ") && plain != c.S {
		return NewClause(plain).Plainly()
	}
	if elseFirst.MatchString(c.S) {
		if but := c.leavingOut(); but != nil {
			return but
		}
	}
	if strings.Contains(c.S, "omments") && commentsOnly.MatchString(c.S) {
		return []Ruling{{Part: true}}
	}
	if changesThere.MatchString(c.S) {
		return []Ruling{{Part: true, Leads: true}}
	}
	if addsOnly.MatchString(c.S) && !alsoChanges.MatchString(c.S) {
		return []Ruling{{Part: true, Leads: true}}
	}
	list := eachOnce(c.Rulings())
	faulty := slices.ContainsFunc(list, func(b Ruling) bool { return b.Fault != "" })
	if faulty || OnlyDenies(list) || strings.HasPrefix(c.Classes, string(rune(prose.IsExcept))) {
		if but := c.leavingOut(); but != nil {
			return but
		}
	}
	if len(c.S) > prose.MaxStatement || !faulty && (len(list) > 0 || !mayBePlainer(c.S)) {
		return marked(list, !faulty && OnlyDenies(list) && untilThen.MatchString(c.S), false, false)
	}
	plain, strict, part := inPlainWords(c.S)
	if plain != c.S {
		again, ok := []Ruling(nil), true
		if plain != "" {
			again = NewClause(plain).Rulings()
		}
		if again, ok = sentencewise(plain, again); ok && (len(again) > 0 || part) {
			return marked(again, strict, part, len(list) > 0 && list[0].Leads)
		}
	} else if again, ok := sentencewise(c.S, list); ok && faulty {
		return marked(again, true, false, false)
	}
	if again := c.LeavingOut(); again != nil {
		return again
	}
	if again := c.partwise(); faulty && len(again) > 0 {
		return again
	}
	if faulty && saysOfPart(c.S) {
		return []Ruling{{Part: true, Leads: true}}
	}
	return list
}

// changesThere says which changes there are to a path, or that there are no others.
var changesThere = regexp.MustCompile("(?i)^(?:the )?only (?:change|edit|addition|thing (?:that (?:changes|is changed)|changed|added))s? (?:in|to|under|inside) (?:the )?" + AnyPath + " (?:is|are|will be|should be) |\\bnothing else (?:in|of|under|inside) (?:the )?" + AnyPath + " (?:(?:is|gets?|may be|must be) )?(?:chang|edit|touch|modif|alter)")

var (
	// partKept asks for something that a path holds to stay, and partStays says that it does.
	partKept  = regexp.MustCompile("(?i)^(?:please )?(?:leave|keep) (?:the )?" + AnyPath + "(?:['’]s)? ((?:[\\w-]+ ){1,4})" + asItWas)
	partStays = regexp.MustCompile("(?i)^((?:[\\w'’-]+ ){1,8}?)(?:in|of|inside|under|below|from|within) (?:the )?" + AnyPath + " (?:(?:must|should|shall|will|have to|has to|needs? to) )?(?:stays?|remains?|are|is|be|are left|be left|is left) " + asItWas)
	// filesOfIt are all that a path holds.
	filesOfIt   = regexp.MustCompile(`(?i)\b(?:files?|director(?:y|ies)|folders?|contents?|code|tree|anything|everything|nothing|all|migrations?|no|not|never|only|that|which)\b`)
	alsoChanges = regexp.MustCompile(`(?i)\b(?:chang|touch|modif|edit|alter)`)
	// addsOnly forbids to take something away, and lets something be added.
	addsOnly = regexp.MustCompile("(?i)^(?:please )?(?:do not|don['’]t|never) (?:(?:delete|remove|drop|rename)(?:,| or|, or)? )+[^.;`]{0,40}\\b(?:in|from|of|under|inside) (?:the )?" + CodedPath + "[,;:.]? ?\\(?(?:(?:just|only) add\\b|add only|add(?:ing|itions?)\\b[^.;]{0,30}\\b(?:fine|ok|okay|allowed|welcome))[^.;`]{0,30}\\)?[.!]?$")
)

// AnyPath is a path with or without them.
const AnyPath = "(?:" + CodedPath + `|[\w.@-]+/[\w./*@-]*)`

const asItWas = `(?:exactly |just )?(?:as (?:(?:they|it) (?:are|is)|is|before|now|today)|unchanged|the same|stable)(?: for now)?[.!]?$`

// saysOfPart reports a statement that keeps something that a path holds, and no file of it.
func saysOfPart(s string) bool {
	for _, form := range []*regexp.Regexp{partKept, partStays} {
		if m := form.FindStringSubmatch(s); m != nil {
			return !filesOfIt.MatchString(m[1])
		}
	}
	return false
}

// commentsOnly says that what a path holds changes, but for its code.
var commentsOnly = regexp.MustCompile(`(?i)^\W*(?:comments only\b|only (?:the )?comments\b)[^.;]{0,20}\bno (?:code )?changes\b`)

// ofThoseWithout are things of which only those are meant that change nothing somewhere.
var ofThoseWithout = regexp.MustCompile("(?i)\\b((?:prs?|pull requests?|merge requests?|commits?|branch(?:es)?|builds?|pushes|runs?|diffs?)) without (?:any )?(?:changes?|edits?|modifications?) (?:in|to|under|of|inside) (?:the )?" + CodedPath)

// restBut is the rest of a path but for something: what is left out of it is said there.
var restBut = regexp.MustCompile("(?i)\\bthe (?:rest|remainder) of (?:the )?(" + CodedPath + ",? (?:but|save|" + prose.LeavesOut + ") )")

// eachOnce takes a bare name off what is read strictly of which the paths are named besides.
func eachOnce(list []Ruling) []Ruling {
	for i := range list {
		if list[i].Strict {
			list[i].Globs = slices.DeleteFunc(list[i].Globs, func(g Pattern) bool {
				return slices.ContainsFunc(list, func(b Ruling) bool {
					return slices.ContainsFunc(b.Globs, func(o Pattern) bool {
						return strings.HasPrefix(o.Pattern, strings.Trim(g.Pattern, "/")+"/") && o.Pattern != g.Pattern
					})
				})
			})
		}
	}
	return slices.DeleteFunc(list, func(b Ruling) bool { return b.Strict && b.Fault == "" && len(b.Globs) == 0 })
}

// marked are rulings that forbid more than is said, or beside which a part of a file is
// named.
func marked(list []Ruling, strict, part, leads bool) []Ruling {
	for i := range list {
		list[i].Strict = list[i].Strict || strict && list[i].Field == field.Deny
	}
	if part {
		list = append(list, Ruling{Part: true, Leads: leads})
	}
	return list
}

// sentencewise are the rulings of a statement, sentence by sentence where those of all of it
// are not certain. Beside what bounds the paths there may only stand what adds nothing, or a ban that names no
// other path.
func sentencewise(words string, list []Ruling) (out []Ruling, ok bool) {
	if !slices.ContainsFunc(list, func(b Ruling) bool { return b.Fault != "" }) {
		return list, true
	}
	parts := page.Sentences(page.Bare(words))
	if len(parts) == 1 {
		parts = stopped(words)
	}
	if len(parts) < 2 || len(parts) > prose.MaxCalls {
		return nil, false
	}
	var unsure []Pattern
	for i, s := range parts {
		c := NewClause(s.S)
		own := c.Rulings()
		if slices.ContainsFunc(own, func(b Ruling) bool { return b.Fault == UnreadBan }) && len(own) == 1 {
			unsure = append(unsure, c.PathsIn(c.Classes, 0, len(c.Words))...)
			continue
		}
		if slices.ContainsFunc(own, func(b Ruling) bool { return b.Fault != "" || b.Field != field.Deny && b.Field != field.Allow }) {
			return nil, false
		}
		if len(own) == 0 && !AddsNothing(s.S) {
			return nil, false
		}
		for j := range own {
			own[j].Leads = own[j].Leads && i == 0
		}
		out = append(out, own...)
	}
	for _, g := range unsure {
		if !slices.ContainsFunc(out, func(b Ruling) bool {
			return slices.ContainsFunc(b.Globs, func(o Pattern) bool { return o.Pattern == g.Pattern })
		}) {
			return nil, false
		}
	}
	return out, len(out) > 0
}

// stopped are the sentences of a statement where the next one begins with no capital.
func stopped(words string) (parts []page.Text) {
	c, t, from := NewClause(words), page.Bare(words), 0
	for i, w := range c.Words {
		if words[w.From] == '.' && c.Classes[i] == prose.IsStop && strings.HasPrefix(words[w.To:], " ") {
			parts, from = append(parts, t.Slice(from, w.To)), w.To+1
		}
	}
	return append(parts, t.From(from))
}

// newThings says where what is new goes.
var newThings = regexp.MustCompile(`(?i)^(?:the |all |any )?(?:new|additional|more|further) (?:[\w-]+ ){0,3}(?:go|goes|belong|belongs|live|are (?:to be )?(?:put|placed|added)|should (?:go|be)|must (?:go|be)|can go)\b`)

// AddsNothing reports a sentence beside a ban that permits nothing of what that forbids and
// forbids nothing more of which a path is named: what to do in some case, and where what
// is new goes.
func AddsNothing(s string) bool {
	if newThings.MatchString(s) || check.Bounded(s) {
		return true
	}
	said := NewClause(s).Classes
	if strings.ContainsAny(said, "xuoaperQ~") {
		return false
	}
	if strings.HasPrefix(said, string(rune(prose.IsWhen))) {
		_, then, ok := strings.Cut(s, ", ")
		return ok && !Speaks(then, "tV")
	}
	return !strings.ContainsAny(said, "tV")
}

// RangesListed writes out a range of numbered files, as "`a/0001_x.sql` … `a/0004_y.sql`":
// both ends, and each number between them, with any name where it is one of several digits.
func RangesListed(words string) string {
	return FromTo.ReplaceAllStringFunc(words, func(s string) string {
		ends := prose.CodeSpan.FindAllStringSubmatch(s, 3)
		if bare := bareRange.FindStringSubmatch(s); len(ends) == 0 && bare != nil {
			ends = [][]string{{"", bare[1]}, {"", bare[2]}}
		}
		if len(ends) != 2 {
			return s
		}
		first, last := numberedFile.FindStringSubmatch(ends[0][1]), numberedFile.FindStringSubmatch(ends[1][1])
		if first == nil || last == nil || first[1] != last[1] && last[1] != "" && last[1] != lastSegment(first[1]) || strings.Contains(first[3]+last[3], "/") {
			return s
		}
		counted := len(first[2]) != len(last[2])
		if counted && (first[3] != last[3] || first[2][0] == '0' || last[2][0] == '0') {
			return s
		}
		from, _ := strconv.Atoi(first[2])
		to, _ := strconv.Atoi(last[2])
		if to <= from || to-from > maxRange {
			return s
		}
		out, ending := "`"+ends[0][1]+"`", "*"
		if first[3] == last[3] && (len(first[2]) == 1 || counted) {
			ending = first[3]
		}
		for n := from + 1; n < to; n++ {
			out += fmt.Sprintf(", `%s%0*d%s`", first[1], len(first[2]), n, ending)
		}
		if last[1] != first[1] {
			ends[1][1] = first[1] + last[2] + last[3]
		}
		return out + ", `" + ends[1][1] + "`"
	})
}

// bareRange is a range of files by their names without code marks.
var bareRange = regexp.MustCompile(`^([\w./@-]*/[\w.@-]*\d[\w@-]*\.\w+)\s*(?:[–—…]|\b(?:to|through|thru)\b)\s*([\w./@-]*\d[\w@-]*\.\w+)$`)

// maxRange bounds the files of a range that are written out.
const maxRange = 50

// numberedFile is the path of a file whose name begins with a number of several digits.
var numberedFile = regexp.MustCompile(`^((?:[\w.@-]+/)*[A-Za-z_-]*)(\d{1,8})([^/\d][^/]*)$`)
