package check

import (
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// said is what a statement says of a command that it names.
type said int

const (
	saysNothing said = iota // it is only mentioned
	saysBare                // nothing stands beside it
	saysPasses
	saysFails // it fails, prints nothing, or is not run
	saysEither
)

// call is a command in code marks.
type call struct {
	code  string
	said  said
	joins bool                     // it is a script, and run if the command is with which it is listed
	held  func(code string) string // how it is written to exit 0; nil as it stands
	alone bool                     // what is said is said of one command, and not of several
	in    string                   // the circumstance in which it is said to pass, if a run of it does not show that
}

// NotSuccess says how to write what is no success of a command.
const NotSuccess = "the command is not said to pass; " + writeCommand

const writeCommand = "write a command that exits 0 when the statement holds, such as `! make x` or `test -z \"$(git diff)\"`, and that it passes"

// Tells are the verbs of what a command prints.
const Tells = `(?:finds?|returns?|reports?|shows?|prints?|lists?|has|have|gives?|raises?|yields?|outputs?|says?|emits?|throws?|produces?|turns? up)`

var (
	connective = regexp.MustCompile(`(?i)^(?:\s*[,;])?\s*(?:and|then|as well as|&&?|[+,]|plus)?\s*$`)
	// asWell says of one more command the same as of the one before.
	asWell = regexp.MustCompile(`(?i)^(?:too|also|likewise|as well(?: as)?)$`)
	// viaThing leads to what something goes through, which may be no program.
	viaThing = regexp.MustCompile(`(?i)\bvia\W*$`)
	// ofOne is what only one command can be said to do.
	ofOne = regexp.MustCompile(`(?i)^\s*(?:(?:still|also|now|then|again) )?(?:finds|returns|reports|shows|prints|lists|has|gives|yields|outputs|says|emits|produces|turns up|exits|is|stays|remains|comes)\b`)
	// ofBoth says behind several what is to be said of each.
	ofBoth = regexp.MustCompile(`(?i)^\s*,\s*((?:both|all(?: of)?(?: them| which)?|each|which|they|these)\b[^.,;]*)`)
	listed = regexp.MustCompile(`(?i)^\s*(?:(?:both|all of|the (?:commands?|scripts?)|and|then|that)?\s*|.*[,;:]\s*)$`)
	// endsPart ends a statement behind which another one begins.
	endsPart   = regexp.MustCompile(`(?:[,;:.(]|\s[–—-]+)\s*(?:and |where |of which )?$`)
	callClause = regexp.MustCompile(`(?i)[,;:.!?()](?:\s|$)|\(|\s[–—-]+\s|\b(?:and|but|then)\b`)
	// FindsNo says of a command that it finds nothing.
	FindsNo = regexp.MustCompile(`(?i)^\s*(?:(?:still|also|must|should|now|then|again) )*` + Tells + `\s+(?:no\b|nothing\b|zero\b)`)
	empty   = regexp.MustCompile(`(?i)\b(?:nothing|empty|no (?:output|match\w*|results?|hits?|diff\w*|occurrences?|lines?))\b`)
	// Fails says of anything that it goes wrong.
	Fails  = regexp.MustCompile(`(?i)\b(?:fail(?:s|ed|ing|ure)?|crash(?:es|ed)?|breaks?|broken|red|non-?zero|exit(?:s|ed)?(?: (?:code|status|with|a|an|of|is))* [1-9]\d*|errors? out|aborts?|hangs?|times? out|stops? \w+ing|ceases?|unable|refuses?|impossible|forbidden|prohibited|banned|blocked|disabled)\b`)
	onBase = regexp.MustCompile(`(?i)\b(?:(?:which |that |it )?(?:fails?|failed|failing)(?: (?:today|now|before|on (?:the )?base\b\S*))|(?:currently|today|now) (?:fails?|failing)|(?:without|with no|with zero|no) ` + faultList + `)\b`)
	// runsFree says of a command that it is run, and meets no fault.
	runsFree = regexp.MustCompile(`(?i)\b(?:runs?|go(?:es)? through|completes?|finish(?:es)?|builds?|compiles?)(?: through)? (?:without|with no|with zero) ` + faultList + `(?:\s*[.,;)]|\s*$|\s+(?:and|but|on|in|for|again|now)\b)`)
	// faulty are things of which a number may be there, said behind it.
	faulty   = regexp.MustCompile(`(?i)((?:[<>=≤≥]|\b(?:at most|at least|than|under|below|up to|exactly|only)) *\d[\d.,]*%? (?:\w+ )?)(?:fail\w*|broken|crash\w*|blocked|refused|disabled|aborted|red)\b`)
	prints   = regexp.MustCompile(`(?i)^` + Tells + ` [^a-z]`)
	pastRun  = regexp.MustCompile(`(?i)\b(?:yesterday|last (?:week|month|time|night|year)|used to|once passed|ago|(?:rarely|seldom|barely|hardly|almost|nearly|sometimes|mostly|usually) (?:pass|succeed)|stops? passing|ceases? to)`)
	toRun    = regexp.MustCompile(`(?i)(?:^|\b)(?:run|runs|running|executes?|executing|calling|invok\w+|us(?:e|es|ing)|start\w*)(?: the)?(?: command)?\s*$`)
	mentions = regexp.MustCompile(`(?i)\b(?:thinks?|thought|believes?|believed|hopes?|hoped|guess(?:es|ed)?|assumes?|assumed|claims?|claimed|told|heard|said|promised|rumou?r|supposedly|allegedly|apparently|reportedly|according to|how|why|whether|until|unless|before|instead of|such as|like|docs?|documentation|readme|says?|describ\w+|explain\w+|mention\w*|documents?|documented|help text|example)\b|\b(?:for|of|about|to|rather than|see(?: also)?|cf\.)\s*$`)
	// passWhen leads to the run with which something passes.
	passWhen = regexp.MustCompile(`(?i)\b(?:pass(?:es)?|succeeds?|green|clean) (?:when|if) (?:you|we|one|i)\s*$`)
	// whenRun leads a command with no condition but that it is run, and itPasses goes on.
	whenRun  = regexp.MustCompile(`(?i)^\W*(?:if|when|whenever|after|once) (?:you|we|i|one|somebody|anyone) (?:runs?|executes?|calls?)(?: the command)?\s*$`)
	itPasses = regexp.MustCompile(`(?i)^\s*,\s*(?:then )?(?:it|that|this|the (?:command|run|build|script))(?: all)?\s+`)
	// isValue leads what something is, and no command.
	isValue = regexp.MustCompile(`(?i)\b(?:be|is|are|was|to|of|as|returns?|gives?|value|default|flag|or)\s*$`)
	// onceRun leads a command that was run in the past.
	onceRun = regexp.MustCompile(`(?i)\bused to (?:run|call|use)\b`)
	runOf   = regexp.MustCompile(`(?i)^\W*(?:all|everything|the whole) (?:of|in)\s*$|\b(?:runs?|output|results?|run ?time|time|duration|execution|size|coverage|score|count|total|p\d\d(?:\.\d+)?|percentile|median|mean|average|latency|throughput|maximum|minimum|peak|speed|memory(?: use| usage)?) (?:of|for)(?: the)?(?: command)?\s*$`)
	// ofEach leads several of which the same is said.
	ofEach    = regexp.MustCompile(`(?i)^\W*(?:all|both|each|(?:every|each)(?: single)? one) of(?: (?:the|these|them))?[\s:*_]*$`)
	denied    = regexp.MustCompile(`(?i)\b(?:without|not|never|no|neither|nor)(?: pass)?\s*$`)
	supposing = regexp.MustCompile(`(?i)^\W*(?:if|when|whenever|after|while|once|as soon as)\b`)
	measures  = regexp.MustCompile(`(?i)\b(?:check|verify|verified|measured|checked|seen|shown|proved|proven|tested|confirmed|covered) (?:by|with|via|using|in)(?: the)?(?: command)?\s*$|\b(?:via|under|by)\s*$`)
)

// CallsIn finds the commands of a statement, and what it says of each. Many says
// that there are more than are looked at.
func CallsIn(s string) (list []call, many bool) {
	spans := prose.CodeSpan.FindAllStringSubmatchIndex(s, -1)
	if len(spans) == 0 {
		return nil, false
	}
	looked, line, or := 0, 0, make([]bool, len(spans))
	measured := sync.OnceValue(func() bool { return Bounded(s) })
	for i, loc := range spans {
		from, to := 0, len(s)
		if i > 0 {
			from = spans[i-1][1]
		}
		if i+1 < len(spans) {
			to = spans[i+1][0]
		}
		before, after := NoneOf(s[from:loc[0]]), plainAfter(NoneOf(s[loc[1]:to]))
		code := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s[loc[2]:loc[3]]), "$ "))
		or[i] = i+1 < len(spans) && (Either.MatchString(after) || (onOther.MatchString(after) || i == 0 && otherFirst.MatchString(before)) && LooksLikeCommand(s[spans[i+1][2]:spans[i+1][3]]))
		if elsewhere.MatchString(code) || (code == "true" || code == "false") && isValue.MatchString(before) || i > 0 && i == line {
			list = append(list, call{})
			continue
		}
		script := MayBeScript(code) && !heldThere.MatchString(before)
		formed := MayRun(code)
		watching := i == 0 && watches.MatchString(after) && demanding.MatchString(before) && endsPart.MatchString(before)
		command, led := LooksLikeCommand(code) && !liesHere(code, before, after) || script && (watching || afterRun(before) || isRun.MatchString(after) || content.MatchString(after)), !script && afterRun(before) && !prose.LooksLikePath(code) && (strings.Contains(code, " ") || ProgramName.MatchString(code) && !viaThing.MatchString(before)) || formed && (AsksToPass.MatchString(before) || ticked.MatchString(before+after))
		if !command && !script && strings.Contains(code, " ") {
			exits := exitsThen.MatchString(after)
			reports := ProgramName.MatchString(prose.FirstWord(code)) && (exits || Printing.MatchString(after) || wordless.MatchString(after))
			command = reports && (exits || saysNone(after)) || (reports || formed && lone(s, spans)) && measured()
		}
		said, joins, held := saysNothing, false, (func(string) string)(nil)
		if command || led || strings.Contains(code, " ") {
			if looked++; looked > prose.MaxCalls {
				return nil, true
			}
			if said = sayOf(code, before, after, measured); said == saysFails || said == saysPasses && wordless.MatchString(after) {
				held = heldBy(code, before, after)
			}
			if watching {
				said = saysPasses
			}
			if (countsHits(code) || searches(code)) && isZero.MatchString(strings.ReplaceAll(s[loc[1]:], "`", "")) {
				held = FindsNothing
			}
			if command || led {
				text, rest := "", ""
				if i+1 < len(spans) {
					text, rest = s[spans[i+1][2]:spans[i+1][3]], s[spans[i+1][1]:]
				}
				switch by, unsure := printsSaid(code, s[:loc[0]], after, text, rest); {
				case by != nil:
					held, line = by, i+1
				case unsure && (said != saysNothing || !wordless.MatchString(after)):
					said, held = saysFails, nil
				}
			}
			if held != nil {
				said = saysPasses
			}
		}
		if i > 0 && said == saysBare && !connective.MatchString(before) && strings.TrimSpace(before) != "" {
			said = saysPasses
		}
		if !command && said == saysBare && affirms(after) {
			said = saysPasses
		}
		if !command && !(led && said == saysBare) && (said != saysPasses || !led && !affirms(after)) {
			said = saysNothing
			if connective.MatchString(strings.TrimRight(after, ". ")) {
				said = saysBare // goes by what follows it
			}
			if joins = (script || strings.Contains(code, " ") && ProgramName.MatchString(prose.FirstWord(code))) && said == saysBare && listed.MatchString(before); !joins {
				code = ""
			}
		}
		if script && code != "" && !strings.Contains(prose.FirstWord(code), "/") {
			code = "./" + code // a shell looks for it elsewhere
		}
		in := ""
		switch {
		case code == "" || said == saysNothing || held != nil:
		case said == saysFails:
			in = findsBut(s[loc[1]:])
		default:
			in = circumstance(s[:loc[0]], code, s[loc[1]:])
		}
		list = append(list, call{code, said, joins, held, held != nil && ofOne.MatchString(after), in})
	}
	for i := len(list) - 1; i >= 0; i-- {
		behind := i > 0 && list[i-1].code != "" && list[i-1].said == saysBare && !list[i-1].joins
		if list[i].joins && !behind && (i+1 == len(list) || list[i+1].code == "") {
			list[i].code = ""
		}
	}
	settleEither(settle(list), or, s)
	return named(list), false
}

// lone reports one code span in a statement beside those that are bounds.
func lone(s string, spans [][]int) bool {
	n := 0
	for _, loc := range spans {
		if n < 2 && !prose.OnlyBound.MatchString(s[loc[2]:loc[3]]) {
			n++
		}
	}
	return n == 1
}

// settle lets a command beside which nothing stands go by the next one, else by
// the one before; alone it has to pass. What is said of a search alone, that it finds
// nothing, goes for no other command: of that it is not certain what is asked.
func settle(list []call) []call {
	for i := len(list) - 2; i >= 0; i-- {
		if list[i].said == saysBare && list[i+1].said != saysBare {
			list[i].said, list[i].held = list[i+1].said, list[i+1].held
			switch {
			case list[i+1].held == nil || searches(list[i].code) == searches(list[i+1].code):
			case list[i+1].alone:
				list[i].said, list[i].held = saysPasses, nil
			default:
				list[i].said, list[i].held = saysFails, nil
			}
		}
	}
	for i := range list {
		if list[i].said == saysBare {
			list[i].said = saysPasses
			if i > 0 {
				list[i].said, list[i].held = list[i-1].said, list[i-1].held
			}
		}
	}
	return list
}

func named(list []call) []call {
	var out []call
	for _, c := range list {
		if c.code != "" {
			out = append(out, c)
		}
	}
	return out
}

// sayOf judges a command by its clause.
func sayOf(code, before, after string, measured func() bool) said {
	if lead, colon := strings.CutSuffix(strings.TrimRight(before, " "), ":"); colon && toRun.MatchString(lead) {
		before = lead // "run: `make x`" says what "run `make x`" says
	}
	left := before
	if all := callClause.FindAllStringIndex(before, -1); all != nil {
		left = before[all[len(all)-1][1]:]
	}
	right := prose.InParens.ReplaceAllString(after, "")
	right = onBase.ReplaceAllString(runsFree.ReplaceAllString(right, "passes "), "")
	if dropped.MatchString(after) || drops.MatchString(before) || besideFails(before, right) || emptied.MatchString(after) {
		return saysFails
	}
	if m := ofBoth.FindStringSubmatch(right); m != nil {
		right = m[1]
	} else if whenRun.MatchString(left) {
		right = itPasses.ReplaceAllString(right, "")
	}
	right = furtherOn(right)
	if loc := callClause.FindStringIndex(right); loc != nil {
		right = right[:loc[0]]
	}
	if strings.ContainsAny(right, "0123456789") {
		right = faulty.ReplaceAllString(right, "$1")
	}
	if right = strings.Trim(right, " .;,:*_)"); asWell.MatchString(right) {
		right = ""
	}
	switch word := strings.Trim(left, " *_([\"'✅✔☑"); {
	case right != "":
		return sayAfter(code, left, right, after, measured)
	case word == "", ofEach.MatchString(left):
		return saysBare
	case denied.MatchString(left):
		return saysFails
	case toRun.MatchString(left):
		return sayRun(left)
	case hangsBehind.MatchString(left):
		return saysNothing
	case measures.MatchString(left) || measured():
		return saysPasses
	case mentions.MatchString(left) || supposing.MatchString(left):
		return saysNothing
	}
	return saysPasses
}

var (
	// hangsBehind ends in what makes a command the time or the condition of another.
	hangsBehind = regexp.MustCompile(`(?i)\b(?:passes|succeeds|works|(?:is|are|stays?) (?:green|clean)) (?:\w+ )?(?:after|before|once|when|while|until|if|unless)\b[\s*_]*$`)
	// stated is what is said of a command behind a dash, a colon or a comma.
	stated = regexp.MustCompile(`(?i)^[\s*_]*(?:[–—:]|-{1,2}\s)([^.,;]*)|^[^.,;:]*,\s*(?:and |but )?(fails?\b[^.,;]*)`)
	// emptied says, set off behind a command, that it finds nothing.
	emptied = regexp.MustCompile(`(?i)^[\s*_]*(?:\(|[–—:→]|-{1,2}\s)\s*(?:(?:it|this|that|which|and) )?(?:(?:must|should|shall|will|has to|needs to|is to) )?(?:(?:be|is|stays?|remains?|comes? (?:back|up|out)|finds?|prints?|returns?|gives?|lists?|shows?) )?(?:no (?:\w+ )?(?:match\w*|results?|hits?|output|lines?|occurrences?)\b|nothing(?:\s*(?:[).,;]|$)|\s(?:at|in|outside|under|from|but|left|new|more)\b)|none\b|empty\b)[^.,;]*`)
	// dropped says behind a command, set off, that it is not to pass or not to be run,
	// and drops does in front of it.
	dropped = regexp.MustCompile(`(?i)^[\s*_]*(?:\(|[–—:]|-{1,2}\s)\s*(?:(?:must|should|shall|will|known to|expected to) fail|dropped|skip(?:ped)?|not (?:needed|yet|required|run)|optional|disabled|obsolete|removed|flaky)\b`)
	drops   = regexp.MustCompile(`(?i)(?:^|[.,;:]\s)\W*(?:please )?(?:skip|drop|remove|removed|delete|disable|we (?:removed|dropped)|known fail\w*)\b(?: the)?[:\s]*$`)
	// crossed are the signs of what fails.
	crossed  = regexp.MustCompile(`[❌✗✘⛔🚫🔴]`)
	mustFail = regexp.MustCompile(`(?i)\b(?:must|should|shall|will|ha(?:s|ve) to|known to|expected to) (?:still |now |all )?fail\b|^\W*(?:red|broken|failing|fails?(?: (?:here|now))?)\W*$`)
	orElse   = regexp.MustCompile(`(?i)^\s+or\b`)
)

// besideFails reports a mark, or words set off from a command, that say that it
// fails.
func besideFails(before, after string) bool {
	if m := stated.FindStringSubmatch(after); m != nil && Failing(m[1]+m[2]) {
		return true
	}
	lead, colon := strings.CutSuffix(strings.TrimRight(before, " *_"), ":")
	return colon && (Failing(lead) || labelFails.MatchString(lead)) || crossed.MatchString(before+after)
}

// Failing reports words that ask what they go with to fail.
func Failing(words string) bool {
	return mustFail.MatchString(words) || negator.MatchString(words) && Passes.MatchString(words)
}

// sayRun judges what leads a command with "run".
func sayRun(left string) said {
	switch loc := toRun.FindStringIndex(left); {
	case negator.MatchString(left):
		return saysFails
	case passWhen.MatchString(left[:loc[0]]), strings.Trim(left[:loc[0]], " *_(") == "" || strings.EqualFold(strings.TrimSpace(left[:loc[0]]), "please") || strings.HasSuffix(strings.ToLower(strings.TrimSpace(left[:loc[0]])), "must"):
		return saysPasses
	}
	return saysNothing
}

// sayAfter judges a command behind which the clause goes on.
func sayAfter(code, left, right, after string, measured func() bool) said {
	end := VerdictAt(right)
	rest := right[end:]
	switch {
	case whenRun.MatchString(left) && end > 0:
		return saysPasses
	case supposing.MatchString(left) || onceRun.MatchString(left) || mentions.MatchString(left) && !(runOf.MatchString(left) && (end > 0 || measured())):
		return saysNothing
	case negator.MatchString(left):
		return saysFails
	case notFails.MatchString(right):
		return saysPasses
	case end > 0 && strings.HasSuffix(right[:end], "clean") && (silent(code) || searches(code)), end > 0 && lister(code) && (soundless.MatchString(right) || SilentThen.MatchString(right)):
		return saysFails // it passes in any case
	case pastRun.MatchString(right):
		return saysFails
	case end > 0 && (retracts.MatchString(rest) || orElse.MatchString(rest) || Fails.MatchString(behindCircumstance(rest))):
		return saysFails
	case end > 0 && handsOn.MatchString(rest):
		return saysNothing
	case end > 0:
		return saysPasses
	case toRun.MatchString(left) && prints.MatchString(right) && !measured():
		return saysNothing
	case toRun.MatchString(left) && !Fails.MatchString(right):
		if rather.MatchString(right) {
			return saysNothing
		}
		return sayRun(left)
	case saysNone(after) && !lister(code) && !measured():
		return saysPasses
	case Fails.MatchString(right) || empty.MatchString(right) || saysNone(after) || negator.MatchString(right) && !measured():
		return saysFails
	case Passes.MatchString(right) || measured():
		return saysPasses
	}
	return saysNothing
}

// saysNone reports what begins with a verb and "no", and bounds nothing: not "no
// more than".
func saysNone(after string) bool {
	loc := FindsNo.FindStringIndex(after)
	return loc != nil && !thanWhat.MatchString(after[loc[1]:])
}

var thanWhat = regexp.MustCompile(`(?i)^\s+` + Comparative)
