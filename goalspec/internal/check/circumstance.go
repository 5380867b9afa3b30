package check

import (
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// A circumstance is where, when or with what a command is said to pass: "on Windows",
// "from `sub/`", "after `make seed`", "unless the cache is cold". It changes what has to
// be run, unless it only says what the harness does in any case: run the command when the
// work is done, at the root of a fresh checkout of it.

var (
	// circumstantial begins one.
	circumstantial = regexp.MustCompile(`(?i)^(?:in|inside|on|at|from|under|against|with (?:or|and) without|with|without|using|via|for|as|after|when|whenever|if|once|unless|while|provided|assuming|given|as (?:long|soon) as|except|excepting|excluding|apart from|other than|offline|headless(?:ly)?|remotely|concurrently|nightly)(?:\s|$)`)
	// circumstanceEnds is where one ends.
	circumstanceEnds = regexp.MustCompile(`(?i)[,;:()]|[.!?](?:\s|$)|\s[–—-]+\s|\s(?:and|but|or|so|which|that|because|then|before|except|measured|when|whenever|if|once|unless|while|until)(?:\s|$)`)
	// furtherIn may stand between a verdict and a circumstance, and between two.
	furtherIn = regexp.MustCompile(`(?i)^(?:[\s,(*_]+|[–—-]+\s|(?:and|or|too|also|again|still|now|only|even|both|at least|locally|as well|fine|then)\b)+`)
	// beingRun begins a condition that is only that the command is run.
	beingRun = regexp.MustCompile(`(?i)^(?:when|if|whenever|once) (?:(?:it|they|you|we|i|one) )?(?:(?:is|are) )?(?:run|runs|ran|executed|called|invoked|started)\b`)

	// saidAlready is a reference to what the text has said, an amount, or nothing.
	saidAlready = regexp.MustCompile(`(?i)^(?:$|(?:this|that|these|those|it|them|which|both|either|or)\b|[<>≤≥=]|(?:` + Comparative + `|under|below|above|over|at most|at least|up to|about) \S*\d|\d[\d.]* ?(?:ms|s|sec|seconds?|m|min|minutes?|hours?|%)\b)`)
	// atHand is where and on what the harness runs a command.
	atHand = regexp.MustCompile(`(?i)^(?:(?:the|an?|my|your|our|its|this|current|same|clean|fresh|freshly|cloned|new|final|whole|entire|full|all|every|each|top|project|repo|repository|git|local|feature|development|changed|touched|affected|existing|remaining|other|of)[ -])*` +
		`(?:root|top(?:[ -]level)?|repo(?:sitory)?|checkouts?|clones?|work ?tree|working (?:tree|copy|directory)|branch|main|master|trunk|head|tip|project|workspace|sandbox|machine|laptop|pr|pull request|command line|shell|scratch|base|code(?: ?base)?|tree|files?|packages?|modules?|crates?|tests?|suites?|linux|ubuntu|debian|amd64|arm64|now on|success|its own|their own|total|full|addition|general|particular|one go|order|the end|the first (?:try|run|attempt)|its entirety|no time)(?:\s|\W*$)`)
	// theWork is what the work changes, as it is when it is done.
	theWork = regexp.MustCompile(`(?i)^(?:(?:the|its|our|their|your|this|all|any|each|every|last|final|making|completing|finishing) )*(?:(?:new|newly|updated|changed|fixed|added|modified|upgraded|refactored|rewritten|renamed|extended|migrated) \S|(?:\S+ ){0,2}(?:changes?|fix(?:es)?|patch(?:es)?|refactor\w*|rewrite|rename|removal|move|migration|upgrade|bump|pr|work|implementation|switch|edits?|commit|merge|rebase|phases?|steps?|feature|split)(?:\s|\W*$))`)
	eachOne = regexp.MustCompile(`(?i)^(?:each|every|all|any)\b`)
	// doing is an act on the code, and done a state of it.
	doing = regexp.MustCompile(`(?i)^(?:any |the )?(?:chang|modify|touch|edit|alter|adapt|add|remov|delet|renam|refactor|rewrit|replac|upgrad|updat|migrat|mov|switch|extract|split|fix|implement|merg|convert|bump|adopt|port|dropp|skipp|disabl|weaken|relax|fail|break|regenerat|complet|finish)ing\b`)
	// rather sets a run off against such an act, so that it is one itself.
	rather = regexp.MustCompile(`(?i)^(?:instead of|rather than) ` + strings.TrimPrefix(doing.String(), "(?i)^"))
	done   = regexp.MustCompile(`(?i)\b(?:done|finished|completed?|ready|implemented|merged|in place|lands?|landed|applied|over|in|fixed|added|included|removed|renamed|gone|deleted|replaced|migrated)\W*$`)
	// faultless is what a run that passes is without, and what it is with.
	faultless = regexp.MustCompile(`(?i)^(?:(?:any|an?|new|further|additional|more|other|lint|deprecation|unhandled|single|the|old|legacy|former) )*(?:` + faultWords + `|changes?|modifications?|fail\w*|skip\w*|flak\w*|retr(?:y|ies)|exceptions?|diffs?|output|old|legacy|former)\b`)
	favours   = regexp.MustCompile(`(?i)^(?:0\s|(?:no|zero|only|exit|code|status|success|output|ease|coverage|respect|regard|the same|the expected)\b|(?:the |all )?(?:\S+ ){0,3}(?:tests?|checks?|code|packages?)(?:\W*$| (?:for|of|in|from|that)\b))`)
	// outside is what runs a command, and is no part of a repository.
	outside = regexp.MustCompile(`(?i)^(?:(?:the|an?|latest|current|any|real|local|version|of) )*(?:go(?:lang)?|python|pypy|node(?:\.?js)?|deno|bun|ruby|jruby|php|java|(?:open)?jdk|jre|jvm|rust|rustc|gcc|clang|llvm|msvc|xcode|perl|dotnet|\.net|erlang|docker|podman|kubernetes|postgres(?:ql)?|mysql|mariadb|redis|mongo\w*|kafka|elasticsearch|rabbitmq|chrom\w+|firefox|safari|valgrind|windows|mac ?os|osx|android|ios|freebsd|musl|wasm)\b`)
	// versioned is a thing that a repository may depend on, in a version.
	versioned = regexp.MustCompile(`(?i)^(?:the )?[\w.@/+-]+(?: [\w.]+)? v?\d[\w.]*\W*$`)
	// inState ends what has to be made so before a command is run.
	inState = regexp.MustCompile(`(?i)\b(?:on|off|up|down|(?:un)?set|enabled|disabled|installed|running|mocked|stubbed|started|stopped|present|missing|absent|available|connected|loaded|active|empty|cold|warm|(?:flag|option|switch|mode|setting|variable|env)s?)\W*$`)
	ofUser  = regexp.MustCompile(`(?i)^(?:an? |the )?(?:root|non-|unprivileged|admin|superuser|another|user\b)`)
)

// circumstance is one in which a command that stands between two parts of a statement is
// said to pass, and which a run of it does not show; empty if there is none.
func circumstance(before, command, after string) string {
	front := strings.TrimLeft(before[sentenceStart(before):], " *_-")
	if phrase, rest := cutCircumstance(afterRunning(front)); phrase != "" && strings.Trim(rest, " ,:*_(") == "" && !heldInRun(phrase, command) {
		return phrase
	}
	if all := saidToPass.FindAllStringIndex(prose.BlankCode(front), prose.MaxCalls); all != nil { // "the tests pass on Windows: `make test`"
		phrase, rest := cutCircumstance(strings.TrimLeft(front[all[len(all)-1][1]:], " "))
		if phrase != "" && strings.Trim(rest, " :*_(") == "" && rest != "" && !heldInRun(phrase, command) {
			return phrase
		}
	}
	if phrase := PlaceBehind(after); phrase != "" && !seesTo(command, phrase) {
		return phrase
	}
	plain := strings.TrimLeft(after, " )*_:–—✅✔☑→=>-")
	if strings.HasPrefix(plain, "(") {
		plain = plain[strings.IndexByte(plain, ')')+1:]
	}
	end := VerdictAt(plain)
	if end == 0 {
		if on := furtherOn(" " + plain); on != " "+plain {
			plain, end = on, VerdictAt(on)
		} else if !afterRun(before) {
			return ofBound(plain, command)
		}
	}
	for tail := plain[end:]; ; {
		gap := furtherIn.FindString(tail)
		phrase, rest := cutCircumstance(afterRunning(tail[len(gap):]))
		switch {
		case phrase == "" || strings.HasPrefix(phrase, "while") && strings.Contains(gap, ","):
			return ""
		case !heldInRun(phrase, command):
			return phrase
		}
		tail = rest
	}
}

// onlyThen begins what makes a bound hold in some cases only, or on some machines.
var onlyThen = regexp.MustCompile(`(?i)(?:^|\s)(?:unless|if|when|whenever|provided|assuming|as long as|except|on|under|with|in|against|offline)(?:\s|$)`)

// ofBound is a circumstance in which a command is said to keep a bound.
func ofBound(after, command string) string {
	for _, loc := range onlyThen.FindAllStringIndex(prose.MaskCode(after), prose.MaxCalls) {
		phrase, _ := cutCircumstance(strings.TrimLeft(after[loc[0]:], " "))
		_, of, _ := strings.Cut(phrase, " ")
		machine := outside.MatchString(of)
		if phrase != "" && (machine || onCondition.MatchString(phrase) || !strings.Contains(phrase, " ")) && !heldInRun(phrase, command) && Bounded(after[:loc[0]]) {
			return phrase
		}
	}
	return ""
}

// behindCircumstance is what is said of a run behind the circumstance of it.
func behindCircumstance(rest string) string {
	gap := furtherIn.FindString(rest)
	phrase, behind := cutCircumstance(rest[len(gap):])
	if phrase == "" {
		return rest
	}
	return behind
}

// afterRunning is a text behind the condition with which it begins, if that is only that
// something is run.
func afterRunning(s string) string {
	s = strings.TrimPrefix(strings.TrimLeft(s[len(beingRun.FindString(s)):], " "), "locally")
	if in, ok := strings.CutPrefix(s, "run "); ok && PlaceBehind(in) != "" {
		return in
	}
	return s
}

// sentenceStart is where the last sentence of a text begins.
func sentenceStart(s string) int {
	return max(strings.LastIndex(s, ". ")+1, strings.LastIndexByte(s, ';')+1)
}

// cutCircumstance cuts a text behind the circumstance with which it begins.
func cutCircumstance(s string) (phrase, rest string) {
	lead := circumstantial.FindString(s)
	if lead == "" {
		return "", s
	}
	end := len(s)
	if loc := circumstanceEnds.FindStringIndex(prose.MaskCode(s)[len(lead)-1:]); loc != nil {
		end = len(lead) - 1 + loc[0]
	}
	return strings.TrimRight(s[:end], " .*_"), s[end:]
}

// heldInRun reports a circumstance that holds in each run of a command by the harness, or
// that the command itself sees to.
func heldInRun(phrase, command string) bool {
	lead, of, more := strings.Cut(phrase, " ")
	if of = strings.TrimLeft(of, " *_"); more && saidAlready.MatchString(of) || seesTo(command, phrase) {
		return true
	}
	if strings.Contains(of, "`") {
		return false
	}
	switch lead = strings.ToLower(lead); lead {
	case "in", "inside", "on", "from", "against":
		return atHand.MatchString(of) || theWork.MatchString(of) && !eachOne.MatchString(of)
	case "at":
		return !strings.HasPrefix(of, "e")
	case "for":
		return !outside.MatchString(of)
	case "as":
		return !ofUser.MatchString(of) && !strings.HasPrefix(of, "long as") && !strings.HasPrefix(of, "soon as")
	case "after":
		return theWork.MatchString(of) || doing.MatchString(of) || eachOne.MatchString(of)
	case "with":
		switch {
		case favours.MatchString(of):
			return true
		case outside.MatchString(of), inState.MatchString(of):
			return false
		}
		return theWork.MatchString(of) || done.MatchString(of) || versioned.MatchString(of)
	case "without":
		return faultless.MatchString(of) || doing.MatchString(of)
	case "under", "using", "via":
		return theWork.MatchString(of)
	case "when", "whenever", "if", "once":
		return done.MatchString(of)
	}
	return false
}

// seesTo reports a command that names what a circumstance is about: `go test -race` the
// race detector, `cd sub && make` the directory.
func seesTo(command, phrase string) bool {
	low := strings.ToLower(command)
	if codes := prose.CodeSpan.FindAllStringSubmatch(phrase, -1); codes != nil {
		return !slices.ContainsFunc(codes, func(m []string) bool { return !strings.Contains(command, strings.Trim(m[1], "./ ")) })
	}
	named := false
	if at := strings.Index(phrase, " -"); at >= 0 {
		return slices.Contains(strings.FieldsFunc(command, func(r rune) bool { return r == ' ' || r == '=' }), prose.FirstWord(phrase[at+1:]))
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(phrase), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '/' }) {
		switch w = strings.Trim(w, "./"); {
		case w == "":
		case w[0] >= '0' && w[0] <= '9':
			if !strings.Contains(low, w) {
				return false
			}
			named = true
		case w == "ci":
			named = named || slices.Contains(strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) }), w)
		case (len(w) > 3 || strings.ContainsAny(w, "0123456789")) && prose.ClassOf(w) == prose.IsWord && w != "with" && w != "test" && w != "version":
			named = named || strings.Contains(low, w) || strings.HasSuffix(w, "ing") && len(w) > 6 && strings.Contains(low, strings.TrimSuffix(w, "ing"))
		}
	}
	return named
}

// nothingBut says behind a command that there is nothing of a kind, or nothing somewhere.
var nothingBut = regexp.MustCompile(`(?i)` + modal + Tells + ` +(?:nothing|no (?:\w+ )?(?:files?|match(?:es)?|results?|hits?|occurrences?|lines?|output)) ((?:in|inside|outside|under|below|but|besides|beyond|except|other than|apart from|that|which|new|with|without|else)\b[^.;,()]*)`)

// findsBut is where, or but what, a command is said to find nothing.
func findsBut(after string) string {
	if m := nothingBut.FindStringSubmatch(after); m != nil {
		return strings.TrimRight(m[1], " *_")
	}
	return ""
}

// moreThanRun is in the fault of a command that is said to pass in a circumstance.
const moreThanRun = " is more than a run of it shows; "

// AsksOfCommand reports a statement that says of a command that it passes, be it in a
// circumstance.
func AsksOfCommand(s string) bool {
	cmd, fault := CommandOf(s)
	return cmd != "" || strings.Contains(fault, moreThanRun)
}

// notInCircumstance is the fault of a command that is said to pass in a circumstance.
func notInCircumstance(command, phrase string) string {
	fault := "that the command passes “" + strings.ReplaceAll(prose.Clip(phrase), ";", ",") + "”" + moreThanRun
	if dir := RunsIn(phrase); dir != "" {
		return fault + "write where it runs into the command, as `" + Gone(dir, command) + "`, and say that it passes"
	}
	return fault + "write it such that it sees to that itself, as `cd sub && make test` or `make seed && make test` do, and say that it passes"
}
